/// Makes expressions of a wanted type over the records of `ColumnRecords`.
struct ExpressionGenerator {
    var random: SeededGenerator

    private mutating func pick(_ choices: String...) -> String { choices.randomElement(using: &random) ?? "" }

    private mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func bool(_ depth: Int) -> String {
        guard depth > 0 else {
            return pick("r.flag", "has(r.price)", "has(r.name)", "true", "r.count > 3", "has(r.bad)")
        }
        let (next, operation) = (depth - 1, pick("==", "!=", "<", "<=", ">", ">="))
        switch number(0..<12) {
        case 0: return "(\(bool(next)) && \(bool(next)))"
        case 1: return "(\(bool(next)) || \(bool(next)))"
        case 2: return "!\(bool(next))"
        case 3: return "(\(bool(next)) ? \(bool(next)) : \(bool(next)))"
        case 4: return "(\(decimal(next)) \(operation) \(decimal(next)))"
        case 5: return "(\(int(next)) \(operation) \(int(next)))"
        case 6: return "(\(quantity(next)) \(operation) \(quantity(next)))"
        case 7: return "(\(date(next)) \(operation) \(date(next)))"
        case 8: return "(\(text(next)) \(operation) \(text(next)))"
        case 9: return "(\(text(next)) in ['A', 'ab', s.word])"
        case 10: return "\(text(next)).matches('^[a-z]+$')"
        default: return pick("isGTIN(\(text(next)))", "\(text(next)).contains('b')", "r.codes.exists(c, c == 'A')")
        }
    }

    mutating func decimal(_ depth: Int) -> String {
        guard depth > 0 else { return pick("r.price", "r.bad", "0.5", "s.limit", "r.quantity.value", "12.25") }
        let next = depth - 1
        switch number(0..<6) {
        case 0: return "(\(decimal(next)) + \(decimal(next)))"
        case 1: return "(\(decimal(next)) - \(decimal(next)))"
        case 2: return "(\(decimal(next)) * \(decimal(next)))"
        case 3: return "abs(\(decimal(next)))"
        case 4: return "(\(bool(next)) ? \(decimal(next)) : \(decimal(next)))"
        default: return pick("r.?price.orValue(1.5)", "\(quantity(next)).in('KGM')", "least(\(decimal(next)), 2.0)")
        }
    }

    mutating func int(_ depth: Int) -> String {
        guard depth > 0 else { return pick("r.count", "3", "0", "r.?count.orValue(7)", "9223372036854775807") }
        let next = depth - 1
        switch number(0..<5) {
        case 0: return "(\(int(next)) + \(int(next)))"
        case 1: return "(\(int(next)) \(pick("-", "*", "/", "%")) \(int(next)))"
        case 2: return "(\(date(next)) - \(date(next)))"
        case 3: return "size(\(text(next)))"
        default: return "(\(bool(next)) ? \(int(next)) : \(int(next)))"
        }
    }

    mutating func quantity(_ depth: Int) -> String {
        depth > 0
            ? pick("(r.quantity + r.weight)", "r.weight", quantity(0)) : pick("r.quantity", "r.weight", "r.length")
    }

    mutating func date(_ depth: Int) -> String {
        depth > 0 ? "(\(bool(depth - 1)) ? r.day : s.day)" : pick("r.day", "s.day", "date('2026-11-24')")
    }

    mutating func text(_ depth: Int) -> String {
        depth > 0
            ? pick("r.name.upperAscii()", "(r.name + r.word)", "(r.word + string(r.count) + '!')", text(0))
            : pick("r.name", "r.word", "'A'", "s.word")
    }
}
