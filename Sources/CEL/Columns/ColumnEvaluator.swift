/// Evaluates an expression over all rows of a batch, one operation after another.
///
/// Each operation is a loop over typed arrays, so what it costs a row is the operation itself. Where values are of types
/// for which there is no loop, the general evaluator takes the rows one by one: both have one meaning.
struct ColumnEvaluator {
    let source: any ColumnSource
    let row: RowVariable
    let activation: any RowActivation
    var general: Evaluator

    private var count: Int { source.count }

    /// The values of an expression.
    ///
    /// - Parameters:
    ///   - code: the expression.
    ///   - wanted: the rows that matter; of others nothing is known. Operations that cost little run over all.
    /// - Returns: a value, or why there is none, for each row.
    mutating func evaluate(_ code: ColumnCode, _ wanted: [Bool]) -> Vector {
        switch code {
        case .hoisted(let code): return Vector(constant: result(code))
        case .cell(let field, let code):
            guard let view = source.column(field) else { return rowwise(code, wanted) }
            return .cells(of: view)
        case .isPresent(let field, let code):
            guard let view = source.column(field) else { return rowwise(code, wanted) }
            return presence(view)
        case .aggregate(let id, let code): return source.aggregate(id)?.vector ?? rowwise(code, wanted)
        case .aggregateSize(let id, let code): return source.aggregateSizes(id)?.vector ?? rowwise(code, wanted)
        case .cellOr(let field, let otherwise, let code):
            guard let view = source.column(field), case .failure(.absent) = view.otherwise,
                case .hoisted(let constant) = otherwise, let value = try? result(constant).get()
            else { return rowwise(code, wanted) }
            return .cells(of: view.filled(with: value))
        case .and(let left, let right): return logical(left, right, deciding: false, wanted)
        case .or(let left, let right): return logical(left, right, deciding: true, wanted)
        case .not(let operand, let code):
            let operand = evaluate(operand, wanted)
            guard case .bools(let lane) = operand.cells else { return general(code, wanted, operand) }
            return Vector(states: operand.states, cells: .bools(lane.map { !$0 }))
        case .conditional(let test, let yes, let no, let code): return conditional(test, yes, no, code, wanted)
        case .binary(let operation, let left, let right, let code):
            let (first, second) = (evaluate(left, wanted), evaluate(right, wanted))
            if first.isConstant, second.isConstant { return once(code, wanted) }
            return binary(operation, first, second) ?? general(code, wanted, first, second)
        default: return evaluateUnary(code, wanted)
        }
    }

    private mutating func evaluateUnary(_ code: ColumnCode, _ wanted: [Bool]) -> Vector {
        switch code {
        case .toDecimal(let operand, let code):
            let operand = evaluate(operand, wanted)
            switch operand.cells {
            case .decimals: return operand
            case .ints(let lane): return Vector(states: operand.states, cells: .decimals(lane.map { Decimal($0) }))
            default: return general(code, wanted, operand)
            }
        case .matches(let operand, let regex, let code):
            let operand = evaluate(operand, wanted)
            guard case .texts(let lane, let arena) = operand.cells else { return general(code, wanted, operand) }
            return ofTexts(operand.states, lane, arena, wanted, false) { regex.matches($0) }.with { .bools($0) }
        case .typed(let form, let arguments, let code):
            var operands: [Vector] = []
            for argument in arguments { operands.append(evaluate(argument, wanted)) }
            if operands.allSatisfy(\.isConstant) { return once(code, wanted) }
            if let vector = apply(form, operands, wanted) { return vector }
            return operands.count == 1 ? general(code, wanted, operands[0]) : rowwise(code, wanted)
        case .rowwise(let code, let reads):
            guard let fields = reads?.map({ source.column($0).map { Vector.cells(of: $0) } }) else {
                return rowwise(code, wanted)
            }
            let varying = fields.filter { $0?.isConstant != true }
            guard let first = varying.first else { return once(code, wanted) }
            return rowwise(code, wanted, following: varying.count == 1 ? first : nil)
        default: return Vector(constant: .failure(.failed("unexpected form", offset: 0)))
        }
    }

    // MARK: The general evaluator

    private mutating func result(_ code: Code) -> Result<Value, EvaluationError> {
        do throws(EvaluationError) {
            return .success(try general.evaluate(code))
        } catch {
            return .failure(error)
        }
    }

    /// What has no loop of its own; nothing is evaluated where no operand has a value.
    private mutating func general(_ code: Code, _ wanted: [Bool], _ operands: Vector...) -> Vector {
        if operands.contains(where: \.isEmpty) { return failing(operands) }
        let varying = operands.filter { !$0.isConstant }
        guard let first = varying.first else { return once(code, wanted) }
        return rowwise(code, wanted, following: varying.count == 1 ? first : nil)
    }

    /// What has one value for all rows, for what it reads has.
    private mutating func once(_ code: Code, _ wanted: [Bool]) -> Vector {
        guard let row = wanted.firstIndex(of: true) else { return Vector(constant: .failure(.absent)) }
        move(to: row)
        return Vector(constant: result(code))
    }

