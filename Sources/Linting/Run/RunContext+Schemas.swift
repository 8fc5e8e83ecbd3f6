internal import Documents

extension RunContext {
    /// The XML Schemas that the configuration names, read.
    ///
    /// - Throws: `UsageError` for one that cannot be used.
    static func schemas(
        _ configuration: Configuration
    ) throws(UsageError) -> [(pattern: String, name: String, schema: XMLSchema)] {
        var schemas: [(pattern: String, name: String, schema: XMLSchema)] = []
        for rule in configuration.files {
            guard let path = rule.schema.first else { continue }
            do throws(XMLSchema.LoadError) {
                let schema = try XMLSchema(path: path, places: Array(rule.schema.dropFirst()))
                let name = path.split(separator: "/").last.map(String.init) ?? path
                schemas.append((rule.pattern, name, schema))
            } catch {
                throw UsageError(message: "\(path): \(error.message)")
            }
        }
        return schemas
    }
}

extension DocumentResult {
    /// What the user's schemas refuse in an XML document.
    mutating func validate(_ source: SourceFile, _ prologue: Prologue, _ context: RunContext) {
        guard prologue.syntax == .xml else { return }
        for (pattern, name, schema) in context.schemas where file.matches(pattern) {
            drafts += schema.validate(source, encoding: prologue.encoding).map {
                LintingMessages.schema($0, of: name, document: document)
            }
        }
    }
}
