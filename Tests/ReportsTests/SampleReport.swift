import CEL
import Linting
import Records
import Rules

/// The one set of findings that every reporter is tested with: each sort of finding there is, and hostile values.
enum SampleReport {
    private static let folder = "shipments/HC-2026-11"
    private static let invoice = "\(folder)/commercial-invoice.csv"
    private static let packing = "\(folder)/装箱单.csv"
    private static let order = "\(folder)/purchase-order.json"
    private static let broken = "\(folder)/bill-of-lading.xml"
    private static let picture = "\(folder)/photos/label.jpg"

    /// A dossier that is not ready, one that is, and a finding about the configuration.
    static let report: Report = {
        var report = Report(
            dossiers: [notReady, ready],
            asOf: day(2026, 11, 24),
            ruleCount: 95,
            request: CheckRequest(paths: ["shipments"], markets: ["US"]),
            packs: [
                Report.Pack(
                    name: "transaction",
                    title: text("Transaction documents", "交易单证"),
                    sha256: digest("1a")
                ),
                Report.Pack(name: "policy", title: text("Policy", "政策"), sha256: digest("2b")),
            ],
            moneyFields: ["amount", "totalAmount", "unitPrice"],
            findings: [stale],
            upcoming: [Upcoming(date: day(2027, 2, 18), dossier: folder, finding: adopted)]
        )
        report.configuration.language = .english
        return report
    }()

    // MARK: Dossiers

    private static let notReady: Report.Dossier = {
        var dossier = unexpecting
        dossier.matrix = expectations
        return dossier
    }()

    /// What is expected of two products: there, contradicting in the words of a finding, missing, spoken of by a signal.
    private static let expectations = ReadinessMatrix(
        columns: [
            .init(name: "commercial-invoice", title: text("commercial invoice", "商业发票"), isField: false),
            .init(name: "certificate/IATF", title: text("IATF 16949 certificate", "IATF 16949 证书"), isField: false),
            .init(name: "field:grossWeight", title: text("gross weight", "毛重"), isField: true),
        ],
        rows: [
            .init(
                number: "NBH-BR2201",
                name: "Front brake rotor",
                market: "US",
                cells: [
                    .init(state: .contradicting, severity: .error, note: price.message, path: invoice),
                    .init(state: .signal, severity: .note, binding: day(2027, 2, 18)),
                    .init(state: .there, severity: .note),
                ],
                readiness: .notReady
            ),
            .init(
                number: "=2+5",
                categoryTitle: text("aftermarket parts", "售后配件"),
                cells: [nil, .init(state: .missing, severity: .warning), .init(state: .unreadable, severity: .note)],
                readiness: .readyWithWarnings
            ),
        ],
        leftOut: 2,
        marketTitles: ["US": text("United States", "美国")]
    )

    private static let unexpecting = Report.Dossier(
        path: folder,
        stage: text("before shipment", "发运前"),
        documents: [
            document(broken, nil, nil, nil, ("carrier", "the carrier or forwarder", "承运人或货代")),
            document(
                invoice,
                text("commercial invoice", "商业发票"),
                "commercial-invoice",
                "HC-INV-261105",
                ("seller", "ourselves", "我方"),
                [
                    ("issueDate", "date of issue", "签发日期", day(2026, 11, 5)),
                    ("dueDate", "date on which payment is due", "付款到期日", day(2026, 12, 5)),
                ]
            ),
            document(
                order,
                text("purchase order", "采购订单"),
                "purchase-order",
                "PO-GL-26-0817",
                ("buyer", "the buyer", "买方"),
                [("issueDate", "date of issue", "签发日期", day(2026, 8, 17))]
            ),
            document(
                packing,
                text("packing list", "装箱单"),
                "packing-list",
                "HC-PL-261105",
                ("seller", "ourselves", "我方"),
                [("issueDate", "date of issue", "签发日期", day(2026, 11, 6))]
            ),
        ],
        shipments: [],
        otherFiles: [picture],
        digests: [
            broken: digest("a0"), invoice: digest("b1"), order: digest("c2"), packing: digest("d3"),
            picture: digest("e4"),
        ],
        findings: [truncated, amount, price, quantity, hostile, missing, credit, signal],
        leftOut: [("transaction/line-amount", 12)],
        counts: [.error: 18, .warning: 1, .note: 1],
        notChecked: [
            NotChecked(
                sort: .optional,
                cause: .unitsIncomparable,
                reason: text(
                    "quantities in SET / PCS cannot be compared without a conversion",
                    "单位 SET / PCS 的数量没有换算关系，无法比较"
                ),
                parameters: [.init(name: "units", value: "SET / PCS")],
                rules: ["agreement/packed-as-invoiced"]
            ),
            NotChecked(
                sort: .blocking,
                cause: .brokeOff,
                reason: text(
                    "the file could not be read to its end, so what it lacks was not judged",
                    "文件未能完整读取，因此未判断其缺少的内容"
                ),
                path: broken
            ),
        ],
        readiness: .notReady,
        agreement: matrix,
        suppressed: [suppressed],
        suppressedCounts: [.configuration: 1, .baseline: 4]
    )

