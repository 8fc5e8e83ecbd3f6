import Testing

@testable import Documents

/// What each reader makes of its syntax.
struct EventTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let syntax: Reading.Syntax
        let text: String
        let events: [String]
    }

    static let cases: [Case] = [
        Case(
            testDescription: "elements, attributes, text",
            syntax: .xml,
            text: "<a x=\"1\"><b> t </b><c/></a>",
            events: ["open a", "attribute x=1", "open b", "value t", "close", "open c", "close", "close"]
        ),
        Case(
            testDescription: "namespaces, whatever their prefixes",
            syntax: .xml,
            text: "<p:a xmlns:p=\"urn:x\" xmlns=\"urn:y\"><b/><p:c p:d=\"1\" e=\"2\"/></p:a>",
            events: [
                "open {urn:x}a", "open {urn:y}b", "close", "open {urn:x}c", "attribute {urn:x}d=1", "attribute e=2",
                "close", "close",
            ]
        ),
        Case(
            testDescription: "the predefined entities, numbers, CDATA and comments",
            syntax: .xml,
            text: "<a b=\"&lt;&quot;&#x41;\">x &amp; &#65;<!-- no --><![CDATA[<y>]]></a>",
            events: ["open a", "attribute b=<\"A", "value x & A<y>", "close"]
        ),
        Case(
            testDescription: "objects, arrays and what they hold",
            syntax: .json,
            text: #"{"a": "x", "b": [1, 2.50, true], "c": null, "d": {"e": []}, "f": [[1]]}"#,
            events: [
                "open $", "open a", "value x", "close", "open b[0]", "value 1", "close", "open b[1]", "value 2.50",
                "close", "open b[2]", "value true", "close", "open c", "close", "open d", "close", "open f[0]",
                "open item[0]", "value 1", "close", "close", "close",
            ]
        ),
        Case(
            testDescription: "escapes",
            syntax: .json,
            text: #"{"a": "q\"\\\n\u00e4\ud83d\ude00"}"#,
            events: ["open $", "open a", "value q\"\\\nä😀", "close", "close"]
        ),
        Case(
            testDescription: "a document a line",
            syntax: .lines,
            text: "{\"a\": 1}\n\n{\"a\": 2}\n",
            events: [
                "open $", "open a", "value 1", "close", "close", "open $", "open a", "value 2", "close", "close",
            ]
        ),
        Case(
            testDescription: "rows and cells",
            syntax: .csv,
            text: "a,b\n1,\n,2\n",
            events: [
                "open row", "attribute #0=a", "attribute #1=b", "close 2", "open row", "attribute #0=1", "close 2",
                "open row", "attribute #1=2", "close 2",
            ]
        ),
        Case(
            testDescription: "quotes, doubled quotes, delimiters and line ends in quotes",
            syntax: .csv,
            text: "\"a,b\",\"c\"\"d\"\r\n\"e\nf\",g",
            events: [
                "open row", "attribute #0=a,b", "attribute #1=c\"d", "close 2", "open row", "attribute #0=e\nf",
                "attribute #1=g", "close 2",
            ]
        ),
    ]

    @Test(arguments: cases)
    func events(_ test: Case) {
        var recorder = Recorder()
        recorder.hasPlaces = false
        let (lines, outcome) = Reading.events(Array(test.text.utf8), test.syntax, recorder: recorder)
        #expect(outcome.faults.isEmpty)
        #expect(lines == test.events)
    }

    @Test("places are those of the raw text")
    func places() {
        #expect(
            Reading.events(Array("<a x=\"1\">\n <b>&amp;t</b></a>".utf8), .xml).lines == [
                "open a @0", "attribute x=1 @6+1", "open b @11", "value &t @14+6", "close @24", "close @28",
            ]
        )
        // libxml2 copies text that begins beyond ASCII, and gives references as what they stand for.
        #expect(
            Reading.events(Array("<a><b>中 x</b><b>&#x4E2D;</b></a>".utf8), .xml).lines == [
                "open a @0", "open b @3", "value 中 x @6+5", "close @15", "open b @15", "value 中 @18+8", "close @30",
                "close @34",
            ]
        )
        #expect(
            Reading.events(Array("a,\"b\"\nc,d\n".utf8), .csv).lines == [
                "open row @0", "attribute #0=a @0+1", "attribute #1=b @3+1", "close 2 @6", "open row @6",
                "attribute #0=c @6+1", "attribute #1=d @8+1", "close 2 @10",
            ]
        )
    }

    @Test("what is skipped gives no event", arguments: [Reading.Syntax.xml, .json])
    func skipped(_ syntax: Reading.Syntax) {
        let text = syntax == .xml ? "<a><b x=\"1\"><c>t</c></b><d>u</d></a>" : #"{"b": {"c": [{"x": 1}]}, "d": "u"}"#
        var recorder = Recorder()
        recorder.hasPlaces = false
        recorder.skipped = ["b"]
        let lines = Reading.events(Array(text.utf8), syntax, recorder: recorder).lines
        #expect(lines.dropFirst() == ["open b", "open d", "value u", "close", "close"])
    }

    @Test(
        "encodings give the same text",
        arguments: [TextEncoding.utf8, .utf16le, .utf16be, .gb18030, .big5, .windows1252]
    )
    func encodings(_ encoding: TextEncoding) {
        let bytes: [UInt8]
        let word: String
        switch encoding {
        case .utf8: (bytes, word) = (Array("a,\u{5236}".utf8), "\u{5236}")
        case .utf16le: (bytes, word) = ([0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0x36, 0x52], "\u{5236}")
        case .utf16be: (bytes, word) = ([0xFE, 0xFF, 0, 0x61, 0, 0x2C, 0x52, 0x36], "\u{5236}")
        // 制 in GB 18030 and in Big5, é in Windows-1252.
        case .gb18030: (bytes, word) = ([0x61, 0x2C, 0xD6, 0xC6], "\u{5236}")
        case .big5: (bytes, word) = ([0x61, 0x2C, 0xA8, 0xEE], "\u{5236}")
        case .windows1252: (bytes, word) = ([0x61, 0x2C, 0xE9], "\u{E9}")
        }
        var recorder = Recorder()
        recorder.hasPlaces = false
        for window in [1, 2, 3, 1000] {
            let (lines, outcome) = Reading.events(bytes, .csv, encoding: encoding, window: window, recorder: recorder)
            #expect(outcome.faults.isEmpty)
            #expect(lines == ["open row", "attribute #0=a", "attribute #1=\(word)", "close 2"])
        }
    }
}
