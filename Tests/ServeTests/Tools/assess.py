#!/usr/bin/env python3
"""Drives the self-assessment in a browser: what is owed, answers as a form and as CSV, a distributor's pack, downloads.

Prints as JSON what was seen. Reads the files of an example and packs; writes nothing but pictures, where --screenshots names
a folder. Needs the server's address, and what Scripts/install-test-tools installs.
"""

import argparse
import csv
import io
import json
import pathlib
import tempfile
import time
import zipfile

from drive import Clerk

# What the matrix of the report shows, by state: in cells, or in a line for all products.
MATRIX = """(() => {
    const found = {};
    for (const name of ["there", "missing", "unreadable", "contradicting", "signal"])
        found[name] = document.querySelectorAll(`table.matrix td:nth-child(n + 4) .state.${name}, ul.states .state.${name}`).length;
    return {states: found, text: document.querySelector("main").innerText};
})()"""


class Supplier(Clerk):
    """Somebody who says what it delivers, and takes the result along."""

    def __init__(self, address, screenshots, downloads):
        super().__init__(address, screenshots)
        self.downloads = downloads
        self.browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))

    def tick(self, name, value):
        self.see(f"document.querySelector('input[name={name}][value={value}]').click()")

    def give(self, selector, path):
        """Chooses one file in a dialog of the page."""
        document = self.browser.call("DOM.getDocument")["root"]["nodeId"]
        node = self.browser.call("DOM.querySelector", nodeId=document, selector=selector)["nodeId"]
        self.browser.call("DOM.setFileInputFiles", nodeId=node, files=[str(path)])

    def start(self, pack=None, *files):
        """Fills the form of a new assessment, and sends it."""
        self.open("/self-assessment")
        self.tick("categories", "charging-equipment")
        self.tick("market", "EU")
        self.see("document.querySelector('select[name=stage]').value = 'catalogue'")
        if pack:
            self.see("document.querySelector('input[name=pack]').closest('details').open = true")
            self.give("input[name=pack]", pack.resolve())
        if files:
            self.see("document.querySelector('[data-drop]').closest('details').open = true")
            self.choose("files", *files, count=len(files))
        return self.send()

    def fill(self, number, answer, evidence, date):
        """Answers a question of the form."""
        self.see(f"""(() => {{
            const row = document.querySelector('fieldset[data-number="{number}"]');
            const values = {json.dumps({"answer": answer, "evidence": evidence, "date": date}, ensure_ascii=False)};
            for (const [name, value] of Object.entries(values)) row.querySelector(`[name=${{name}}]`).value = value;
        }})()""")

    def save(self):
        """Saves the answers, and waits for the result."""
        before = self.see("location.href")
        self.press("#questions [type=submit]")
        self.wait(f"location.href !== {json.dumps(before)} && document.querySelector('iframe.report, .verdict .problem')")

    def answered(self):
        """What the form of answers shows."""
        return {
            "count": self.text("#questions .hint"),
            "rows": self.see("""Object.fromEntries([...document.querySelectorAll('#questions fieldset')].map(row =>
                [row.dataset.number, [...row.querySelectorAll('textarea, input')].map(field => field.value)])
                .filter(([, values]) => values.some(Boolean)))"""),
        }

    def take(self, selector):
        """Presses a link that downloads; the name and the bytes of the file."""
        for file in self.downloads.iterdir():
            file.unlink()
        self.see(f"document.querySelector({json.dumps(selector)}).click()")
        for _ in range(600):
            files = [file for file in self.downloads.iterdir() if file.suffix not in {".crdownload", ".tmp"}]
            if files and not files[0].name.startswith(".") and files[0].stat().st_size:
                return files[0].name, files[0].read_bytes()
            time.sleep(0.1)
        raise RuntimeError(f"nothing was downloaded: {selector}")


def taken(supplier, secret):
    """What can be taken along, with and without what others should not see; whether a secret stands in it."""
    seen = {}
    for share in ["", "&share=1"]:
        for form in ["html", "xlsx", "json"]:
            name, data = supplier.take(f".links a[href$='report?form={form}{share}']")
            if form == "xlsx":
                with zipfile.ZipFile(io.BytesIO(data)) as book:
                    text = "".join(book.read(part).decode() for part in book.namelist() if part.endswith(".xml"))
            else:
                text = data.decode()
            tells = not json.loads(text)["isShared"] if form == "json" else secret in text
            seen[f"{form}{share}"] = {"name": name, "tells": tells}
    return seen


def assessed(supplier, options, language):
    """A supplier checks itself in one language."""
    seen = {}
    files = sorted(options.example.resolve().iterdir())
    supplier.open(f"/language/{language}")
    supplier.open("/self-assessment")
    seen["heading"] = supplier.text("h1")
    supplier.look(f"{language}-assessment")

    # Nothing is uploaded, and what is owed is there all the same; then files arrive.
    seen["empty"] = supplier.start()
    seen["owed"] = supplier.report(MATRIX)["value"]
    supplier.see("document.querySelector('#questions').open = true")
    supplier.look(f"{language}-owed")
    supplier.see("document.querySelector('#correct').open = true")
    supplier.choose("files", *files, count=len(files))
    seen["filled"] = supplier.send()
    seen["fills"] = supplier.report(MATRIX)["value"]
    supplier.look(f"{language}-fills")
    seen["taken"] = taken(supplier, options.secret)

    # The form is saved and taken along as CSV; a row is added there, and the file begins another assessment.
    supplier.see("document.querySelector('#questions').open = true")
    supplier.fill("01", '宁波海川 "Hc", Co., Ltd.', "营业执照\nlicence", "2026-11-02")
    supplier.fill("19", "12 months", "", "")
    supplier.save()
    seen["saved"] = supplier.answered()
    supplier.see("document.querySelector('#questions').open = true")
    supplier.look(f"{language}-answered")
    name, data = supplier.take("#questions a[href$='/answers']")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    seen["csv"] = {"name": name, "header": rows[0], "rows": len(rows) - 1, "first": rows[1]}
    rows[3][2] = "Ningbo, Beilun"
    table = options.scratch / "supplier-profile.csv"
    with table.open("w", newline="") as output:
        csv.writer(output).writerows(rows)
    supplier.start(None, table)
    seen["read"] = supplier.answered()

    # A pack that is none is told with its line, and the right one is given in its place.
    seen["broken"] = supplier.start(options.broken)
    seen["problem"] = supplier.text(".verdict .problem")
    supplier.see("document.querySelector('#correct').open = true")
    supplier.look(f"{language}-broken")
    supplier.give("#correct input[name=pack]", options.pack.resolve())
    seen["mended"] = supplier.send()
    seen["asked"] = supplier.report(MATRIX)["value"]["text"]
    seen["begun"] = supplier.start(options.pack.resolve())
    seen["judged"] = supplier.report(MATRIX)["value"]["text"]
    return seen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("example", type=pathlib.Path)
    parser.add_argument("--pack", type=pathlib.Path, required=True, help="a pack of a distributor")
    parser.add_argument("--broken", type=pathlib.Path, required=True, help="one that is none")
    parser.add_argument("--secret", required=True, help="what stands in the files, and not in what is shared")
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        options.scratch = pathlib.Path(folder)
        downloads = options.scratch / "downloads"
        downloads.mkdir()
        supplier = Supplier(options.address, options.screenshots, downloads)
        supplier.tell(lambda language: assessed(supplier, options, language))


if __name__ == "__main__":
    main()