    private mutating func move(to row: Int) {
        switch self.row {
        case .slot, .fields, .groups: activation.move(to: row)
        case .element: general.locals[0] = .record(RecordReference(source: source, row: row))
        }
    }

    /// Row by row; where all else that it reads is one for all rows, once for each different text of an operand.
    mutating func rowwise(_ code: Code, _ wanted: [Bool], following operand: Vector? = nil) -> Vector {
        var states = [CellState](repeating: .absent, count: count)
        var values = [Value](repeating: .null, count: count)
        var repeats = operand.flatMap(TextRepeats.init)
        for row in 0..<count where wanted[row] {
            if let first = repeats?.first(row), first != row {
                (states[row], values[row]) = (states[first], values[first])
                continue
            }
            move(to: row)
            do throws(EvaluationError) {
                values[row] = try general.evaluate(code)
                states[row] = .present
            } catch {
                states[row] = CellState(error)
            }
        }
        return Vector(states: states, values: values)
    }

    // MARK: Logic

    private func presence(_ view: ColumnView) -> Vector {
        let otherwise: (state: CellState, value: Bool) =
            switch view.otherwise {
            case .success: (.present, true)
            case .failure(.absent): (.present, false)
            case .failure(let error): (CellState(error), false)
            }
        if case .none = view.cells {
            return Vector(states: Lane(constant: otherwise.state), cells: .bools(Lane(constant: otherwise.value)))
        }
        return Vector(
            states: Lane(
                view.states.map { $0 == .absent ? otherwise.state : $0 == .invalid ? .invalid : .present }
            ),
            cells: .bools(Lane(view.states.map { $0 == .absent ? otherwise.value : true }))
        )
    }

    /// `&&` and `||`: a side that decides absorbs what is wrong with the other.
    private mutating func logical(_ left: ColumnCode, _ right: ColumnCode, deciding: Bool, _ wanted: [Bool]) -> Vector {
        let (firstStates, first) = truths(evaluate(left, wanted))
        var open = wanted
        for row in 0..<count where open[row] {
            open[row] = !(firstStates[row] == .present && first[row] == deciding)
        }
        guard open.contains(true) else { return Vector(states: firstStates, cells: .bools(first)) }
        let (secondStates, second) = truths(evaluate(right, open))
        var states = [CellState](repeating: .present, count: count)
        var values = [Bool](repeating: deciding, count: count)
        for row in 0..<count where open[row] {
            let state = secondStates[row]
            if state == .present, second[row] == deciding { continue }
            states[row] = firstStates[row].combined(with: state)
            values[row] = !deciding
        }
        return Vector(states: Lane(states), cells: .bools(Lane(values)))
    }

    /// Truth values; rows with values of another type are undecided.
    private func truths(_ vector: Vector) -> (states: Lane<CellState>, values: Lane<Bool>) {
        switch vector.cells {
        case .bools(let lane): (vector.states, lane)
        case .none: (vector.states, Lane(constant: false))
        default: (vector.states.map { $0 == .present ? .undecided : $0 }, Lane(constant: false))
        }
    }

    private mutating func conditional(
        _ test: ColumnCode,
        _ yes: ColumnCode,
        _ no: ColumnCode,
        _ code: Code,
        _ wanted: [Bool]
    ) -> Vector {
        let (states, truth) = truths(evaluate(test, wanted))
        var (isYes, isNo) = (wanted, wanted)
        for row in 0..<count where wanted[row] {
            isYes[row] = states[row] == .present && truth[row]
            isNo[row] = states[row] == .present && !truth[row]
        }
        guard isYes.contains(true) else { return merged(states, isNo, evaluate(no, isNo)) }
        guard isNo.contains(true) else { return merged(states, isYes, evaluate(yes, isYes)) }
        let (first, second) = (evaluate(yes, isYes), evaluate(no, isNo))
        func choose<Element>(_ left: Lane<Element>, _ right: Lane<Element>) -> Lane<Element> {
            Lane((0..<count).map { isYes[$0] ? left[$0] : right[$0] })
        }
        let chosen = Lane<CellState>(
            (0..<count).map { isYes[$0] ? first.states[$0] : isNo[$0] ? second.states[$0] : states[$0] }
        )
        switch (first.cells, second.cells) {
        case (.none, let cells), (let cells, .none): return Vector(states: chosen, cells: cells)
        case (.bools(let left), .bools(let right)): return Vector(states: chosen, cells: .bools(choose(left, right)))
        case (.ints(let left), .ints(let right)): return Vector(states: chosen, cells: .ints(choose(left, right)))
        case (.decimals(let left), .decimals(let right)):
            return Vector(states: chosen, cells: .decimals(choose(left, right)))
        case (.quantities(let left), .quantities(let right)):
            return Vector(states: chosen, cells: .quantities(choose(left, right)))
        default: return rowwise(code, wanted)
        }
    }

    /// The branch that all decided rows take, with the state of the test where it has no value.
    private func merged(_ states: Lane<CellState>, _ taken: [Bool], _ branch: Vector) -> Vector {
        let merged = (0..<count).map { taken[$0] ? branch.states[$0] : states[$0] == .present ? .absent : states[$0] }
        return Vector(states: Lane(merged), cells: branch.cells)
    }
}
