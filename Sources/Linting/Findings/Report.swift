package import CEL
package import Records
package import Rules

/// All that a run has to say.
package struct Report: Sendable {
    /// One document of a dossier.
    package struct Document: Sendable {
        /// Its path as the user would type it.
        package var path: String
        /// Of a sheet of a workbook its name, which stands behind a `#` at the end of `path`.
        package var sheet: String?
        /// What it was recognised as; nothing for files that are only listed.
        package let format: String?
        /// Its kind's name in both languages.
        package let kind: LocalizedText?
        /// Its kind's name in the vocabulary.
        package let kindName: String?
        /// Its number, as its header gives it.
        package let number: String?
        /// Who issues such documents, and so can correct it; nothing where its kind is not known.
        package let issuer: String?
        /// Who issues such documents, for people.
        package let issuerTitle: LocalizedText?
        /// The customer, as its header names it.
        package var buyer: String?
        /// The seller that its header names.
        package let seller: String?
        /// The dates that its header gives, in the order of the vocabulary.
        package let dates: [DocumentDate]
        /// How many records were read.
        package let records: Int
        /// How many bytes were read.
        package let bytes: Int
        /// Why it takes no part in comparisons between documents, if it does not: a copy, a draft, a voided one.
        package var aside: LocalizedText?

        /// The path of the file that holds it.
        package var file: String { Location.file(path, sheet: sheet) }

        /// Makes an entry.
        package init(
            path: String,
            format: String?,
            kind: LocalizedText?,
            kindName: String?,
            number: String?,
            issuer: String? = nil,
            issuerTitle: LocalizedText? = nil,
            buyer: String? = nil,
            seller: String? = nil,
            dates: [DocumentDate] = [],
            records: Int,
            bytes: Int,
            aside: LocalizedText?
        ) {
            self.path = path
            self.format = format
            self.kind = kind
            self.kindName = kindName
            self.number = number
            self.issuer = issuer
            self.issuerTitle = issuerTitle
            self.buyer = buyer
            self.seller = seller
            self.dates = dates
            self.records = records
            self.bytes = bytes
            self.aside = aside
        }
    }

    /// What was found in one dossier.
    package struct Dossier: Sendable {
        /// Its path as the user would type it.
        package var path: String
        /// How far the shipment is.
        package var stage: LocalizedText
        /// The documents, by path.
        package var documents: [Document]
        /// What the documents are to each other.
        package var shipments: [ShipmentPicture]
        /// Files that no format reads, told in one line.
        package var otherFiles: [String]
        /// The SHA-256 of each file that was read, in hexadecimal digits, by path; empty unless a report asks for it.
        package var digests: [String: String]
        /// The findings shown, in the order of the report.
        package var findings: [Finding]
        /// Findings left out by the caps, by rule.
        package var leftOut: [(rule: String, count: Int)]
        /// How many findings there are of each severity, those left out counted, those folded not.
        package var counts: [Severity: Int]
        /// What could not be judged.
        package var notChecked: [NotChecked]
        /// The verdict.
        package var readiness: Readiness
        /// What is expected of each product, and what of it is there; nothing where nobody asked.
        package var matrix: ReadinessMatrix?
        /// What the documents say of the same things, where a report shows it.
        package var agreement: AgreementMatrix?
        /// Findings that are known and not counted, the first of each rule and document; each says why.
        package var suppressed: [Finding]
        /// How many are known and not counted, by where that is said; those left out of `suppressed` too.
        package var suppressedCounts: [Suppression.Source: Int]

        /// The path of the file that holds a document.
        package func file(of path: String) -> String { documents.first { $0.path == path }?.file ?? path }

        /// Makes an entry.
        package init(
            path: String,
            stage: LocalizedText,
            documents: [Document],
            shipments: [ShipmentPicture],
            otherFiles: [String],
            digests: [String: String] = [:],
            findings: [Finding],
            leftOut: [(rule: String, count: Int)],
            counts: [Severity: Int],
            notChecked: [NotChecked],
            readiness: Readiness,
            agreement: AgreementMatrix? = nil,
            suppressed: [Finding] = [],
            suppressedCounts: [Suppression.Source: Int] = [:]
        ) {
            self.path = path
            self.stage = stage
            self.documents = documents
            self.shipments = shipments
            self.otherFiles = otherFiles
            self.digests = digests
            self.findings = findings
            self.leftOut = leftOut
            self.counts = counts
            self.notChecked = notChecked
            self.readiness = readiness
            self.agreement = agreement
            self.suppressed = suppressed
            self.suppressedCounts = suppressedCounts
        }
    }

    /// A date of a document's header.
    package struct DocumentDate: Sendable {
        /// The field's name in the vocabulary.
        package let field: String
        /// What the field means.
        package let title: LocalizedText
        /// The date.
        package let date: CalendarDate

        /// Makes a date.
        package init(field: String, title: LocalizedText, date: CalendarDate) {
            self.field = field
            self.title = title
            self.date = date
        }
    }

    /// A pack that was judged by.
    package struct Pack: Sendable {
        /// Its name.
        package let name: String
        /// Its title.
        package let title: LocalizedText
        /// The SHA-256 of its file in hexadecimal digits, where a report asks for it.
        package let sha256: String?

        /// Makes an entry.
        package init(name: String, title: LocalizedText, sha256: String?) {
            self.name = name
            self.title = title
            self.sha256 = sha256
        }
    }

    /// The dossiers, by path.
    package var dossiers: [Dossier]
    /// The day on which the rules were judged.
    package var asOf: CalendarDate
    /// What was asked for, so that the run can be repeated.
    package var request: CheckRequest
    /// The packs that were judged by, in their order.
    package var packs: [Pack]
    /// The rules that findings name, by name; those about the files themselves have none.
    package var rules: [String: Rule]
    /// The names of fields that are amounts or prices, which a report that is shared leaves out.
    package var moneyFields: Set<String>
    /// Whether prices, other customers and excerpts of documents were left out.
    package var isShared = false
    /// How many rules were on.
    package var ruleCount: Int
    /// The configuration that held.
    package var configuration: Configuration
    /// What is wrong with the configuration's suppressions and the baseline, rather than with a document.
    package var findings: [Finding]
    /// What will be found within the horizon that was asked for, by date.
    package var upcoming: [Upcoming]
    /// The reference tables that were asked.
    package var tables: [ReferenceTables.Status] = []
    /// What a new baseline would hold, where that was asked for.
    package var baselineEntries: [Baseline.Entry] = []

    /// Makes a report.
    package init(
        dossiers: [Dossier],
        asOf: CalendarDate,
        ruleCount: Int,
        request: CheckRequest = CheckRequest(paths: []),
        packs: [Pack] = [],
        rules: [String: Rule] = [:],
        moneyFields: Set<String> = [],
        configuration: Configuration = Configuration(),
        findings: [Finding] = [],
        upcoming: [Upcoming] = []
    ) {
        self.dossiers = dossiers
        self.asOf = asOf
        self.ruleCount = ruleCount
        self.request = request
        self.packs = packs
        self.rules = rules
        self.moneyFields = moneyFields
        self.configuration = configuration
        self.findings = findings
        self.upcoming = upcoming
    }

    /// All findings that count: those of the dossiers, then those about the configuration and the baseline.
    package var allFindings: [Finding] { dossiers.flatMap(\.findings) + findings }

    /// How many findings of a severity there are in all dossiers, and about the configuration and the baseline.
    package func count(_ severity: Severity) -> Int {
        dossiers.reduce(0) { $0 + ($1.counts[severity] ?? 0) } + findings.count { $0.severity == severity }
    }
}
