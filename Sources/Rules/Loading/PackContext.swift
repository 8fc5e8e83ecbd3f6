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

    /// The environment that those of all rules are made from: all record types of the vocabulary and shiplint's
    /// extensions.
    let environment: Environment
    /// For each record type that environment with the type's fields by their bare names, as `where` and `by` see them.
    let memberEnvironments: [Environment]
    /// For each record type what expressions see of its cells as written.
    let writtenShapes: [RecordShape]

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
        var environment = Environment()
        environment.units = units
        environment.codeLists = codeLists
        for recordType in vocabulary.recordTypes {
            environment.declare(record: recordType.shape)
        }
        environment.declare(record: DossierRecord.shape)
        environment.declare(function: DossierRecord.has)
        self.environment = environment
        memberEnvironments = vocabulary.recordTypes.map { [environment] type in
            var environment = environment
            for field in type.fields { environment.declare(field.name, field.type.expressionType) }
            environment.declare("document", .record("document"))
            return environment
        }
        writtenShapes = vocabulary.recordTypes.map(WrittenShape.shape)
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
