#!/usr/bin/env python3
"""Drives the page while checks are under way: what it says while files are sent, while a check runs, and while one waits.

Prints as JSON what was seen. Needs the address of a server that runs one check at a time, whose checks last until the file
named by --go is there: this script makes it.
"""

import argparse
import json
import pathlib

from drive import Clerk

# Keeps what a place of the page says from now on, beyond the page's end.
LISTEN = """(() => {
    sessionStorage.said = "[]";
    const status = document.querySelector("[data-status]");
    new MutationObserver(() => {
        sessionStorage.said = JSON.stringify([...JSON.parse(sessionStorage.said), status.textContent]);
    }).observe(status, {childList: true, characterData: true, subtree: true});
})()"""


def begin(clerk, files):
    """Sends files, and stays at the page of the check that is under way; what was said there, and on the way."""
    clerk.open("/")
    clerk.choose("files", *files, count=len(files))
    clerk.see(LISTEN)
    clerk.press("form[data-upload] [type=submit]")
    clerk.wait("document.querySelector('[data-follow]')?.textContent")
    return {"sent": json.loads(clerk.see("sessionStorage.said")), "said": clerk.text("[data-follow]"),
            "chip": clerk.text(".verdict .chip"), "bars": clerk.count("progress[aria-label]")}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("example", type=pathlib.Path)
    parser.add_argument("--go", type=pathlib.Path, required=True)
    parser.add_argument("--language", required=True)
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    files = sorted(options.example.resolve().iterdir())
    clerk = Clerk(options.address, options.screenshots)
    result = {}
    try:
        clerk.open(f"/language/{options.language}")
        result["running"] = begin(clerk, files)
        # It counts on by itself.
        clerk.wait(f"document.querySelector('[data-follow]').textContent !== {json.dumps(result['running']['said'])}")
        clerk.look(f"{options.language}-running")
        result["waiting"] = begin(clerk, files)
        clerk.look(f"{options.language}-waiting")
        options.go.touch()
        clerk.wait("document.querySelector('iframe.report')")
        result["ended"] = clerk.text(".verdict .chip")
        result["errors"], _ = clerk.errors()
        result["violations"], result["overflows"] = clerk.violations, clerk.overflows
    finally:
        clerk.browser.close()
    print(json.dumps(result, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
