"""Parses the JSON files of a folder, and checks them against a schema of the same required fields and types."""

import pathlib
import sys

import jsonschema_rs
import orjson

PRODUCT = {
    "type": "object",
    "required": ["partNumber", "description", "origin", "hsCode", "netWeight"],
    "properties": {
        "partNumber": {"type": "string", "minLength": 1},
        "description": {"type": "string", "minLength": 1},
        "origin": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "hsCode": {"type": "string", "pattern": "^[0-9]{6,12}$"},
        "netWeight": {"type": "string", "pattern": "^[0-9]+([.][0-9]+)? kg$"},
        "attributes": {"type": "array", "items": {"type": "object", "required": ["name", "value"]}},
    },
}
validator = jsonschema_rs.validator_for({"properties": {"products": {"type": "array", "items": PRODUCT}}})
for path in pathlib.Path(sys.argv[1]).iterdir():
    print(sum(1 for _ in validator.iter_errors(orjson.loads(path.read_bytes()))))
