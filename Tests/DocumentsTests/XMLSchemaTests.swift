import Foundation
import Testing

@testable import Documents

/// The user's own XML Schemas: what they refuse, where, and what may be read for them.
struct XMLSchemaTests {
    private static let order = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:o" targetNamespace="urn:o"
            elementFormDefault="qualified">
          <xs:include schemaLocation="INCLUDED"/>
          <xs:element name="Order">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="Number" type="xs:string"/>
                <xs:element name="Line" type="Line" maxOccurs="unbounded"/>
              </xs:sequence>
              <xs:attribute name="version" use="required"/>
            </xs:complexType>
          </xs:element>
        </xs:schema>
        """
    private static let line = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:o" targetNamespace="urn:o"
            elementFormDefault="qualified">
          <xs:complexType name="Line">
            <xs:sequence>
              <xs:element name="Part" type="xs:token"/>
              <xs:element name="Quantity" type="xs:positiveInteger"/>
            </xs:sequence>
          </xs:complexType>
        </xs:schema>
        """

    /// A folder with the schema in `main` and what it includes in `main` or `common`.
    private static func withSchema<Result>(
        including included: String,
        in folder: String,
        _ body: (_ schema: String, _ root: String) throws -> Result
    ) throws -> Result {
        let root = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for name in ["main", "common"] {
            try FileManager.default.createDirectory(at: root.appending(path: name), withIntermediateDirectories: true)
        }
        try Self.line.write(to: root.appending(path: "\(folder)/line.xsd"), atomically: true, encoding: .utf8)
        let text = Self.order.replacingOccurrences(of: "INCLUDED", with: included)
        let schema = root.appending(path: "main/order.xsd")
        try text.write(to: schema, atomically: true, encoding: .utf8)
        return try body(schema.path(), root.path())
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// The code, what stands at the offset, and a part of the message, of each fault.
        var faults: [[String]] = []
    }

    static let cases: [Case] = [
        Case(
            testDescription: "a valid document",
            text: "<o:Order xmlns:o='urn:o' version='1'><o:Number>1</o:Number>"
                + "<o:Line><o:Part>A</o:Part><o:Quantity>4</o:Quantity></o:Line></o:Order>"
        ),
        Case(
            testDescription: "another root",
            text: "<Invoice xmlns='urn:o'/>",
            faults: [["root", "<Invoice", "No matching global declaration"]]
        ),
        Case(
            testDescription: "a missing and an unexpected element, a missing attribute",
            text: "<Order xmlns='urn:o'><Line><Quantity>1</Quantity></Line></Order>",
            faults: [
                ["attribute", "<Order", "'version' is required"], ["content", "<Line", "Expected is ( Number )"],
            ]
        ),
        Case(
            testDescription: "a value of a wrong type is told once, at its element",
            text: "<Order xmlns='urn:o' version='1'><Number>1</Number>\n"
                + "<Line><Part>A</Part>\n<Quantity>-4</Quantity></Line></Order>",
            faults: [["value", "<Quantity>-4", "'-4' is not a valid value"]]
        ),
        Case(
            testDescription: "entities are not read",
            text: "<!DOCTYPE Order [<!ENTITY a 'b'>]><Order xmlns='urn:o' version='1'><Number>&a;</Number></Order>"
        ),
        Case(
            testDescription: "a document that breaks off",
            text: "<Order xmlns='urn:o' version='1'><Number>1</Number><Line><Part>A</Part>"
        ),
        Case(
            testDescription: "the document cannot name a schema of its own",
            text: "<Order xmlns='urn:o' version='1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
                + "xsi:schemaLocation='urn:o /etc/passwd'><Number>1</Number>"
                + "<Line><Part>A</Part><Quantity>4</Quantity></Line></Order>"
        ),
    ]

    @Test(arguments: cases)
    func validates(_ test: Case) throws {
        try Self.withSchema(including: "line.xsd", in: "main") { path, _ in
            let schema = try XMLSchema(path: path)
            let bytes = Array(test.text.utf8)
            let faults = schema.validate(SourceFile(path: "o.xml", bytes: bytes), encoding: .utf8)
            #expect(faults.count == test.faults.count, "\(faults)")
            for (fault, expected) in zip(faults, test.faults) {
                #expect(fault.code.rawValue == expected[0])
                #expect(bytes[fault.offset...].starts(with: expected[1].utf8))
                #expect(fault.message.contains(expected[2]), "\(fault.message)")
            }
        }
    }

    @Test("what stands outside the schema's folder is read only where it is named")
    func includes() throws {
        try Self.withSchema(including: "../common/line.xsd", in: "common") { path, root in
            let error = #expect(throws: XMLSchema.LoadError.self) { try XMLSchema(path: path) }
            #expect(error?.message.contains("common/line.xsd") ?? false, "\(error?.message ?? "")")
            _ = try XMLSchema(path: path, places: [root + "/common"])
        }
    }

    @Test(
        "the network is not asked, and what is no schema is said to be none",
        arguments: [
            ("http://example.com/line.xsd", "example.com"), ("nothing.xsd", "nothing.xsd"),
            ("/etc/passwd", "/etc/passwd"),
        ]
    )
    func refuses(_ included: String, _ part: String) throws {
        try Self.withSchema(including: included, in: "common") { path, _ in
            let error = #expect(throws: XMLSchema.LoadError.self) { try XMLSchema(path: path) }
            #expect(error?.message.contains(part) ?? false, "\(error?.message ?? "")")
        }
    }

    @Test("of many faults the first thousand are told")
    func isBounded() throws {
        try Self.withSchema(including: "line.xsd", in: "main") { path, _ in
            let lines = String(repeating: "<Line><Part>A</Part><Quantity>x</Quantity></Line>", count: 3000)
            let text = "<Order xmlns='urn:o' version='1'><Number>1</Number>\(lines)</Order>"
            let source = SourceFile(path: "o.xml", bytes: Array(text.utf8))
            let faults = try XMLSchema(path: path).validate(source, encoding: .utf8)
            #expect(faults.count == 1000)
        }
    }
}
