import CEL
import Foundation

/// One case of the specification's tests, as `conformance/README.md` describes them.
struct ConformanceCase: Sendable {
    var file: String
    var name: String
    var section: String
    var expression: String
    var json: JSON

    /// What is wrong; nothing where the case holds.
    func failure() -> String? {
        var environment = Environment(.standard)
        environment.container = json["container"]?.string ?? ""
        environment.hasMacros = json["disableMacros"]?.bool != true
        for declaration in json["typeEnv"]?.array ?? [] {
            if let name = declaration["ident"]?.string, let type = declaration["type"]?.type {
                environment.declare(name, type)
            } else if let name = declaration["function"]?.string {
                environment.declare(function: Self.function(name, declaration["overloads"]?.array ?? []))
            }
        }
        var values: [Int: Value] = [:]
        for (name, value) in json["bindings"]?.object ?? [:] {
            guard let value = value.value else { return "binding \(name) cannot be read" }
            values[environment.declare(name, .dyn, keepsType: true)] = value
        }
        let expected = json["expect"] ?? .null
        let program: Program
        do {
            program = try environment.compile(expression, isChecked: json["disableCheck"]?.bool != true)
        } catch {
            return expected["error"] == nil ? "expected \(expected), got \(error.errors.map(\.message))" : nil
        }
        if let type = expected["type"]?.type, program.type != type {
            return "expected type \(type), got \(program.type)"
        }
        if json["checkOnly"]?.bool == true { return nil }
        do {
            let value = try program.evaluate(Bindings(values: values))
            if expected["error"] != nil { return "expected an error, got \(value)" }
            guard let wanted = expected["value"]?.value else { return nil }
            return Self.isSame(value, wanted) ? nil : "expected \(wanted), got \(value)"
        } catch {
            return expected["error"] == nil ? "expected \(expected), got error \(error)" : nil
        }
    }

    private static func function(_ name: String, _ overloads: [JSON]) -> Function {
        Function(
            name: name,
            overloads: overloads.map { overload in
                Overload(
                    id: overload["id"]?.string ?? "",
                    params: (overload["params"]?.array ?? []).compactMap(\.type),
                    result: overload["result"]?.type ?? .dyn,
                    isMember: overload["instance"]?.bool ?? false
                ) { _, context throws(EvaluationError) in throw context.error("a function without a body") }
            }
        )
    }

    /// Whether two values are the same, of the same types; maps in any order, not a number the same as itself.
    private static func isSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): return true
        case (.bool(let a), .bool(let b)): return a == b
        case (.int(let a), .int(let b)): return a == b
        case (.uint(let a), .uint(let b)): return a == b
        case (.double(let a), .double(let b)): return a == b || a.isNaN && b.isNaN
        case (.string(let a), .string(let b)): return a.utf8.elementsEqual(b.utf8)
        case (.bytes(let a), .bytes(let b)): return a == b
        case (.timestamp(let a), .timestamp(let b)): return a == b
        case (.duration(let a), .duration(let b)): return a == b
        case (.type(let a), .type(let b)): return a.name == b.name
        case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy { isSame($0, $1) }
        case (.map(let a), .map(let b)):
            return a.entries.count == b.entries.count
                && a.entries.allSatisfy { entry in
                    b.entries.contains { isSame($0.key, entry.key) && isSame($0.value, entry.value) }
                }
        default: return false
        }
    }
}

/// The values of a case's variables.
final class Bindings: Activation {
    private let values: [Int: Value]

    init(values: [Int: Value] = [:]) {
        self.values = values
    }

    func value(_ slot: Int) throws(EvaluationError) -> Value {
        guard let value = values[slot] else { throw .failed("the variable has no value", offset: 0) }
        return value
    }
}

extension Environment {
    /// Declares a variable, unless it is declared already.
    mutating func declare(_ name: String, _ type: CELType, keepsType: Bool) -> Int {
        slot(of: name) ?? declare(name, type)
    }
}
