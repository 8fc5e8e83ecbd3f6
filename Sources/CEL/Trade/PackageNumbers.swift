/// Numbers of packages as packing lists write them: `7`, `1-10`, `C/NO. 1-5, 8`, `第1至10箱`.
struct PackageNumbers {
    /// How many packages they are.
    private(set) var count = 0
    /// The greatest number.
    private(set) var last = 0

    /// Reads numbers; nothing where it is not clear how many they are, as in `A1-B3` or `1/10`.
    init?(_ text: String) {
        for part in text.split(whereSeparator: { ",;，；、&".contains($0) }) {
            guard let range = Self.range(part) else { return nil }
            count += range.count
            last = max(last, range.upperBound)
        }
        guard count > 0 else { return nil }
    }

    private static let dashes: Set<Character> = ["-", "–", "—", "~", "～", "－", "至", "到"]

    private static func range(_ text: Substring) -> ClosedRange<Int>? {
        var numbers: [Int] = []
        var between = ""
        var before = ""
        var rest = text
        while let first = rest.first {
            if first.isASCII, first.isNumber {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                guard let number = Int(digits), number < 1_000_000 else { return nil }
                numbers.append(number)
                rest = rest.dropFirst(digits.count)
            } else {
                if numbers.isEmpty { before.append(first) } else if numbers.count == 1 { between.append(first) }
                rest.removeFirst()
            }
        }
        if numbers.count == 1, !between.contains(where: dashes.contains) { return numbers[0]...numbers[0] }
        guard numbers.count == 2, numbers[0] <= numbers[1], hasOneSeries(before, between) else { return nil }
        return numbers[0]...numbers[1]
    }

    /// Whether a dash, and else only what stood before the first number again, is between two numbers.
    private static func hasOneSeries(_ before: String, _ between: String) -> Bool {
        func letters(_ text: Substring) -> String {
            String(text.filter { $0.isLetter && !dashes.contains($0) }).lowercased()
        }
        guard let dash = between.firstIndex(where: dashes.contains), letters(between[..<dash]).isEmpty else {
            return false
        }
        let after = letters(between[between.index(after: dash)...])
        return after.isEmpty || letters(before[...]).hasSuffix(after)
    }
}
