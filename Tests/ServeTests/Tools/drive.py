#!/usr/bin/env python3
"""Drives the server's page in a browser: drops a faulty dossier, sees its findings, drops the mended files, sees ready.

Prints as JSON what was seen. Reads the files of an example; writes nothing but pictures, where --screenshots names a
folder. Needs the server's address, and what Scripts/install-test-tools installs.
"""

import argparse
import json
import pathlib
import sys
import tempfile
import time
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "ReportsTests" / "Tools"))
from browser import Browser, axe_source, violations  # noqa: E402


class Clerk:
    """Somebody at the page, who looks at it in both themes and on a phone."""

    def __init__(self, address, screenshots):
        self.address, self.screenshots = address, screenshots
        self.browser = Browser()
        self.axe = axe_source()
        self.violations, self.overflows = {}, {}
        self.browser.size(1280, 900)

    def see(self, script):
        return self.browser.evaluate(script)

    def text(self, selector):
        return self.see(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")

    def count(self, selector):
        return self.see(f"document.querySelectorAll({json.dumps(selector)}).length")

    def wait(self, condition):
        """Waits until a condition holds on whatever page is shown then."""
        for _ in range(600):
            try:
                if self.see(f"document.readyState === 'complete' && Boolean({condition})"):
                    return
            except RuntimeError:
                pass  # Between two pages.
            time.sleep(0.1)
        raise RuntimeError(f"never came true: {condition}: " + self.text("body")[:2000])

    def open(self, path):
        self.browser.open(self.address + path)

    def look(self, name):
        """Checks a page in both themes and on a phone, and takes its pictures."""
        for theme in ["light", "dark"]:
            self.see(f"document.querySelector('#themes [value={theme}]').click()")
            self.violations[f"{name} {theme}"] = violations(self.browser, self.axe)
            self.picture(f"{name}-{theme}")
        self.see("document.querySelector('#themes [value=light]').click()")
        self.browser.size(390, 800)
        self.see("new Promise(done => setTimeout(done, 100))")
        self.overflows[name] = self.see("document.documentElement.scrollWidth > innerWidth")
        self.picture(f"{name}-phone")
        self.browser.size(1280, 900)

    def picture(self, name):
        """Takes a picture of a window as high as the page, for frames are drawn only where they are seen."""
        if not self.screenshots:
            return
        width = self.see("innerWidth")
        self.browser.size(width, min(self.see("document.documentElement.scrollHeight"), 4000))
        self.see("new Promise(done => setTimeout(done, 300))")
        self.browser.screenshot(self.screenshots / f"{name}.png")
        self.browser.size(width, 900)

    def drag(self, kind, data, selector):
        """Tells the browser that files are dragged over the middle of something."""
        place = self.see("(({x, y, width, height}) => ({x: x + width / 2, y: y + Math.min(height, 200) / 2}))"
                         f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())")
        self.browser.call("Input.dispatchDragEvent", type=kind, data=data, **place)

    def drop(self, *paths, count, onto="[data-drop]"):
        """Drags files or folders from the desktop over the page's head onto a place, as the browser itself does it.

        What is dragged over a frame is the frame's until the page has let it through and is drawn anew. A hand is slower
        than that, so that the files are held over the place until the page is told of them.
        """
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        self.drag("dragEnter", data, "header")
        self.see("window.overs = 0; document.addEventListener('dragover', () => { window.overs += 1; })")
        for _ in range(100):
            self.drag("dragOver", data, onto)
            if self.see("window.overs"):
                break
            time.sleep(0.1)
        self.drag("drop", data, onto)
        self.wait(f"document.querySelectorAll('[data-list] li').length === {count}")

    def choose(self, button, *paths, count):
        """Chooses files, or a folder, in the dialog that a button opens."""
        document = self.browser.call("DOM.getDocument")["root"]["nodeId"]
        node = self.browser.call("DOM.querySelector", nodeId=document, selector=f"[data-{button}]")["nodeId"]
        self.browser.call("DOM.setFileInputFiles", nodeId=node, files=[str(path) for path in paths])
        self.wait(f"document.querySelectorAll('[data-list] li').length === {count}")

    def press(self, selector):
        """Presses a button by keyboard."""
        self.see(f"document.querySelector({json.dumps(selector)}).focus()")
        self.browser.key("Enter", "\r")

    def send(self):
        """Sends what was chosen, and waits for the result."""
        before = self.see("location.href")
        self.press("form[data-upload] [type=submit]")
        self.wait(f"location.href !== {json.dumps(before)} && document.querySelector('iframe.report, .problem')")
        return self.text(".verdict .chip")

    def confirm(self, selector):
        """Presses a button that asks back, and says yes; what was asked."""
        self.see(f"setTimeout(() => document.querySelector({json.dumps(selector)}).click(), 0)")
        for _ in range(100):
            try:
                self.browser.call("Page.handleJavaScriptDialog", accept=True)
                break
            except RuntimeError:
                time.sleep(0.1)  # It is not asked yet.
        return next(event["params"]["message"] for event in reversed(self.browser.events)
                    if event["method"] == "Page.javascriptDialogOpening")

    def report(self, script=None):
        """What the report in the frame says: its frame has an origin of its own, so that it is asked as a target.

        A script is run there too, if there is one, and what it gives is told as well.
        """
        for _ in range(200):
            targets = self.browser.call("Target.getTargets")["targetInfos"]
            frames = [target for target in targets if target["type"] == "iframe"]
            if frames:
                own, seen = self.browser.session, None
                session = self.browser.call("Target.attachToTarget", targetId=frames[-1]["targetId"], flatten=True)
                self.browser.session = session["sessionId"]
                try:
                    value = self.see(script) if script else None
                    seen = {"text": self.text("main")[:400], "findings": self.count("details.finding"), "value": value}
                finally:
                    self.browser.session = own
                if seen["text"]:
                    return seen
            time.sleep(0.1)
        raise RuntimeError("the report never came")

    def errors(self):
        """What the browser complains of, and what it asked of others than the server."""
        events = self.browser.events
        complaints = [
            json.dumps(event["params"])[:400] for event in events
            if event["method"] == "Runtime.exceptionThrown"
            or event["method"] == "Log.entryAdded" and event["params"]["entry"]["level"] == "error"
            or event["method"] == "Runtime.consoleAPICalled" and event["params"]["type"] == "error"]
        asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
        return complaints, sorted(url for url in asked if not url.startswith((self.address, "data:")))

    def tell(self, visit):
        """Prints as JSON what a visit sees in each language, and what was wrong with the pages; closes the browser."""
        try:
            result = {language: visit(language) for language in ["en", "zh"]}
            result["errors"], result["requests"] = self.errors()
            result["violations"], result["overflows"] = self.violations, self.overflows
        finally:
            self.browser.close()
        print(json.dumps(result, ensure_ascii=False, indent=2))


def dropped(clerk, example, language):
    """A folder is dropped, its mended files are, and the checks are listed, compared and deleted."""
    faulty, ready = example / "faulty", example / "ready"
    mended = sorted(ready.iterdir())
    count = len(list(faulty.iterdir()))
    seen = {}
    clerk.open(f"/language/{language}")
    seen["heading"] = clerk.text("h1")
    clerk.look(f"{language}-empty")
    if language == "en":
        clerk.drop(faulty, count=count)
    else:
        clerk.choose("folder", faulty, count=count)
    clerk.look(f"{language}-start")
    clerk.press("[data-clear]")
    seen["cleared"] = clerk.count("[data-list] li")
    clerk.drop(faulty, count=count)
    seen["faulty"] = clerk.send()
    seen["name"] = clerk.text("h1")
    seen["report"] = clerk.report()
    clerk.report("document.querySelector('.steps li:last-child a').click()")
    clerk.wait("scrollY > 500")
    seen["scrolled"] = clerk.see("scrollY")
    clerk.see("scrollTo(0, 0)")
    clerk.look(f"{language}-faulty")

    if language == "en":
        clerk.drop(*mended, count=len(mended), onto="iframe.report")
    else:
        clerk.see("document.querySelector('#correct').open = true")
        clerk.choose("files", *mended, count=len(mended))
    clerk.look(f"{language}-correcting")
    seen["ready"] = clerk.send()
    seen["changes"] = clerk.text("#changes .chips").split("\n")
    clerk.see("document.querySelector('#changes details').open = true")
    clerk.look(f"{language}-mended")

    # The check before is one link away.
    clerk.see("document.querySelector('#before').click()")
    clerk.wait("!document.querySelector('#changes') && document.querySelector('iframe.report')")
    seen["before"] = clerk.text(".verdict .chip")

    # A ZIP is a folder too.
    with tempfile.TemporaryDirectory() as folder:
        archive = pathlib.Path(folder, "装箱 4711.zip")
        with zipfile.ZipFile(archive, "w") as file:
            for path in mended:
                file.write(path, path.name)
        clerk.open("/")
        clerk.drop(archive, count=1)
        seen["zipped"] = clerk.send()
        seen["zipName"] = clerk.text("h1")
        seen["dossier"] = clerk.report()["text"]

    clerk.open("/checks")
    seen["rows"] = clerk.count("tbody tr")
    clerk.look(f"{language}-list")
    seen["asked"] = clerk.confirm("tbody [data-delete]")
    clerk.wait(f"document.querySelectorAll('tbody tr').length === {seen['rows'] - 1}")
    return seen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("example", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    clerk = Clerk(options.address, options.screenshots)
    clerk.tell(lambda language: dropped(clerk, options.example.resolve(), language))


if __name__ == "__main__":
    main()
