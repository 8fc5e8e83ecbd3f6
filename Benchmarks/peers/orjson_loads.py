"""Parses the JSON files of a folder, and does nothing else with them."""

import pathlib
import sys

import orjson

for path in pathlib.Path(sys.argv[1]).iterdir():
    orjson.loads(path.read_bytes())
