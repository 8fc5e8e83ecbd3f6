#!/usr/bin/env python3
"""Asks the server, by schemathesis, for what its OpenAPI file describes and for what it forbids.

Prints as JSON how many requests were made, and what schemathesis says at the end; ends with 1 where an answer was a server's
error or another than described. Writes nothing that lasts. Needs the server's address, and what Scripts/install-test-tools
installs.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

# Programs that ask for a method which is not described are told that nothing is there; an upload that the description allows
# need not be an archive; a new check has neither answers nor changes.
LEFT_OUT = "unsupported_method,positive_data_acceptance,ensure_resource_availability"

# Seconds for which an answer is waited for.
PATIENCE = 280


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--examples", type=int, default=100, help="requests for each operation")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tools = pathlib.Path(__file__).resolve().parent
    with tempfile.TemporaryDirectory() as folder:
        # However busy the machine is: the description is asked for here, and no answer is waited for in vain.
        with urllib.request.urlopen(f"{options.address}/api/openapi.yaml", timeout=PATIENCE) as answer:
            pathlib.Path(folder, "openapi.yaml").write_bytes(answer.read())
        outcome = subprocess.run(
            [pathlib.Path(sys.executable).with_name("st"), "run", "openapi.yaml", "--url", options.address,
             "--request-timeout", str(PATIENCE), "--phases", "coverage,fuzzing,stateful", "--max-examples", str(options.examples),
             "--seed", str(options.seed), "--continue-on-failure", "--exclude-checks", LEFT_OUT, "--no-color",
             "--suppress-health-check", "all"],
            cwd=folder, capture_output=True, text=True,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(tools)})
    cases = re.search(r"([\d,]+) generated", outcome.stdout)
    print(json.dumps({
        "cases": int(cases[1].replace(",", "")) if cases else 0,
        "said": outcome.stdout.strip().splitlines()[-1:],
    }, indent=2))
    if outcome.returncode:
        sys.exit(outcome.stdout[-6000:] + outcome.stderr[-2000:])


if __name__ == "__main__":
    main()
