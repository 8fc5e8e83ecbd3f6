import CEL
import Testing

/// What an evaluation takes is bounded before it is run.
struct CostTests {
    private static func cost(_ source: String, _ size: Int) throws -> Int {
        var environment = Environment()
        environment.declare("items", .list(.int))
        environment.declare("text", .string)
        return try environment.compile(source).cost(ofLists: size)
    }

    @Test("a nested macro multiplies, a following one adds")
    func degrees() throws {
        let one = "items.all(i, i > 0)"
        let growth = Double(try Self.cost(one, 10_000)) / Double(try Self.cost(one, 1_000))
        #expect((9...11).contains(growth))
        let nested = "items.all(i, items.exists(j, i == j))"
        let nestedGrowth = Double(try Self.cost(nested, 10_000)) / Double(try Self.cost(nested, 1_000))
        #expect((90...110).contains(nestedGrowth))
        #expect(try Self.cost("\(one) && \(one)", 1_000) < 3 * (try Self.cost(one, 1_000)))
    }

    @Test("lists written in the expression have their own size")
    func literals() throws {
        #expect(try Self.cost("[1, 2, 3].all(i, i > 0)", 1_000_000) < 100)
    }

    @Test("what doubles again and again is seen to be endless")
    func doubling() throws {
        var source = "text"
        for depth in 0..<50 { source = "cel.bind(x\(depth), \(source), x\(depth) + x\(depth))" }
        #expect(try Self.cost("size(\(source)) > 0", 1_000) > 1_000_000_000_000)
    }

    @Test("aggregates within aggregates are each checked once", .timeLimit(.minutes(1)))
    func nestedAggregates() throws {
        var environment = Environment()
        environment.declare(record: RecordShape(name: "line", fields: []))
        environment.declare(collection: "lines", of: "line")
        var source = "lines.count()"
        for depth in 0..<50 { source = "lines.sum(x\(depth), \(source))" }
        let program = try environment.compile(source)
        // The innermost is computed as members arrive; all around it ask for that.
        #expect(program.aggregates.count == 1)
        #expect(program.wholeCollections.count == 1)
    }

    @Test("the bound is one: expressions of which the number of steps is known")
    func isBound() throws {
        // At least as many steps as elements are visited.
        for (source, visits) in [
            ("items.map(i, i * 2)", 500), ("items.filter(i, i > 1).all(i, i > 0)", 1_000),
            ("items.all(i, items.all(j, items.exists(k, i + j == k)))", 500 * 500 * 500),
        ] {
            #expect(try Self.cost(source, 500) >= visits)
        }
    }
}
