import Testing

@testable import Documents

/// The size of the window changes nothing, and no input crashes or hangs a reader.
struct RobustnessTests {
    private static let samples: [(Reading.Syntax, String)] = [
        (
            .xml,
            "<?xml version=\"1.0\"?>\n<a xmlns:p=\"urn:p\" x=\"1 &amp; 2\">\n  <p:b>täxt 制动片</p:b><!-- c --><c><![CDATA[<d>]]></c>"
                + "\n  <e/><f g='h'>i&#10;j</f></a>\n"
        ),
        (.csv, "Part No,\"Qty, total\",Price\r\nA-1,\"4\n5\",\"2\"\"50\"\r\n制动片,,😀\n\n\"last\",1"),
        (.json, #"{"a": [1, {"b": "ü\n"}, []], "c": {"d": null, "e": -1.5e10}, "f": "制动片"}"#),
        (.lines, "{\"a\": 1}\n{\"a\": [\"x\", {\"y\": true}]}\n\n{\"a\": \"制\"}"),
    ]

    @Test("events and places are the same for every window", arguments: samples.indices)
    func windows(_ index: Int) {
        let (syntax, text) = Self.samples[index]
        let bytes = Array(text.utf8)
        let whole = Reading.events(bytes, syntax)
        #expect(whole.outcome.faults.isEmpty)
        for window in 1...64 {
            let read = Reading.events(bytes, syntax, window: window)
            #expect(read.lines == whole.lines, "window \(window)")
            #expect(read.outcome.faults.isEmpty)
        }
    }

    @Test("a document cut anywhere ends in a fault or is whole", arguments: samples.indices)
    func truncations(_ index: Int) {
        let (syntax, text) = Self.samples[index]
        let bytes = Array(text.utf8)
        let whole = Reading.events(bytes, syntax).lines
        for count in 1..<bytes.count {
            let read = Reading.events(Array(bytes[..<count]), syntax, window: 16)
            // What was read before the cut is what is read of the whole; tables may lack a row's end.
            if syntax == .xml || syntax == .json {
                let isWhole = read.lines == whole
                #expect(isWhole || !read.outcome.isComplete, "cut at \(count)")
            }
        }
    }

    @Test("mutated documents end", .timeLimit(.minutes(1)), arguments: samples.indices)
    func mutations(_ index: Int) {
        let (syntax, text) = Self.samples[index]
        let original = Array(text.utf8)
        var state: UInt64 = 77
        func random(_ bound: Int) -> Int {
            // SplitMix64 with a fixed seed, so that a failure comes back.
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
        }
        var read = 0
        for _ in 0..<3000 {
            var bytes = original
            for _ in 0...random(3) {
                let place = random(bytes.count)
                switch random(4) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8(random(256))
                case 2:
                    bytes.insert(
                        contentsOf: bytes[place..<min(bytes.count, place + random(20))],
                        at: random(bytes.count)
                    )
                default: bytes.insert(Array("<>&\"'[]{},:\\\n\u{0}".utf8)[random(14)], at: place)
                }
                if bytes.isEmpty { bytes = [0x3C] }
            }
            let result = Reading.events(bytes, syntax, window: 1 + random(100))
            if result.outcome.bytes > 0 || !result.outcome.faults.isEmpty { read += 1 }
        }
        #expect(read == 3000)
    }

    private static let hostile: [(Reading.Syntax, [UInt8])] = {
        let deep = 100_000
        let laughs =
            "<!DOCTYPE a [<!ENTITY b \"" + String(repeating: "x", count: 1000)
            + "\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\">]>"
            + "<a>&c;</a>"
        return [
            (.xml, Array(String(repeating: "<a>", count: deep).utf8)),
            (.json, Array(String(repeating: "[", count: deep).utf8)),
            (.json, Array(String(repeating: "{\"a\":", count: deep).utf8)),
            (.xml, Array(laughs.utf8)),
            (.xml, Array("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>".utf8)),
            (.xml, Array("<a b=\"".utf8) + Array(repeating: 0x78, count: 3 << 20) + Array("\"/>".utf8)),
            (.csv, Array("\"".utf8) + Array(repeating: 0x78, count: 3 << 20)),
            (.csv, Array(repeating: 0x2C, count: 100_000)),
            (.json, Array("{\"a\": ".utf8) + Array(repeating: 0x39, count: 3 << 20) + Array("}".utf8)),
        ]
    }()

    @Test("attacks are faults that say where", .timeLimit(.minutes(1)), arguments: hostile.indices)
    func attacks(_ index: Int) {
        let (syntax, bytes) = Self.hostile[index]
        let (lines, outcome) = Reading.events(bytes, syntax)
        #expect(!outcome.faults.isEmpty)
        #expect(!lines.contains { $0.contains("root:") })
        #expect(lines.allSatisfy { $0.utf8.count < 2 << 20 })
    }
}
