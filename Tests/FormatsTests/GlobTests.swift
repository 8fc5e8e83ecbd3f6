import Formats
import Testing

/// Patterns of names.
struct GlobTests {
    @Test(arguments: [
        ("pl-1.csv", "pl-*", true), ("pl.csv", "pl-*", false), ("a/pl-1.csv", "pl-*", false),
        ("a/pl-1.csv", "*/pl-*", true), ("a/b/pl-1.csv", "*/pl-*", false), ("a/b/pl-1.csv", "**/pl-*", true),
        ("pl-1.csv", "**/pl-*", true), ("products/a/b.json", "products/**", true), ("a.csv", "?.csv", true),
        ("/.csv", "?.csv", false), ("", "*", true), ("", "?", false), ("abc", "abc", true), ("abc", "ab", false),
        ("装箱单.csv", "*装箱*", true), ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "*a*a*a*a*a*a*a*a*b", false),
    ])
    func matches(_ name: String, _ pattern: String, _ isMatch: Bool) {
        #expect(Glob.matches(name, pattern) == isMatch)
    }
}
