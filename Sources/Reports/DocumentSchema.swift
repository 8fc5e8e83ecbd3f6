package import Records

/// The JSON Schema of shiplint JSON: every kind, record type and field of a vocabulary.
package enum DocumentSchema {
    /// The schema as text, draft 2020-12.
    package static func text(of vocabulary: Vocabulary) -> String { schema(vocabulary).text() + "\n" }

    private static func schema(_ vocabulary: Vocabulary) -> JSONValue {
        let records = vocabulary.recordTypes.filter { $0.index != vocabulary.document.index }
        return .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .string("document.schema.json")),
            ("title", .string("shiplint JSON: a document in the words of the vocabulary")),
            ("type", .string("object")),
            ("required", .array([.string("kind")])),
            (
                "properties",
                .object(
                    [
                        ("$schema", .object([("type", .string("string"))])),
                        (
                            "kind",
                            .object([
                                ("description", .string("kind of the document / 单证种类")),
                                (
                                    "oneOf",
                                    .array(
                                        vocabulary.kinds.map { kind in
                                            .object([
                                                ("const", .string(kind.name)), ("description", text(kind.title)),
                                            ])
                                        }
                                    )
                                ),
                            ])
                        ),
                        ("document", .object([("$ref", .string("#/$defs/document"))])),
                    ] + records.map { ($0.name, listed($0)) }
                )
            ),
            ("additionalProperties", .bool(false)),
            ("$defs", .object(Self.types + vocabulary.recordTypes.map { ($0.name, record($0, vocabulary)) })),
        ])
    }

    /// One record, or several.
    private static func listed(_ type: RecordType) -> JSONValue {
        let reference = JSONValue.object([("$ref", .string("#/$defs/\(type.name)"))])
        let list = JSONValue.object([("type", .string("array")), ("items", reference)])
        return .object([("anyOf", .array([list, reference]))])
    }

    private static func record(_ type: RecordType, _ vocabulary: Vocabulary) -> JSONValue {
        let fields = type.fields.map { field -> (String, JSONValue) in
            let definition = definition(field.type)
            return (
                field.name,
                .object([("description", text(field.meaning)), ("$ref", .string("#/$defs/\(definition)"))])
            )
        }
        let nested = vocabulary.recordTypes.filter { $0.parent == type.name }.map { ($0.name, listed($0)) }
        return .object([
            ("description", text(type.meaning)),
            ("type", .string("object")),
            ("properties", .object(fields + nested)),
            ("additionalProperties", .bool(false)),
        ])
    }

    private static func text(_ text: LocalizedText) -> JSONValue { .string("\(text.english) / \(text.chinese)") }

    /// The name in `$defs` of what a field of a type may hold.
    private static func definition(_ type: FieldType) -> String {
        switch type {
        case .text: "type.text"
        case .code: "type.code"
        case .decimal: "type.decimal"
        case .int: "type.int"
        case .date: "type.date"
        case .quantity: "type.quantity"
        case .bool: "type.bool"
        case .texts: "type.texts"
        case .codes: "type.codes"
        }
    }

    private static let types: [(String, JSONValue)] = [
        ("type.text", any(of: ["string", "number"])),
        ("type.code", any(of: ["string", "number"])),
        ("type.decimal", any(of: ["number", "string"])),
        ("type.int", any(of: ["integer", "string"])),
        ("type.date", .object([("type", .string("string")), ("format", .string("date"))])),
        ("type.bool", any(of: ["boolean"])),
        ("type.texts", list(of: "type.text")),
        ("type.codes", list(of: "type.code")),
        (
            "type.quantity",
            .object([
                (
                    "description",
                    .string("a number in the field's own unit, a text with its unit (\"4 kg\"), or both apart")
                ),
                (
                    "anyOf",
                    .array([
                        any(of: ["number", "string"]),
                        .object([
                            ("type", .string("object")),
                            (
                                "properties",
                                .object([
                                    ("value", any(of: ["number", "string"])),
                                    ("unit", .object([("type", .string("string"))])),
                                ])
                            ),
                            ("required", .array([.string("value")])),
                            ("additionalProperties", .bool(false)),
                        ]),
                    ])
                ),
            ])
        ),
    ]

    private static func any(of types: [String]) -> JSONValue {
        .object([("type", types.count == 1 ? .string(types[0]) : .array(types.map { .string($0) }))])
    }

    private static func list(of definition: String) -> JSONValue {
        let item = JSONValue.object([("$ref", .string("#/$defs/\(definition)"))])
        let array = JSONValue.object([("type", .string("array")), ("items", item)])
        return .object([("anyOf", .array([array, item]))])
    }
}
