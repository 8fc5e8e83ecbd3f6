import Testing

/// Mails and texts become paragraphs with their language, and what repeats an earlier message is told apart.
struct CommunicationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var file = "reply.eml"
        let text: String
        var header: [String] = []
        var records: [String] = []
    }

    static let cases: [Case] = [
        Case(
            testDescription: "plain text in a folder of mails",
            file: "mail/offer.txt",
            text: "Dear Sir,\nour price is firm for 30 days.\n\n> 请报价\n> 谢谢\n",
            records: [
                "paragraph text=Dear Sir,\nour price is firm for 30 days. language=EN quoted=no",
                "paragraph text=> 请报价\n> 谢谢 language=ZH quoted=yes",
            ]
        ),
        Case(
            testDescription: "Markdown in a folder of mails, though it has a table",
            file: "邮件/offer.md",
            text: "Wir danken für die Anfrage.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n",
            records: [
                "paragraph text=Wir danken für die Anfrage. language=DE quoted=no",
                "paragraph text=| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 | quoted=no",
            ]
        ),
        Case(
            testDescription: "a mail in quoted-printable GBK with encoded words",
            text: """
                From: =?gb2312?B?zfXA9g==?= <wang@haichang.example>
                To: buyer@greatlakes.example
                Subject: =?utf-8?Q?Offer_=E2=82=AC?=
                 =?utf-8?Q?_12?=
                Date: Tue, 24 Nov 2026 10:12:33 +0800 (CST)
                Message-ID: <1@haichang.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset="gb2312"
                Content-Transfer-Encoding: quoted-printable

                =C4=FA=BA=C3=A3=AC=BC=DB=B8=F1=D3=D0=
                =D0=A7

                On Mon, 23 Nov 2026, Buyer wrote:
                What is your price?
                """,
            header: [
                "number=<1@HAICHANG.EXAMPLE>", "issueDate=2026-11-24", "subject=Offer € 12",
                "from=王丽 <wang@haichang.example>", "to=buyer@greatlakes.example",
            ],
            records: [
                "paragraph text=您好，价格有效 language=ZH quoted=no",
                "paragraph text=On Mon, 23 Nov 2026, Buyer wrote:\nWhat is your price? language=EN quoted=yes",
            ]
        ),
        Case(
            testDescription: "of two forms the plain one; attachments are not text",
            text: """
                From: a@b.example
                To: c@d.example
                Subject: Offer
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="outer"

                --outer
                Content-Type: multipart/alternative; boundary=inner

                --inner
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                V2UgYWNjZXB0IHRoZSBvcmRlci4K
                --inner
                Content-Type: text/html

                <p>We accept the order.</p>
                --inner--
                --outer
                Content-Type: application/pdf; name="a.pdf"
                Content-Disposition: attachment; filename="a.pdf"

                JVBERi0=
                --outer--
                """,
            header: ["subject=Offer", "from=a@b.example", "to=c@d.example"],
            records: ["paragraph text=We accept the order. language=EN quoted=no"]
        ),
        Case(
            testDescription: "HTML only: blocks are paragraphs, blockquote is quoted, styles are no text",
            text: """
                From: a@b.example
                To: c@d.example
                Subject: Offer
                Date: 24 Nov 2026 10:12:33 +0800
                Content-Type: text/html; charset=utf-8

                <html><head><style>p {color: red}</style></head><body><p>The  price
                is <b>firm</b>.<br>Best regards</p><blockquote><p>What is the price?</p></blockquote></body></html>
                """,
            header: ["issueDate=2026-11-24", "subject=Offer", "from=a@b.example", "to=c@d.example"],
            records: [
                "paragraph text=The price is firm.\nBest regards language=EN quoted=no",
                "paragraph text=What is the price? language=EN quoted=yes",
            ]
        ),
    ]

    @Test(arguments: cases)
    func reads(_ test: Case) throws {
        let reading = try FormatFixture.read(test.text, as: test.file)
        #expect(reading.kind == "communication")
        #expect(reading.header.filter { !$0.hasPrefix("status=") } == test.header)
        #expect(reading.records == test.records)
        #expect(reading.faults == [])
    }

    @Test("a README is no message, nor is prose elsewhere")
    func leavesProseAlone() throws {
        #expect(try FormatFixture.read("# Title\n\nSome text.\n", as: "docs/notes.md").format == nil)
    }
}
