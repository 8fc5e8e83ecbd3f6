/// A checked expression: names are slots, fields are indices, overloads are chosen.
indirect enum Code: Sendable {
    case constant(Value)
    case slot(Int)
    case local(Int)
    case field(Code, Int)
    case testField(Code, Int)
    case testSlot(Int)
    case optionalField(Code, Int)
    case key(Code, String, offset: Int)
    case testKey(Code, String, offset: Int)
    case optionalKey(Code, Code, offset: Int)
    case index(Code, Code, offset: Int)
    case and(Code, Code)
    case or(Code, Code)
    case not(Code, offset: Int)
    case negate(Code, offset: Int)
    case conditional(Code, Code, Code, offset: Int)
    case binary(BinaryOperator, Code, Code, offset: Int)
    /// The flags say which elements are optional; none are if there are none.
    case list([Code], optional: [Bool])
    case map([(key: Code, value: Code)], optional: [Bool], offset: Int)
    case call(Overload, [Code], offset: Int)
    /// Several overloads take what is known of the arguments: their values decide.
    case dispatch([Overload], [Code], name: String, offset: Int)
    case matches(Code, Regex, offset: Int)
    case macro(Macro, range: Code, local: Int, hasIndex: Bool, bodies: [Code], offset: Int)
    case optionalMap(Code, local: Int, body: Code, isFlat: Bool, offset: Int)
    case bind(local: Int, Code, Code)
    case aggregate(Int)
    case toDecimal(Code)
    /// What is wrong with an unchecked expression.
    case fail(String, offset: Int)
    /// Evaluates some for their failures, then the last.
    case all([Code], Code)
}
