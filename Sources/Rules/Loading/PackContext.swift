package import CEL
package import Records

/// What packs are checked against.
package struct PackContext: Sendable {
    /// Every kind, record type and field there is.
    package let vocabulary: Vocabulary
    /// The units of quantities.
    package let units: UnitTable
    /// The code lists, by name.
    package let codeLists: CodeLists
    /// The policies that rules may rest on.
    package let policies: PolicyRegister

    /// Makes a context.
    package init(
        vocabulary: Vocabulary,
        units: UnitTable,
        codeLists: CodeLists,
        policies: PolicyRegister = .empty
    ) {
        self.vocabulary = vocabulary
        self.units = units
        self.codeLists = codeLists
        self.policies = policies
    }

    /// An environment in which all record types of the vocabulary are declared, with shiplint's extensions.
    func makeEnvironment() -> Environment {
        var environment = Environment()
        environment.units = units
        environment.codeLists = codeLists
        for recordType in vocabulary.recordTypes {
            environment.declare(record: recordType.shape)
        }
        environment.declare(record: DossierRecord.shape)
        environment.declare(function: DossierRecord.has)
        return environment
    }
}

extension RecordType {
    /// The record type as expressions see it: field indices are those of the vocabulary.
    var shape: RecordShape {
        RecordShape(
            name: name,
            fields: fields.map { RecordShape.Field(name: $0.name, type: $0.type.expressionType, mayBeAbsent: true) }
        )
    }
}
