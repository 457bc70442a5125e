"""Times the Python implementations of CEL: peers.py CASES writes one JSON line for each implementation and case.

Both compile once and evaluate many times, upon variables that were converted once, in the fastest way that they document.
"""
import datetime
import json
import sys
import time

import cel
import celpy
import celpy.celtypes

BATCHES = 100


def nanoseconds(work, seconds=0.001):
    """The least time of one call among batches of about `seconds` each."""
    calls, least = 1, float("inf")
    batches = 0
    while batches < BATCHES:
        begin = time.perf_counter_ns()
        for _ in range(calls):
            work()
        spent = time.perf_counter_ns() - begin
        if spent < seconds * 1e9 and batches == 0 and calls < 1 << 20:
            calls *= 2
            continue
        batches += 1
        least = min(least, spent / calls)
    return least


def rust(cases):
    context = cel.Context()
    context.update(cases["variables"])
    context.update({name: datetime.datetime.fromisoformat(text) for name, text in cases["timestamps"].items()})
    for case in cases["cases"]:
        text = case["expression"]
        program = cel.compile(text)
        yield case, program.execute(context), lambda: cel.compile(text), lambda: program.execute(context)


def python(cases):
    context = {name: celpy.json_to_cel(value) for name, value in cases["variables"].items()}
    context |= {name: celpy.celtypes.TimestampType(text) for name, text in cases["timestamps"].items()}
    for case in cases["cases"]:
        text = case["expression"]
        # The compiled form, which is the faster one, fails where the condition of '? :' is has().
        runner = celpy.InterpretedRunner if "has(" in text else celpy.CompiledRunner
        environment = celpy.Environment(runner_class=runner)

        def compiled():
            return environment.program(environment.compile(text))

        program = compiled()
        value = json.loads(json.dumps(program.evaluate(context), cls=celpy.CELJSONEncoder))
        yield case, value, compiled, lambda: program.evaluate(context)


def main(path):
    with open(path) as file:
        cases = json.load(file)
    for name, implementation in (("common-expression-language", rust), ("cel-python", python)):
        for case, value, compiling, evaluating in implementation(cases):
            if value != case["value"] or isinstance(value, bool) != isinstance(case["value"], bool):
                sys.exit(f"{name}: {case['expression']} is {value!r}, not {case['value']!r}")
            figures = {"compile": nanoseconds(compiling), "evaluate": nanoseconds(evaluating)}
            print(json.dumps({"implementation": name, "case": case["name"], **figures}), flush=True)


main(*sys.argv[1:])
