import CEL
import Foundation

/// A JSON value of the test data, with its reading as values and types of the language.
enum JSON: Sendable, Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case map([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .map(try container.decode([String: JSON].self))
        }
    }

    subscript(name: String) -> JSON? { object?[name] }

    var object: [String: JSON]? {
        if case .map(let object) = self { return object }
        return nil
    }

    var array: [JSON]? {
        if case .list(let array) = self { return array }
        return nil
    }

    var string: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    var bool: Bool? {
        if case .bool(let bool) = self { return bool }
        return nil
    }

    /// A whole number, as a number or as text.
    var int: Int64? {
        switch self {
        case .number(let number): Int64(exactly: number)
        case .text(let text): Int64(text)
        default: nil
        }
    }

    /// The value that the test data's `{"int": "1"}` and the like stand for.
    var value: Value? {
        guard let (name, content) = object?.first else { return nil }
        switch name {
        case "null": return .null
        case "bool": return content.bool.map { .bool($0) }
        case "int": return content.int.map { .int($0) }
        case "uint": return content.string.flatMap { UInt64($0) }.map { .uint($0) }
        case "double":
            guard let text = content.string else { return nil }
            switch text {
            case "NaN": return .double(.nan)
            case "Infinity": return .double(.infinity)
            case "-Infinity": return .double(-.infinity)
            default: return Double(text).map { .double($0) }
            }
        case "string": return content.string.map { .string($0) }
        case "bytes": return content.string.flatMap { Data(base64Encoded: $0) }.map { .bytes(Array($0)) }
        case "list": return content.array.map { .list($0.compactMap(\.value)) }
        case "map":
            var map = ValueMap()
            for entry in content.array ?? [] {
                guard let pair = entry.array, pair.count == 2, let key = pair[0].value, let value = pair[1].value else {
                    return nil
                }
                _ = map.insert(key, value)
            }
            return .map(map)
        case "type": return content.string.map { .type(.abstract($0, [])) }
        case "timestamp":
            guard let seconds = content["seconds"]?.int else { return nil }
            return Timestamp(seconds: seconds, nanoseconds: Int32(content["nanos"]?.int ?? 0)).map { .timestamp($0) }
        case "duration":
            guard let seconds = content["seconds"]?.int else { return nil }
            return .duration(TimeSpan(nanoseconds: seconds * 1_000_000_000 + (content["nanos"]?.int ?? 0)))
        default: return nil
        }
    }

    /// The type that the test data's `{"list": "int"}` and the like stand for.
    var type: CELType? {
        if let name = string {
            switch name {
            case "bool": return .bool
            case "int": return .int
            case "uint": return .uint
            case "double": return .double
            case "string": return .string
            case "bytes": return .bytes
            case "null": return .null
            case "timestamp": return .timestamp
            case "duration": return .duration
            default: return .dyn
            }
        }
        guard let (name, content) = object?.first else { return nil }
        switch name {
        case "list": return content.type.map { .list($0) }
        case "map":
            guard let key = content.array?.first?.type, let value = content.array?.last?.type else { return nil }
            return .map(key, value)
        case "type": return .type
        case "param": return content.string.map { .param($0) }
        case "abstract":
            let parameters = (content.array ?? []).dropFirst().compactMap(\.type)
            guard let name = content.array?.first?.string else { return nil }
            return name == "optional_type" ? .optional(parameters.first ?? .dyn) : .abstract(name, parameters)
        default: return .dyn
        }
    }
}
