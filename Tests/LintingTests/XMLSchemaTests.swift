import Foundation
import Linting
import Records
import TestSupport
import Testing

/// `files: [{match, xsd}]`: XML documents are validated against the user's own schema.
struct XMLSchemaTests {
    private static let schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="ACES"><xs:complexType><xs:sequence>
            <xs:element name="Header"><xs:complexType><xs:sequence>
              <xs:element name="Company" type="xs:string"/><xs:element name="TransferDate" type="xs:date"/>
            </xs:sequence></xs:complexType></xs:element>
          </xs:sequence><xs:attribute name="version"/></xs:complexType></xs:element>
        </xs:schema>
        """
    private static let document = """
        <ACES version="4.2">
          <Header>
            <Company>Ningbo Haichang</Company>
            <TransferDate>2026/11/01</TransferDate>
          </Header>
        </ACES>
        """

    private static func files(_ configuration: String) -> [String: String] {
        ["shiplint.yaml": configuration, "xsd/aces.xsd": schema, "fitment.xml": document]
    }

    @Test("what the schema refuses is a finding with line, column and XPath")
    func refuses() async throws {
        let files = Self.files("files:\n  - {match: '*.xml', xsd: xsd/aces.xsd}\n")
        try await TemporaryFolder.with(files) { folder in
            let report = try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
            let found = report.dossiers.flatMap(\.findings).filter { $0.rule.hasPrefix("schema/") }
            #expect(found.map(\.rule) == ["schema/value"])
            let finding = try #require(found.first)
            #expect(finding.location.position?.line == 4)
            #expect(finding.location.position?.column == 5)
            #expect(finding.location.position?.address == "/ACES/Header/TransferDate")
            #expect(finding.message.english.contains("'2026/11/01' is not a valid value"))
            #expect(finding.message.english.contains("aces.xsd"))
        }
    }

    @Test("a file that no pattern names is not validated")
    func ignores() async throws {
        let files = Self.files("files:\n  - {match: 'other/*.xml', xsd: xsd/aces.xsd}\n")
        try await TemporaryFolder.with(files) { folder in
            let report = try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
            #expect(!report.dossiers.flatMap(\.findings).contains { $0.rule.hasPrefix("schema/") })
        }
    }

    @Test(
        "a schema that is not there, or none, stops the run with its path",
        arguments: ["xsd/missing.xsd", "fitment.xml"]
    )
    func stops(_ path: String) async throws {
        try await TemporaryFolder.with(Self.files("files:\n  - {match: '*.xml', xsd: \(path)}\n")) { folder in
            let error = await #expect(throws: UsageError.self) {
                _ = try await Checker.check(CheckRequest(paths: [folder.path()], asOf: CalendarDay.date))
            }
            #expect(error?.message.contains(path) ?? false, "\(error?.message ?? "")")
        }
    }
}
