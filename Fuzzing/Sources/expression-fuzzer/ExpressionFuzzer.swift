import CEL

/// Gives no variable.
private final class NoVariables: Activation {
    func value(_ slot: Int) throws(EvaluationError) -> Value { throw .absent }
}

/// What libFuzzer calls: any bytes are an expression, which is parsed, checked and evaluated in all ways.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let source = unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    for environment in [Environment(), Environment(.standard)] {
        for isChecked in [true, false] {
            guard let program = try? environment.compile(source, isChecked: isChecked),
                program.cost(ofLists: 100) < 1_000_000
            else { continue }
            _ = try? program.evaluate(NoVariables())
        }
    }
    return 0
}
