/// How files of a format are recognised.
package struct DetectionCriteria: Sendable {
    /// XML: the root elements, by namespace and local name.
    package var roots: [(namespace: String, local: String)] = []
    /// XML: patterns that attributes of the root must match.
    package var attributes: [(name: String, patterns: [String])] = []
    /// JSON: keys, folded, that must stand at the top or in the elements of the top array; one of each alternatives.
    package var requiredKeys: [[String]] = []
    /// JSON: keys, folded, that speak for the format.
    package var preferredKeys: [String] = []
    /// JSON: the keys, folded, whose value names the kind, with the values, folded, that mean this format.
    package var typeKey: (keys: [String], values: [String])?
    /// Tables: fields that must have a column.
    package var requiredFields: [String] = []
    /// Tables: fields that must have a column where a title or the file's name tells the format; nil where it makes no
    /// difference.
    package var namedFields: [String]?
    /// Tables: fields of which one at least must have a column.
    package var alternativeFields: [String] = []
    /// Tables: fields whose columns speak for the format.
    package var preferredFields: [String] = []
    /// Tables: fields that must have a label; then a file of labels and values needs no header row.
    package var labels: [String] = []
    /// Patterns of file names that speak for the format; for text one of them, or of `folders`, is needed.
    package var fileNames: [String] = []
    /// Patterns of file names that speak against the format, though others speak for it.
    package var otherNames: [String] = []
    /// Tables: beginnings of cells above the header, folded, that name the format.
    package var titles: [[UInt8]] = []
    /// Patterns of the names of folders.
    package var folders: [String] = []
}
