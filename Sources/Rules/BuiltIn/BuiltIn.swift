package import Records

/// The files of `rules/` that the program carries.
package enum BuiltIn {
    /// The files below a folder of `rules/`, by path; all with an empty prefix.
    package static func files(below prefix: String) -> [DefinitionFile] {
        BuiltInFiles.all.filter { $0.path.hasPrefix(prefix) }.map { file in
            DefinitionFile(path: "rules/\(file.path)", text: file.text, nodes: file.nodes)
        }
    }

    /// The vocabulary.
    ///
    /// - Throws: its faults, which the project's tests keep from happening.
    package static func vocabulary() throws(DefinitionErrors) -> Vocabulary { try loadedVocabulary.get() }

    /// Parsed once a process.
    private static let loadedVocabulary: Result<Vocabulary, DefinitionErrors> = {
        guard let file = files(below: "vocabulary.yaml").first else { return .failure(DefinitionErrors([])) }
        do throws(DefinitionErrors) { return .success(try Vocabulary.load(file)) } catch { return .failure(error) }
    }()

    /// The register of policies, read on first use.
    ///
    /// - Throws: its faults, which the project's tests keep from happening.
    package static func policies() throws(DefinitionErrors) -> PolicyRegister { try loadedPolicies.get() }

    private static let loadedPolicies: Result<PolicyRegister, DefinitionErrors> = {
        guard let file = files(below: "policies.yaml").first else { return .success(.empty) }
        do throws(DefinitionErrors) {
            return .success(try PolicyRegister.load(file, try vocabulary()))
        } catch {
            return .failure(error)
        }
    }()

    /// The categories of goods, read on first use.
    ///
    /// - Throws: their faults, which the project's tests keep from happening.
    package static func categories() throws(DefinitionErrors) -> Categories { try loadedCategories.get() }

    private static let loadedCategories: Result<Categories, DefinitionErrors> = {
        guard let file = files(below: "categories.yaml").first else { return .failure(DefinitionErrors([])) }
        do throws(DefinitionErrors) { return .success(try Categories.load(file)) } catch { return .failure(error) }
    }()

    /// The code lists by name.
    package static let codeLists: [String: CodeList] = {
        var lists: [String: CodeList] = [:]
        for file in files(below: "codes/") {
            let name = file.path.split(separator: "/").last?.dropLast(4) ?? ""
            lists[String(name)] = CodeList.builtIn(file)
        }
        return lists
    }()
}
