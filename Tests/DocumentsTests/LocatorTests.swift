import Testing

@testable import Documents

/// Lines, columns and addresses of places.
struct LocatorTests {
    private static func position(_ text: String, at marker: String, length: Int = 1, _ name: String) throws
        -> SourcePosition
    {
        let bytes = Array(text.utf8)
        let source = SourceFile(path: name, bytes: bytes)
        let prologue = try Prologue.read(source, told: nil)
        let wanted = Array(marker.utf8)
        let offset = try #require(bytes.indices.first { bytes[$0...].starts(with: wanted) })
        let found = Locator.locate([Place(offset: offset, length: length)], in: source, prologue: prologue)
        return try #require(found?.first)
    }

    @Test("of XML")
    func xml() throws {
        let text = "<a xmlns:p=\"urn:p\">\n  <p:b><c>1</c></p:b>\n  <p:b><c>制MARK</c></p:b></a>"
        let position = try Self.position(text, at: "MARK", length: 4, "a.xml")
        #expect(position.line == 3)
        #expect(position.column == 12)
        #expect(position.address == "/a/p:b[2]/c")
        #expect(position.raw == "MARK")
        #expect(position.text == "  <p:b><c>制MARK</c></p:b></a>")
    }

    @Test("of JSON")
    func json() throws {
        let text = "{\"a\": 1,\n \"lines\": [{\"q\": 1}, {\"q\": 77}]}"
        let position = try Self.position(text, at: "77", length: 2, "a.json")
        #expect(position.line == 2)
        #expect(position.address == "/lines/1/q")
    }

    @Test("of tables")
    func table() throws {
        let text = "a,b\n1,2\n3,MARK\n"
        let position = try Self.position(text, at: "MARK", length: 4, "a.csv")
        #expect(position.line == 3)
        #expect(position.column == 3)
        #expect(position.address == "3")
        #expect(position.cell == 1)
    }
}