    private static let ready = Report.Dossier(
        path: "shipments/HC-2026-10",
        stage: text("presentation", "交单"),
        documents: [
            document(
                "shipments/HC-2026-10/invoice.xml",
                text("commercial invoice", "商业发票"),
                "commercial-invoice",
                "HC-INV-261002",
                ("seller", "ourselves", "我方")
            )
        ],
        shipments: [],
        otherFiles: [],
        digests: ["shipments/HC-2026-10/invoice.xml": digest("f5")],
        findings: [],
        leftOut: [],
        counts: [:],
        notChecked: [],
        readiness: .ready
    )

    private static let matrix = AgreementMatrix(
        columns: [order, invoice, packing],
        facts: [
            AgreementMatrix.Fact(field: "quantity", title: text("quantity", "数量")),
            AgreementMatrix.Fact(field: "unitPrice", title: text("unit price", "单价")),
            AgreementMatrix.Fact(field: "grossWeight", title: text("total gross weight", "总毛重")),
        ],
        rows: [
            row(nil, 2, [(1, "7658.10 kg", false), (2, "7658.10 kg", false)]),
            row("NBH-BR2201", 1, [(0, "18.75", false), (1, "18.95", true)]),
            row("NBH-SL4401", 0, [(0, "600 pcs", false), (1, "600 pcs", false), (2, "580 pcs", true)]),
            row("=1+1", 0, [(1, "@SUM(A1)", false), (2, "<b>2</b>", false)]),
        ],
        leftOut: 3
    )

    private static func row(_ subject: String?, _ fact: Int, _ cells: [(Int, String, Bool)]) -> AgreementMatrix.Row {
        AgreementMatrix.Row(
            subject: subject,
            fact: fact,
            cells: cells.map { AgreementMatrix.Cell(column: $0.0, values: [$0.1], isOdd: $0.2) }
        )
    }

    // MARK: Findings

    private static let truncated = Finding(
        rule: "syntax/truncated",
        severity: .error,
        message: text("the file breaks off here: no end of 'Consignee'", "文件在此中断：缺少 Consignee 的结束"),
        parameters: [.init(name: "detail", value: "no end of 'Consignee'")],
        location: Location(
            path: broken,
            position: position(40, 16, 1811, 0, 0, "    <Consignee>Great Lak", "/BillOfLading/Consignee")
        ),
        fingerprint: "00000000000000a1"
    )

    private static let amount = Finding(
        rule: "transaction/line-amount",
        severity: .error,
        basis: Basis(status: .practice, source: "arithmetic; EN 16931 BT-131", verified: day(2026, 11, 23)),
        message: text("amount 5742.00 is not 480 × 11.40 = 5472.00", "金额 5742.00 不等于 480 × 11.40 = 5472.00"),
        parameters: [
            .init(name: "line.amount", value: "5742.00"), .init(name: "line.quantity", value: "480"),
            .init(name: "line.unitPrice", value: "11.40"),
            .init(name: "line.quantity.value * line.unitPrice", value: "5472.00"),
        ],
        location: Location(
            path: invoice,
            position: position(
                10,
                72,
                512,
                7,
                7,
                "1,NBH-BP1101,6941234511006,Front brake pad set,870830,CN,480,PCS,11.40,5742.00",
                "row 10, column 'Amount'"
            ),
            field: "amount",
            value: "5742.00"
        ),
        subject: "NBH-BP1101",
        fingerprint: "00000000000000b2",
        folded: [total],
        fix: Fix(
            safety: .unsafe,
            title: text("write 5472.00", "改为 5472.00"),
            edits: [
                Fix.Edit(
                    path: invoice,
                    offset: 512,
                    length: 7,
                    line: 10,
                    column: 72,
                    width: 7,
                    replaced: "5742.00",
                    replacement: "5472.00"
                )
            ]
        )
    )

