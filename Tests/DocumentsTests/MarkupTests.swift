import Foundation
import TestSupport
import Testing

@testable import Documents

/// The scanner gives what libxml2 gives, and leaves to it what is wrong.
struct MarkupTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String

        init(_ testDescription: String, _ text: String) {
            self.testDescription = testDescription
            self.text = text
        }
    }

    /// What a reader gave.
    struct Read: Equatable {
        var lines: [String]
        var faults: [String]

        init(_ recorder: Recorder, _ outcome: ReadOutcome) {
            lines = recorder.lines
            faults = outcome.faults.map { "\($0.code) \($0.offset ?? -1) \($0.detail)" }
        }
    }

    static func libxml2(_ bytes: [UInt8], limits: Limits = Limits(), recorder: Recorder = Recorder()) -> Read {
        var recorder = recorder
        let source = SourceFile(path: "memory", bytes: bytes)
        let start = XMLHandover(offset: 0, skipped: 0)
        // In one window, for what libxml2 makes of windows is not the question.
        let outcome = XMLReader.resume(
            start,
            of: source,
            encoding: .utf8,
            limits: limits,
            window: max(1, bytes.count),
            into: &recorder
        )
        return Read(recorder, outcome)
    }

    static func scanner(
        _ bytes: [UInt8],
        window: Int = 1 << 18,
        limits: Limits = Limits(),
        recorder: Recorder = Recorder()
    ) -> (read: Read, stop: MarkupScanner.Stop) {
        var recorder = recorder
        let source = SourceFile(path: "memory", bytes: bytes)
        var reading = XMLReading(source, encoding: .utf8, limits: limits, window: window)
        while reading.fill() { reading.scan(into: &recorder) }
        return (Read(recorder, reading.outcome), reading.stop)
    }

    static func both(
        _ bytes: [UInt8],
        window: Int = 1 << 18,
        limits: Limits = Limits(),
        recorder: Recorder = Recorder()
    ) -> Read {
        var recorder = recorder
        let source = SourceFile(path: "memory", bytes: bytes)
        let outcome = XMLReader.read(source, encoding: .utf8, limits: limits, window: window, into: &recorder)
        return Read(recorder, outcome)
    }

    // MARK: Documents that are well-formed

    static let usual: [Case] = [
        Case("an empty root", "<a/>"),
        Case("a declaration", "<?xml version=\"1.0\" encoding='UTF-8' standalone = \"yes\" ?><a></a>"),
        Case("a byte order mark", "\u{FEFF}<?xml version='1.0'?>\n<a>t</a>\n"),
        Case("a byte order mark alone", "\u{FEFF}<a>t</a>"),
        Case("blanks around everything", " \t\r\n<a  x = \"1\"\n\ty\r\n=\t'2' >t</a  >\r\n \t"),
        Case("attributes", "<a x=\"1\" y='\"' z=\"'\" w=\">\"/>"),
        Case("names", "<_a-1.b Ünï=\"1\" 制=\"2\"><动片 a.b-c_d=\"\"/><x·y/></_a-1.b>"),
        Case(
            "long names",
            "<abcdefgh abcdefghi='1'><abcdefghijklmnop/><abcdefghXXXXijklmnop/><abcdefghXXXYijklmnop/><abcdefg/></abcdefgh>"
        ),
        Case("a name that begins like the one expected", "<a><b/><b/><bc/><b x='1' xy='2'/><b xy='1' x='2'/></a>"),
        Case("references in text", "<a>&lt;x&gt; &amp;&apos;&quot; &#65;&#x42;&#x5236;&#128512;</a>"),
        Case("references alone and first", "<a><b>&amp;</b><b>&amp;t</b><b>t&#x41;</b><b>&#59;</b><b>&#32;</b></a>"),
        Case("references in attributes", "<a x='&lt;&#10;&amp;&#38;amp; &quot;' y='&#x5236;&apos;'/>"),
        Case("blanks in attributes", "<a x='1\n2\t3\r\n4\r5' y=' z '/>"),
        Case("text that is not ASCII", "<a><b>täxt</b><b>制动片</b><b> é </b><b>x😀</b><b x='制' y='é'>1</b></a>"),
        Case("long text that is not ASCII", "<a>\(String(repeating: "制动片 ", count: 200))</a>"),
        Case("line ends", "<a><b>1\r\n2\r3\n4</b><b>\r\nx</b><b>\rx</b><b>制\r\n片\r</b><b>\r\n制</b><b>x\r</b></a>"),
        Case("a comment in text", "<a><b>1<!-- c -->2</b><b><!-- - -->制<!----></b><b><!--\r\n--></b></a>"),
        Case("an instruction in text", "<a><?p?><b>1<?p q ??>2<?制?></b></a>".replacing("<?制?>", with: "<?x-y 制?>")),
        Case("sections", "<a><b><![CDATA[<&]]]]><![CDATA[>]]></b><b>1<![CDATA[]]></b><b><![CDATA[ 制\r\n ]]></b></a>"),
        Case("an empty section", "<a><b><![CDATA[]]></b><b>&amp;<![CDATA[x]]></b></a>"),
        Case("mixed content", "<a>1<b>2</b>3<b/>4</a>"),
        Case("brackets", "<a>]] > ]>]</a>"),
        Case("around the root", "<!-- 1 --><?p q?> <a/> <!-- 2 --><?p?>\n"),
        Case("default namespaces", "<a xmlns='urn:a'><b xmlns='urn:b'><c/></b><b xmlns=''><c x='1'/></b><b/></a>"),
        Case(
            "prefixes",
            "<p:a xmlns:p='urn:1'><p:b p:x='1' x='2' xmlns:p='urn:2'/><p:b p:x='1'/><q:b xmlns:q='urn:1' q:x='1'/></p:a>"
        ),
        Case("the prefix xml", "<a xml:lang='zh' xml:space='preserve'> t <xml:b/></a>"),
        Case("two prefixes of one namespace", "<a xmlns:p='u:1' xmlns:q='u:1' p:x='1' q:x='2'/>"),
        Case("many attributes", "<a \((0..<300).map { "x\($0)='\($0)'" }.joined(separator: " "))/>"),
        Case("many names", "<a>\((0..<2000).map { "<b\($0)/>" }.joined())</a>"),
    ]

    @Test("what is usual is read without libxml2, and like it", arguments: usual)
    func usualDocument(_ test: Case) {
        let bytes = Array(test.text.utf8)
        let read = Self.scanner(bytes)
        #expect(read.stop == .end)
        #expect(read.read == Self.libxml2(bytes))
        for window in 1...40 {
            let parted = Self.scanner(bytes, window: window)
            #expect(parted.stop == .end)
            #expect(parted.read == read.read, "window \(window)")
        }
    }

    @Test("values are what XML says they are")
    func values() {
        let text =
            "<a x='1 &amp; 2' y='制\t片' z='&#38;amp;'><b>制 &lt; 片</b><c>\r\n é </c></a>"
        #expect(
            Self.scanner(Array(text.utf8)).read.lines == [
                "open a @0", "attribute x=1 & 2 @6+9", "attribute y=制 片 @20+7", "attribute z=&amp; @32+9",
                "open b @43", "value 制 < 片 @46+12", "close @62", "open c @62", "value é @68+2", "close @75",
                "close @79",
            ]
        )
    }

    // MARK: What libxml2 judges

    static let unusual: [Case] = [
        Case("a DOCTYPE", "<!DOCTYPE a><a>t</a>"),
        Case("a DOCTYPE with entities", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"),
        Case("version 1.1", "<?xml version='1.1'?><a>t</a>"),
        Case("an undeclared prefix", "<a><p:b p:x='1'>t</p:b><c/></a>"),
        Case("a prefix undeclared behind its element", "<a><b xmlns:p='u:p'><p:c/></b><p:c/></a>"),
        Case("colons", "<a><b:c:d/><:e/><f:/></a>"),
        Case(
            "declarations that mean nothing",
            "<a xmlns:p=''><b xmlns:xml='u:x'/><c xmlns='http://www.w3.org/2000/xmlns/'/></a>"
        ),
        Case("thousands of names", "<a>\((0..<9000).map { "<b\($0)/>" }.joined())</a>"),
        Case("thousands of attributes", "<a \((0..<1000).map { "x\($0)='\($0)'" }.joined(separator: " "))/>"),
        Case("a remark", "<a><!-- shiplint disable x --><b>1</b><b>2</b></a>"),
        Case("a remark after some elements", "<a><b>1</b><b>2</b><c>3<!--shiplint x-->4</c></a>"),
        Case("an empty file but for blanks", "  \n "),
        Case("text before the root", "t<a/>"),
        Case("text behind the root", "<a/>t"),
        Case("two roots", "<a/><b/>"),
        Case("a declaration behind a blank", " <?xml version='1.0'?><a/>"),
        Case("a declaration without a version", "<?xml encoding='utf-8'?><a/>"),
        Case("a section behind the root", "<a/><![CDATA[]]>"),
        Case("an end tag first", "</a>"),
        Case("an end tag of another name", "<a><b>t</c></a>"),
        Case("an end tag of a longer name", "<a><b>t</bc></a>"),
        Case("elements that overlap", "<a><b><c>t</b></c></a>"),
        Case("an element that is never closed", "<a><b>t</b>"),
        Case("a tag that breaks off", "<a><b>t</b><c x='1"),
        Case("an attribute twice", "<a><b>t</b><c x='1' x='2'/></a>"),
        Case("an attribute without a value", "<a><b x/></a>"),
        Case("an attribute without quotes", "<a><b x=1/></a>"),
        Case("attributes without a blank between", "<a x='1'y='2'/>"),
        Case("< in an attribute", "<a x='<'/>"),
        Case("& alone", "<a><b>1</b><b>a & b</b></a>"),
        Case("& in an attribute", "<a x='a & b'/>"),
        Case("an entity that nobody declared", "<a>x&nbsp;y</a>"),
        Case("a reference without an end", "<a>&amp</a>"),
        Case("references to no characters", "<a>&#0;</a>"),
        Case("a reference to a surrogate", "<a x='&#xD800;'/>"),
        Case("a reference beyond Unicode", "<a>&#x110000;</a>"),
        Case("a reference with many zeros", "<a>&#00000000000000000000065;</a>"),
        Case("the end of a section in text", "<a>x]]>y</a>"),
        Case("two hyphens in a comment", "<a><!-- a -- b --></a>"),
        Case("three hyphens at the end of a comment", "<a><!-- a ---></a>"),
        Case("a comment without an end", "<a><b/><!-- a -></a>"),
        Case("a section without an end", "<a><b/><![CDATA[ ]]</a>"),
        Case("an instruction without an end", "<a><b/><?p ></a>"),
        Case("an instruction named xml", "<a><?xml version='1.0'?></a>"),
        Case("an instruction without a name", "<a><? p?></a>"),
        Case("a control character in text", "<a>x\u{1}y</a>"),
        Case("a NUL", "<a>x\u{0}y</a>"),
        Case("NULs behind the root", "<a/>\u{0}\u{0}"),
        Case("a control character in a comment", "<a><!--\u{B}--></a>"),
        Case("a character that is none", "<a>x\u{FFFE}y</a>"),
        Case("a name that begins with a digit", "<a><1b/></a>"),
        Case("a name with a character that is none of a name", "<a><b×c/></a>"),
        Case("a blank before a name", "<a>< b/></a>"),
        Case("a slash without >", "<a><b/ ></a>"),
        Case("a declaration in content", "<a><!ELEMENT b></a>"),
    ]

    @Test("what is unusual or wrong is judged by libxml2", arguments: unusual)
    func unusualDocument(_ test: Case) {
        let bytes = Array(test.text.utf8)
        #expect(Self.scanner(bytes).stop == .unusual)
        let whole = Self.libxml2(bytes)
        #expect(Self.both(bytes) == whole)
        var recorder = Recorder()
        recorder.skipped = ["b"]
        #expect(Self.both(bytes, recorder: recorder) == Self.libxml2(bytes, recorder: recorder))
    }

    static let misencoded: [[UInt8]] = [
        [0x80], [0xC3], [0xC0, 0x80], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBE],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE5, 0x88],
    ]

    @Test("bytes that are no UTF-8 are judged by libxml2", arguments: misencoded)
    func misencodedDocument(_ bytes: [UInt8]) {
        for (before, after) in [("<a>x", "y</a>"), ("<a x='", "'/>"), ("<a><!--", "--></a>"), ("<a><b", "/></a>")] {
            let document = Array(before.utf8) + bytes + Array(after.utf8)
            #expect(Self.scanner(document).stop == .unusual)
            #expect(Self.both(document) == Self.libxml2(document))
        }
    }

    @Test("limits are met as by libxml2")
    func limits() {
        var limits = Limits()
        limits.depth = 3
        limits.value = 8
        for text in [
            "<a><b><c/></b></a>", "<a><b><c><d/></c></b></a>", "<a><b><c><d>t</d></c></b></a>", "<a x='123456789'/>",
            "<a x='12345678'/>", "<a>12345678</a>", "<a>123456789</a>", "<a>12345&amp;78</a>", "<a>123&amp;56789</a>",
            "<a>         <b/>         </a>", "<a><b>t</b><![CDATA[123456789]]></a>", "<a><![CDATA[123456789]]></a>",
        ] {
            let bytes = Array(text.utf8)
            #expect(Self.both(bytes, limits: limits) == Self.libxml2(bytes, limits: limits), "\(text)")
        }
    }

    // MARK: Everything else

    @Test("real documents are read like libxml2 reads them")
    func documents() throws {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var folders = [repository.appending(path: "examples"), repository.appending(path: "Tests")]
        if let samples = SharedFolder.at("samples") { folders.append(samples) }
        var scanned = 0
        for folder in folders {
            for path in try SharedFolder.documents(below: folder) where path.hasSuffix(".xml") {
                let bytes = Array(try Data(contentsOf: folder.appending(path: path)))
                let whole = Self.libxml2(bytes)
                #expect(Self.both(bytes, window: 4096) == whole, "\(path)")
                let (read, stop) = Self.scanner(bytes)
                if stop == .end { scanned += 1 }
                #expect(stop == .end ? read == whole : stop == .unusual, "\(path)")
            }
        }
        #expect(scanned > 0)
    }

    private static let pieces = [
        "<", ">", "&", "\"", "'", "/", "=", "<b>", "</b>", "<b/>", "<!--", "-->", "<![CDATA[", "]]>", "<?p ", "?>",
        "&amp;",
        "&#x41;", "&lt", ";", ":", "p:", "xmlns:p='u:p' ", "xmlns='u:d' ", " x='1'", "\r\n", "\r", "\t", "é", "制",
        "\u{0}", "]]",
        "--", "<a", "</a>", " ", "<!DOCTYPE a>",
    ]

    @Test("changed documents are read like libxml2 reads them", .timeLimit(.minutes(2)), arguments: usual.indices)
    func mutations(_ index: Int) {
        let original = Array(Self.usual[index].text.utf8)
        guard original.count < 2000 else { return }
        var mutations = Mutations(seed: UInt64(index))
        var recorder = Recorder()
        recorder.skipped = ["b"]
        for round in 0..<400 {
            let bytes = mutations.mutate(original, pieces: Self.pieces)
            guard !bytes.isEmpty else { continue }
            let recorder = round % 3 == 0 ? recorder : Recorder()
            let whole = Self.libxml2(bytes, recorder: recorder)
            let window = 1 + mutations.number(below: 64)
            let (read, stop) = Self.scanner(bytes, window: window, recorder: recorder)
            #expect(stop == .end ? read == whole : stop == .unusual, "\(String(decoding: bytes, as: UTF8.self))")
            let resumed = Self.both(bytes, recorder: recorder)
            #expect(resumed == whole, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
