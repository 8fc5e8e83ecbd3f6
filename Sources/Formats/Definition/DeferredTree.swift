internal import Records

/// A tree mapping that is built when it is first asked for, with what it is built from, to which packs add.
final class DeferredTree: Sendable {
    /// What it is built from.
    let recipe: TreeRecipe
    private let built: Deferred<TreeMapping>

    init(_ recipe: TreeRecipe) {
        self.recipe = recipe
        built = Deferred {
            var scope = DefinitionScope()
            return TreeBuilder.build(recipe, &scope)
        }
    }

    /// The mapping.
    var mapping: TreeMapping { built.value }
}

/// What a tree mapping is built from: a format's file, and what packs add to it.
struct TreeRecipe: Sendable {
    /// The file of a format, or an extension of it.
    struct Part: Sendable {
        var root: DefinitionNode
        var namespaces: Namespaces
    }

    /// The format's own file first, then its extensions.
    var parts: [Part]
    /// The path of the code that tells the kind, if one does.
    var kindPath: DefinitionNode?
    var vocabulary: Vocabulary
    /// What the parts may `use`.
    var blocks: BlockLibrary
}
