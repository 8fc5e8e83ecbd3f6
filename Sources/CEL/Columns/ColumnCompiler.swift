/// Brings a checked expression into the form that runs over columns.
struct ColumnCompiler {
    let row: RowVariable
    let units: UnitTable
    let codeLists: any CodeListSource

    func compile(_ code: Code) -> ColumnCode {
        guard readsRow(code) else { return .hoisted(code) }
        switch code {
        case .slot: return cell(code).map { .cell($0, code) } ?? rowwise(code)
        case .testSlot(let slot):
            if case .fields(let count) = row, slot < count { return .isPresent(slot, code) }
            return rowwise(code)
        case .aggregate(let id): return .aggregate(id, code)
        case .field: return cell(code).map { .cell($0, code) } ?? rowwise(code)
        case .testField(let operand, let field): return isRow(operand) ? .isPresent(field, code) : rowwise(code)
        case .and(let left, let right): return .and(compile(left), compile(right))
        case .or(let left, let right): return .or(compile(left), compile(right))
        case .not(let operand, _): return .not(compile(operand), code)
        case .conditional(let test, let yes, let no, _):
            return .conditional(compile(test), compile(yes), compile(no), code)
        case .binary(let operation, let left, let right, _):
            return .binary(operation, compile(left), compile(right), code)
        case .toDecimal(let operand): return .toDecimal(compile(operand), code)
        case .matches(let operand, let regex, _): return .matches(compile(operand), regex, code)
        case .call(let overload, let arguments, _): return call(overload, arguments, code)
        default: return rowwise(code)
        }
    }

    private func call(_ overload: Overload, _ arguments: [Code], _ code: Code) -> ColumnCode {
        if let form = overload.typed { return .typed(form, arguments.map(compile), code) }
        switch overload.id {
        case "in_quantity_text":
            if case .constant(.string(let name)) = arguments[1], let unit = units.index(of: name) {
                return .typed(.quantity { $1.convert($0, to: unit) }, [compile(arguments[0])], code)
            }
        case "inCodeList_text_text":
            if case .constant(.string(let list)) = arguments[1] {
                let lists = codeLists
                return .typed(.test { lists.contains($0, in: list) }, [compile(arguments[0])], code)
            }
        case "inTable_text_text":
            if case .constant(.string(let name)) = arguments[0], let table = codeLists.table(named: name) {
                return .typed(.key { table.holds($0) }, arguments.dropFirst().map(compile), code)
            }
        case let id where id.hasPrefix("size_"):
            if case .aggregate(let number) = arguments[0] { return .aggregateSize(number, code) }
        case let id where id.hasPrefix("orValue_"):
            if case .optionalField(let operand, let field) = arguments[0], isRow(operand) {
                return .cellOr(field, compile(arguments[1]), code)
            }
        default: break
        }
        return rowwise(code)
    }

    private func rowwise(_ code: Code) -> ColumnCode { .rowwise(code, reads: reads(code)) }

    /// The fields of the record that an expression reads; nothing where it takes the record as a whole.
    private func reads(_ code: Code) -> [Int]? {
        switch (code, row) {
        case (.field(let operand, let field), _) where isRow(operand): return [field]
        case (.testField(let operand, let field), _) where isRow(operand): return [field]
        case (.optionalField(let operand, let field), _) where isRow(operand): return [field]
        case (.slot(let slot), .slot(let own)): return slot == own ? nil : []
        case (.slot(let slot), .fields(let count)): return slot < count ? [slot] : []
        case (.testSlot(let slot), .fields(let count)): return slot < count ? [slot] : []
        case (.local(0), .element), (_, .groups): return nil
        default:
            var fields: [Int] = []
            for part in code.parts {
                guard let own = reads(part) else { return nil }
                fields += own
            }
            return fields
        }
    }

    /// The field that an expression is, if it is just that.
    private func cell(_ code: Code) -> Int? {
        switch (code, row) {
        case (.field(let operand, let field), _) where isRow(operand): field
        case (.slot(let slot), .fields(let count)) where slot < count: slot
        default: nil
        }
    }

    private func isRow(_ code: Code) -> Bool {
        switch (code, row) {
        case (.slot(let slot), .slot(let own)): slot == own
        case (.local(0), .element): true
        default: false
        }
    }

    private func readsRow(_ code: Code) -> Bool {
        switch code {
        case .constant, .fail: return false
        case .aggregate:
            if case .groups = row { return true }
            return false
        case .slot(let slot), .testSlot(let slot):
            switch row {
            case .slot(let own): return slot == own
            case .fields(let count): return slot < count
            case .element: return false
            case .groups(let constants): return slot < constants
            }
        // Inner variables of macros depend on what they run over; a body on its own is never asked.
        case .local: return true
        default: return code.parts.contains(where: readsRow)
        }
    }
}
