extension Library {
    /// Functions over identifiers and codes of trade.
    static let trade: [Function] = [
        test("isGTIN", CheckDigits.isGTIN),
        test("isGLN", CheckDigits.isGLN),
        test("isSSCC", CheckDigits.isSSCC),
        test("isVIN", CheckDigits.isVIN),
        test("hasVINShape", CheckDigits.hasVINShape),
        test("isContainerNumber", CheckDigits.isContainerNumber),
        test("isIMO", CheckDigits.isIMO),
        test("isUSCC", CheckDigits.isUSCC),
        test("isLEI", CheckDigits.isLEI),
        test("isIBAN", CheckDigits.isIBAN),
        test("isBIC", Shapes.isBIC),
        test("isEORI", Shapes.isEORI),
        test("isHSCode", Shapes.isHSCode),
        test("isUNNumber", Shapes.isUNNumber),
        digit("gtinCheckDigit") { text in CheckDigits.gs1(text.dropLast()).map(String.init) },
        digit("containerCheckDigit") { text in CheckDigits.container(text.dropLast()).map(String.init) },
        digit("vinCheckDigit") { text in CheckDigits.vin(text).map { String($0) } },
        number("packageCount") { Int64(PackageNumbers($0)?.count ?? 0) },
        number("lastPackage") { Int64(PackageNumbers($0)?.last ?? 0) },
        // wordsAmount(text): absent where the text does not say an amount beyond doubt.
        function("wordsAmount", [.string], .decimal) { arguments, context throws(EvaluationError) in
            guard let amount = AmountInWords.amount(of: try text(arguments, 0, context)) else { throw .absent }
            return .decimal(amount)
        },
        // documentNumbers(text): the numbers of documents that a text names, one or several.
        function("documentNumbers", [.string], .list(.string)) { arguments, context throws(EvaluationError) in
            .list(DocumentNumbers.parts(of: try text(arguments, 0, context)).map { .string($0) })
        },
        function("inCodeList", [.string, .string], .bool) { arguments, context throws(EvaluationError) in
            let list = try text(arguments, 1, context)
            guard let found = context.codeLists.contains(try text(arguments, 0, context), in: list) else {
                throw context.error("there is no code list '\(list)'")
            }
            return .bool(found)
        },
        // lookup(code, list, column): absent where the code or the column says nothing.
        function("lookup", [.string, .string, .string], .string) { arguments, context throws(EvaluationError) in
            let found = context.codeLists.lookup(
                try text(arguments, 0, context),
                in: try text(arguments, 1, context),
                column: try text(arguments, 2, context)
            )
            guard let found, !found.isEmpty else { throw .absent }
            return .string(found)
        },
        function("hasCode", [.string, .string], .bool) { arguments, context throws(EvaluationError) in
            let found = context.codeLists.code(
                meaning: try text(arguments, 0, context),
                in: try text(arguments, 1, context)
            )
            return .bool(found != nil)
        },
        // codeOf(text, list): absent where the text means no entry.
        function("codeOf", [.string, .string], .string) { arguments, context throws(EvaluationError) in
            let found = context.codeLists.code(
                meaning: try text(arguments, 0, context),
                in: try text(arguments, 1, context)
            )
            guard let found else { throw .absent }
            return .string(found)
        },
        Function(name: "inTable", overloads: [inTable]),
        function("halfWidth", [.string], .string) { arguments, context throws(EvaluationError) in
            .string(HalfWidth.of(try text(arguments, 0, context)))
        },
    ]

    /// `inTable(table, part, …)`: whether a row begins with the parts, of which an empty one fits any.
    ///
    /// Absent where the table is not supplied, or has not what it takes to say.
    private static let inTable = Overload(
        id: "inTable_text_text",
        params: [.string, .string],
        result: .bool,
        isMember: false,
        isVariadic: true
    ) { arguments, context throws(EvaluationError) in
        var key: [UInt8] = []
        for index in arguments.indices.dropFirst() {
            if index > 1 { key.append(TableKey.separator) }
            TableKey.append(try text(arguments, index, context).utf8, to: &key)
        }
        guard let table = context.codeLists.table(named: try text(arguments, 0, context)),
            let holds = table.holds(key[...])
        else { throw .absent }
        return .bool(holds)
    }

    /// A function from a text to a whole number.
    private static func number(_ name: String, _ number: @escaping @Sendable (String) -> Int64) -> Function {
        function(name, [.string], .int) { arguments, context throws(EvaluationError) in
            .int(number(try text(arguments, 0, context)))
        }.typed(.number(number))
    }

    /// A function that gives the expected check digit, absent for text of another shape.
    private static func digit(_ name: String, _ digit: @escaping @Sendable (String) -> String?) -> Function {
        function(name, [.string], .string) { arguments, context throws(EvaluationError) in
            guard let digit = digit(try text(arguments, 0, context)) else { throw .absent }
            return .string(digit)
        }
    }
}
