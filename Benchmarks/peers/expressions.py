"""Nanoseconds an evaluation of the same expressions in other engines, through their own bindings.

Needs `pip install common-expression-language cel-python`; what is not there is left out.
"""

import time

EXPRESSIONS = {
    "comparison": "line.unitPrice <= line.amount",
    "line-amount": "line.quantity * line.unitPrice - line.amount <= tolerance"
    " && line.amount - line.quantity * line.unitPrice <= tolerance",
    "regex": "line.partNumber.matches('^[A-Z]{2}-[0-9]{4,6}$')",
    "code-list": "line.origin in ['AT', 'BE', 'BG', 'CN', 'CZ', 'DE', 'DK', 'EE', 'ES', 'US', 'VN']",
    "all-of-100": "numbers.all(n, n >= 0)",
    "message": "'part ' + line.partNumber + ' has ' + string(line.count)",
}
VARIABLES = {
    "line": {
        "quantity": 20.0,
        "unitPrice": 1.5,
        "amount": 30.0,
        "partNumber": "HC-1000",
        "origin": "CN",
        "count": 7,
    },
    "tolerance": 0.01,
    "numbers": list(range(100)),
}


def spent(evaluate, times):
    best = None
    for _ in range(3):
        start = time.perf_counter_ns()
        for _ in range(times):
            evaluate()
        took = (time.perf_counter_ns() - start) // times
        best = took if best is None else min(best, took)
    return best


def rust():
    import cel

    for name, source in EXPRESSIONS.items():
        program = cel.compile(source)
        context = cel.Context(VARIABLES)
        yield name, spent(lambda: program.execute(context), 2000)


def python():
    import celpy

    environment = celpy.Environment()
    activation = celpy.json_to_cel(VARIABLES)
    for name, source in EXPRESSIONS.items():
        program = environment.program(environment.compile(source))
        yield name, spent(lambda: program.evaluate(activation), 100)


for engine, measure in (("common-expression-language", rust), ("cel-python", python)):
    try:
        for name, nanoseconds in measure():
            print(engine, name, nanoseconds)
    except ImportError:
        print(engine, "is not installed")
