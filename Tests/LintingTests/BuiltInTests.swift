import Records
import Rules
import Testing

/// What the program carries is what stands in `rules/`.
struct BuiltInTests {
    private static func describe(_ node: DefinitionNode) -> String {
        let place = "\(node.line):\(node.column)\(node.isPlain ? " plain" : "")"
        return switch node.content {
        case .scalar(let text): "\(place) \(text)"
        case .list(let items): "\(place) [\(items.map(describe).joined(separator: ", "))]"
        case .mapping(let pairs):
            "\(place) {\(pairs.map { "\(describe($0.key)): \(describe($0.value))" }.joined(separator: ", "))}"
        }
    }

    @Test("every built-in code list can be read when it is asked", arguments: BuiltIn.codeLists.keys.sorted())
    func readsCodeLists(_ name: String) throws {
        let file = try #require(BuiltIn.files(below: "codes/").first { $0.path.hasSuffix("/\(name).csv") })
        let list = try CodeList.load(file)
        #expect(!list.rows.isEmpty)
        #expect(BuiltIn.codeLists[name]?.rows == list.rows)
    }

    @Test("every code list says where it is from, on what terms, and when that was")
    func sources() {
        // Legislation is named by where it is published.
        let terms = [
            "LGPL", "UNECE data", "own list", "own extract", "public domain", "codes only", "legislation.gov.uk",
            "EU) ",
            "reuse",
        ]
        let files = BuiltIn.files(below: "codes/")
        #expect(files.count > 10)
        for file in files {
            let head = String(file.text.prefix { $0 != "\n" })
            #expect(head.hasPrefix("# ") && head.contains(";"), "\(file.path) begins with its source")
            #expect(terms.contains(where: head.contains), "\(file.path) says its terms of use: \(head)")
            #expect(head.contains(/; 20\d\d-\d\d-\d\d$/), "\(file.path) says its date: \(head)")
        }
    }

    @Test("nodes made when the program was built are those of the text")
    func nodes() throws {
        let files = BuiltIn.files(below: "").filter { $0.path.hasSuffix(".yaml") }
        #expect(files.count > 40)
        for file in files {
            let parsed = try DefinitionNode.parse(DefinitionFile(path: file.path, text: file.text))
            #expect(Self.describe(try DefinitionNode.parse(file)) == Self.describe(parsed), "\(file.path)")
        }
    }
}