    private static let total = Finding(
        rule: "transaction/total",
        severity: .error,
        message: text("total 29970.00 is not the sum of the lines 29700.00", "合计 29970.00 不等于各行之和 29700.00"),
        parameters: [
            .init(name: "document.totalAmount", value: "29970.00"),
            .init(name: "lines.sum(l, l.amount)", value: "29700.00"),
        ],
        location: Location(path: invoice, field: "totalAmount", value: "29970.00"),
        fingerprint: "00000000000000b3"
    )

    private static let price = Finding(
        rule: "agreement/price-as-ordered",
        severity: .error,
        basis: Basis(status: .practice, source: "sales practice", verified: day(2026, 11, 24)),
        message: text(
            "unit price of NBH-BR2201 is 18.95 here (commercial invoice), but 18.75 in the purchase order",
            "NBH-BR2201 的单价在此处（商业发票）为 18.95，而采购订单中为 18.75"
        ),
        parameters: [
            .init(name: "key", value: "NBH-BR2201"), .init(name: "value", value: "18.95"),
            .init(name: "other", value: "18.75"),
        ],
        help: text("correct the invoice, or have the buyer amend the order", "更正发票，或请买方修改订单"),
        location: Location(
            path: invoice,
            position: position(
                12,
                74,
                681,
                5,
                5,
                "3,NBH-BR2201,6941234511020,\"Front brake rotor, vented\",870830,CN,360,PCS,18.95,6822.00",
                "row 12, column 'Unit Price'"
            ),
            field: "unitPrice",
            value: "18.95"
        ),
        related: [
            Location(
                path: order,
                position: position(40, 20, 912, 5, 5, "      \"unitPrice\": 18.75,", "/lines/2/unitPrice"),
                field: "unitPrice",
                value: "18.75"
            )
        ],
        subject: "NBH-BR2201",
        fingerprint: "00000000000000c4"
    )

    private static let quantity = Finding(
        rule: "agreement/packed-as-invoiced",
        severity: .error,
        basis: Basis(
            status: .practice,
            source: "UCP 600 art. 14(d) under a credit; invoice practice",
            verified: day(2026, 11, 24)
        ),
        message: text(
            "part NBH-SL4401: 580 pcs packed, but 600 pcs invoiced",
            "零件 NBH-SL4401：装箱 580 pcs，而发票为 600 pcs"
        ),
        location: Location(
            path: packing,
            position: position(
                13,
                14,
                402,
                3,
                3,
                "7,NBH-SL4401,稳定杆连杆,580,PCS,30,312.00,336.00,0.360",
                "row 13, column '数量'"
            ),
            field: "quantity",
            value: "580"
        ),
        related: [
            Location(
                path: invoice,
                position: position(
                    16,
                    58,
                    951,
                    3,
                    3,
                    "7,NBH-SL4401,6941234511075,Stabilizer bar link,870880,CN,600",
                    "row 16, column 'Qty'"
                ),
                field: "quantity",
                value: "600 pcs"
            )
        ],
        subject: "NBH-SL4401",
        fingerprint: "00000000000000d5"
    )

    /// What no report may obey: terminal escapes, HTML, Markdown, a formula, a change of the direction of writing.
    private static let hostile = Finding(
        rule: "identifiers/hs-code",
        severity: .error,
        basis: Basis(status: .inForce, source: "WCO Harmonized System", jurisdiction: "US"),
        message: text(
            "'=HYPERLINK(\"http://x\")' \u{1B}[31m<script>alert(1)</script> | **bold** `x` @everyone \u{202E}gpj.exe is no HS code",
            "“<img src=x onerror=alert(1)>” ]]> &amp; 不是 HS 编码"
        ),
        location: Location(
            path: invoice,
            position: position(
                11,
                40,
                590,
                6,
                6,
                "2,=cmd|' /C calc'!A0,\u{202E}<b>x</b>,\u{0007}",
                "row 11, column '<b>'"
            ),
            field: "hsCode",
            value: "=cmd|' /C calc'!A0"
        ),
        subject: "-2+3",
        fingerprint: "00000000000000e6"
    )

