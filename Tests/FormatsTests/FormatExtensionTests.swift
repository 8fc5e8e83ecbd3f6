import Documents
import Formats
import Records
import Rules
import TestSupport
import Testing

/// Packs add mappings to formats.
struct FormatExtensionTests {
    private static let base = """
        format: small
        title: {en: small, zh: 小}
        syntax: xml
        namespaces: {a: "urn:a"}
        detect: {root: "a:Order"}
        kind: purchase-order
        document: {number: a:Id}
        records:
          line: {each: a:Line, partNumber: a:Part}
        """

    private static func extended(by text: String) throws -> [Format] {
        let vocabulary = try FormatFixture.vocabulary.get()
        let format = try FormatLoader.load(
            DefinitionFile(path: "f.yaml", text: base),
            vocabulary: vocabulary,
            blocks: FormatFixture.blocks
        )
        let root = try DefinitionNode.parse(DefinitionFile(path: "x.yaml", text: text))
        #expect(FormatExtension.isOne(root))
        return try FormatExtension.apply([FormatExtension(root)], to: [format])
    }

    @Test("fields join the records that are there; records with 'each' come on top")
    func adds() throws {
        let formats = try Self.extended(
            by: """
                extends: small
                namespaces: {b: "urn:a"}
                document: {currency: b:Money}
                records:
                  line: {description: b:Text}
                  charge: {each: b:Line/b:Fee, in: line, amount: "."}
                  party: {each: b:Party, name: b:Name}
                """
        )
        let text = """
            <Order xmlns="urn:a"><Id>1</Id><Money>EUR</Money><Party><Name>N</Name></Party>
            <Line><Part>P</Part><Text>T</Text></Line></Order>
            """
        let reading = try FormatFixture.read(text, as: "a.xml", formats: formats)
        #expect(reading.header.filter { !$0.hasPrefix("status=") } == ["number=1", "currency=EUR"])
        #expect(reading.records == ["line partNumber=P description=T", "party name=N"])
    }

    @Test(
        arguments: [
            ("extends: smal", "there is no format 'smal'; did you mean 'small'?"),
            ("extends: small\ndocument: {number: a:No}\nnamespaces: {a: u}", "'number' is mapped already"),
            ("extends: small\nrecords: {party: {name: Name}}", "maps no 'party'"),
            ("extends: small\ndocument: {currency: {distinct: Money}}", "'distinct' needs a field that is a list"),
        ]
    )
    func refuses(_ text: String, _ message: String) {
        let error = #expect(throws: DefinitionErrors.self) { try Self.extended(by: text) }
        #expect(error.map { "\($0)" }?.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test("all built-in extensions fit their formats")
    func builtIn() throws {
        let roots = try BuiltIn.files(below: "packs/").filter { $0.path.hasSuffix(".yaml") }
            .map { try DefinitionNode.parse($0) }.filter(FormatExtension.isOne)
        #expect(!roots.isEmpty)
        let extensions = try roots.map { try FormatExtension($0) }
        _ = try FormatExtension.apply(extensions, to: FormatFixture.formats.get(), checksAll: true)
    }
}
