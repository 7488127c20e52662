"""Validates a SARIF log against the schema: check_sarif.py SCHEMA LOG. Prints "valid", or every fault and exits with 1."""

import json
import sys

from jsonschema import FormatChecker, validators


def main(schema_path, log_path):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    with open(log_path, encoding="utf-8") as file:
        log = json.load(file)
    validator = validators.validator_for(schema)
    validator.check_schema(schema)
    check = validator(schema, format_checker=FormatChecker())
    if check.is_valid({"version": "2.1.0"}):
        sys.exit("the schema accepts a log without runs: it is not the schema of SARIF")
    faults = [f"{fault.json_path}: {fault.message}" for fault in check.iter_errors(log)]
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print("valid")


main(*sys.argv[1:])