    private static let missing = Finding(
        rule: "transaction/certificate-present",
        severity: .error,
        basis: Basis(status: .inForce, source: "19 CFR 102", jurisdiction: "US", verified: day(2026, 11, 24)),
        message: text("there is no certificate of origin", "缺少原产地证书"),
        help: text("ask the chamber of commerce for one", "请向商会申请"),
        location: Location(path: ""),
        fingerprint: "00000000000000f7"
    )

    private static let credit = Finding(
        rule: "transaction/order-date",
        severity: .warning,
        basis: Basis(status: .practice, source: "sales practice"),
        message: text("the order is dated after the invoice", "订单日期晚于发票日期"),
        location: Location(
            path: order,
            position: position(3, 16, 40, 12, 12, "  \"issueDate\": \"2026-12-17\",", "/issueDate")
        ),
        subject: "PO-GL-26-0817",
        fingerprint: "0000000000000108",
        fixHindrance: Fix.Hindrance(
            path: order,
            reason: text("the document is not one of our own", "此单证并非我方出具")
        )
    )

    private static let signal = Finding(
        rule: "policy/battery-passport",
        severity: .note,
        basis: Basis(status: .signal, source: "consultation of 2026-06", jurisdiction: "EU"),
        message: text("a battery passport may be asked for", "将来可能要求提供电池护照"),
        location: Location(path: ""),
        fingerprint: "0000000000000119"
    )

    private static let adopted = Finding(
        rule: "policy/battery-label",
        severity: .error,
        basis: Basis(
            status: .adopted,
            source: "Regulation (EU) 2023/1542 art. 13",
            jurisdiction: "EU",
            effective: day(2027, 2, 18)
        ),
        message: text("the battery has no QR code", "电池没有二维码"),
        location: Location(path: ""),
        fingerprint: "000000000000012a",
        dependsOnDate: true
    )

    private static let stale = Finding(
        rule: "suppression/unused",
        severity: .warning,
        message: text("this suppression matches no finding", "该屏蔽项未匹配任何发现"),
        location: Location(
            path: "shiplint.yaml",
            position: position(12, 5, 240, 0, 0, "  - rule: fitment/overlap", "/suppress/0")
        ),
        fingerprint: "000000000000013b"
    )

    private static let suppressed = Finding(
        rule: "transaction/line-amount",
        severity: .error,
        message: text("amount 10.00 is not 4 × 2.51 = 10.04", "金额 10.00 不等于 4 × 2.51 = 10.04"),
        parameters: [
            .init(name: "line.amount", value: "10.00"), .init(name: "line.quantity", value: "4"),
            .init(name: "line.unitPrice", value: "2.51"),
            .init(name: "line.quantity.value * line.unitPrice", value: "10.04"),
        ],
        location: Location(
            path: invoice,
            position: position(17, 72, 1100, 5, 5, "8,X,,,,,4,PCS,2.51,10.00", "row 17, column 'Amount'"),
            field: "amount",
            value: "10.00"
        ),
        fingerprint: "000000000000014c",
        suppression: Suppression(
            source: .configuration,
            place: "shiplint.yaml:9",
            reason: "rounded by the customer's system",
            until: day(2027, 1, 31)
        )
    )

    // MARK: Parts

    private static func text(_ english: String, _ chinese: String) -> LocalizedText {
        LocalizedText(english: english, chinese: chinese)
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day) ?? CalendarDate(daysSinceEpoch: 0)
    }

    private static func digest(_ byte: String) -> String { String(repeating: byte, count: 32) }

    private static func position(
        _ line: Int,
        _ column: Int,
        _ offset: Int,
        _ length: Int,
        _ width: Int,
        _ source: String,
        _ address: String
    ) -> Location.Position {
        Location.Position(
            line: line,
            column: column,
            offset: offset,
            length: length,
            width: width,
            source: source,
            sourceColumn: column,
            address: address
        )
    }

    private static func document(
        _ path: String,
        _ kind: LocalizedText?,
        _ kindName: String?,
        _ number: String?,
        _ issuer: (String, String, String),
        _ dates: [(String, String, String, CalendarDate)] = []
    ) -> Report.Document {
        Report.Document(
            path: path,
            format: kindName.map { "\($0)-table" },
            kind: kind,
            kindName: kindName,
            number: number,
            issuer: issuer.0,
            issuerTitle: text(issuer.1, issuer.2),
            dates: dates.map { Report.DocumentDate(field: $0.0, title: text($0.1, $0.2), date: $0.3) },
            records: 8,
            bytes: 1144,
            aside: nil
        )
    }
}
