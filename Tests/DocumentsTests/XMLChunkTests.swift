import Testing

@testable import Documents

/// A document read in chunks gives what it gives when it is read as a whole.
struct XMLChunkTests {
    private static let documents: [String] = [
        "<?xml version='1.0'?>\n<a xmlns='u:a' xmlns:p='u:p' x='1'><h>t</h>\n<p:l y='1'><q>1</q></p:l><p:l/>\n"
            + "<!-- <p:l> --><p:l><q><![CDATA[<l>]]></q></p:l><p:l><l/></p:l >\n<p:l z='&lt;l>'>制</p:l><f/></a>\n<!-- end -->",
        "<a><b xmlns='u:1'><c xmlns:p='u:2'><l p:x='1'>1</l><l>2</l><l>3</l></c></b><b><c><l>4</l><l>5</l></c></b></a>",
        "<a><l>1</l><l>2</l><l>3 & 4</l><l>5</l></a>",
        "<a><l>1</l><l>2</l><p:x/><l>3</l><l>4</l></a>",
        "<a><l>1</l><l>2</l></a><l/>",
        "<a><l>1</l><l><l>2</l><l>3</l></l><m><l>4</l></m><l>5</l>",
    ]

    /// The events and faults of a document that is parted at every `size` bytes.
    private static func read(_ source: SourceFile, _ context: XMLContext, size: Int) -> (MarkupTests.Read, chunks: Int)
    {
        var lines: [String] = []
        var outcome = ReadOutcome()
        var start: Int?
        var chunks = 0
        while true {
            var recorder = Recorder()
            let chunk = XMLChunk(from: start, to: (start ?? 0) + size, in: context)
            let part = XMLReader.read(chunk, of: source, window: 7, into: &recorder)
            outcome.bytes += part.outcome.bytes
            chunks += 1
            switch part.stop {
            case .element(let offset):
                #expect(offset >= chunk.end)
                #expect(outcome.bytes == offset)
                start = offset
                lines += recorder.lines
                continue
            case .handover(let handover):
                let rest = XMLReader.resume(handover, of: source, encoding: .utf8, into: &recorder)
                outcome.faults += rest.faults
                outcome.bytes = rest.bytes
            case .end: break
            }
            var whole = Recorder()
            whole.lines = lines + recorder.lines
            return (MarkupTests.Read(whole, outcome), chunks)
        }
    }

    @Test("wherever it is parted", arguments: documents)
    func chunks(_ text: String) throws {
        let bytes = Array(text.utf8)
        let source = SourceFile(path: "memory", bytes: bytes)
        let context = try #require(XMLReader.context(of: ["l"], in: source))
        let whole = MarkupTests.both(bytes)
        for size in 1...bytes.count {
            let (read, chunks) = Self.read(source, context, size: size)
            #expect(read == whole, "chunks of \(size)")
            if size == 1 { #expect(chunks > 2) }
        }
    }

    @Test("places that only look like an element are never stopped at")
    func candidates() throws {
        for text in Self.documents {
            let bytes = Array(text.utf8)
            let source = SourceFile(path: "memory", bytes: bytes)
            let context = try #require(XMLReader.context(of: ["l"], in: source))
            let finder = ElementFinder(names: ["l"])
            var places: [Int] = []
            while let next = try finder.find(in: source, from: places.last.map { $0 + 1 } ?? 0) { places.append(next) }
            var stops: [Int] = []
            for place in places {
                var recorder = Recorder()
                let chunk = XMLChunk(from: nil, to: place, in: context)
                let part = XMLReader.read(chunk, of: source, into: &recorder)
                if case .element(let offset) = part.stop, offset == place { stops.append(place) }
            }
            // Every element of the name at the context's depth is found, and nothing else is stopped at.
            let first = MarkupTests.both(bytes).lines
            #expect(!stops.isEmpty)
            for place in stops { #expect(first.contains { $0.hasPrefix("open") && $0.hasSuffix("l @\(place)") }) }
        }
    }

    @Test("a place inside a comment, a section or another parent")
    func looks() throws {
        let text = "<a><l/><!-- <l/> --><k><![CDATA[<l>]]><l/></k><l x='>'/><lx/><x:l/></a>"
        let source = SourceFile(path: "memory", bytes: Array(text.utf8))
        let finder = ElementFinder(names: ["l"])
        var found: [Int] = []
        while let next = try finder.find(in: source, from: found.last.map { $0 + 1 } ?? 0) { found.append(next) }
        #expect(found == [3, 12, 32, 38, 46, 61])
        let context = try #require(XMLReader.context(of: ["l"], in: source))
        var stops: [Int] = []
        for place in found {
            var recorder = Recorder()
            let part = XMLReader.read(XMLChunk(from: nil, to: place, in: context), of: source, into: &recorder)
            if case .element(let offset) = part.stop { stops.append(offset) } else { stops.append(-1) }
        }
        // The prefix of the last one is not declared, so libxml2 judges it when it is read.
        #expect(stops == [3, 20, 46, 46, 46, 61])
    }

    @Test("an element that begins far behind the window is found")
    func far() throws {
        let filling = String(repeating: "<m>text</m>", count: 20_000)
        let text = "<a>\(filling)<l>1</l></a>"
        let source = SourceFile(path: "memory", bytes: Array(text.utf8))
        #expect(try ElementFinder(names: ["l"]).find(in: source, from: 5) == 3 + filling.utf8.count)
        #expect(try ElementFinder(names: ["n"]).find(in: source, from: 5) == nil)
    }

    @Test("a document that libxml2 has to judge is not parted")
    func doctype() {
        for text in ["<!DOCTYPE a><a><l/></a>", "<a><m/></a>", "<a x=1><l/></a>", "t"] {
            #expect(XMLReader.context(of: ["l"], in: SourceFile(path: "memory", bytes: Array(text.utf8))) == nil)
        }
    }

    @Test("the ancestors' names are known with their namespaces")
    func names() throws {
        let text = "<p:a xmlns:p='u:p' xmlns='u:d'><b><c xmlns=''><l/></c></b></p:a>"
        let source = SourceFile(path: "memory", bytes: Array(text.utf8))
        let context = try #require(XMLReader.context(of: ["l"], in: source))
        var recorder = Recorder()
        let names = try #require(context.names(resolvedBy: &recorder))
        for name in names { _ = recorder.open(name, index: -1, at: 0) }
        #expect(recorder.lines == ["open {u:p}a @0", "open {u:d}b @0", "open c @0"])
    }
}
