#!/usr/bin/env python3
"""Opens an HTML report in headless Chromium and prints, as JSON, what a test wants to know of it.

Reads the page; writes nothing unless --screenshots names a folder. Needs chromium, and the Python packages that
Scripts/install-test-tools installs: websocket-client, and axe-playwright-python for its copy of axe-core.
"""

import argparse
import base64
import importlib.util
import json
import pathlib
import shutil
import subprocess
import tempfile
import time

import websocket


class Browser:
    """A headless Chromium of its own, spoken to by the DevTools protocol."""

    def __init__(self):
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        self.profile = tempfile.TemporaryDirectory(prefix="shiplint-chromium-", ignore_cleanup_errors=True)
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--mute-audio",
             "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
             "--remote-debugging-port=0", "--remote-allow-origins=*", f"--user-data-dir={self.profile.name}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port_file = pathlib.Path(self.profile.name, "DevToolsActivePort")
        for _ in range(300):
            if port_file.exists() and port_file.read_text().count("\n"):
                break
            time.sleep(0.1)
        port, path = port_file.read_text().split("\n")[:2]
        self.socket = websocket.create_connection(f"ws://127.0.0.1:{port}{path}", timeout=120)
        self.number = 0
        self.session = None
        self.events = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def evaluate(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:600])
        return result["result"].get("value")

    def open(self, page):
        """Opens a page; the seconds until it is drawn."""
        start = time.monotonic()
        self.call("Page.navigate", url=page)
        self.evaluate("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))")
        self.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        return time.monotonic() - start

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def screenshot(self, path):
        height = self.evaluate("document.documentElement.scrollHeight")
        width = self.evaluate("innerWidth")
        picture = self.call("Page.captureScreenshot", captureBeyondViewport=True,
                            clip={"x": 0, "y": 0, "width": width, "height": min(height, 6000), "scale": 1})
        pathlib.Path(path).write_bytes(base64.b64decode(picture["data"]))

    def key(self, key, text=""):
        for kind in ["keyDown", "keyUp"]:
            self.call("Input.dispatchKeyEvent", type=kind, key=key, text=text if kind == "keyDown" else "",
                      windowsVirtualKeyCode={"Tab": 9, "Enter": 13, " ": 32}.get(key, ord(key[0]) if len(key) == 1 else 0))

    def close(self):
        self.session = None
        try:
            self.call("Browser.close")
        except Exception:
            self.process.terminate()
        self.process.wait(timeout=30)
        self.profile.cleanup()


def axe_source():
    folder = pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).parent
    return (folder / "axe.min.js").read_text()


def violations(browser, axe):
    """What axe-core finds against WCAG 2.2 AA, each with the first element."""
    browser.evaluate(axe)
    found = browser.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        ".then(found => found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.length}: ${v.nodes[0].html.slice(0, 200)}"
        " ${v.nodes[0].any[0]?.message ?? ''}`))")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page")
    parser.add_argument("--screenshots")
    options = parser.parse_args()
    page = pathlib.Path(options.page).resolve().as_uri()
    browser = Browser()
    try:
        browser.size(1280, 900)
        result = {"seconds": browser.open(page)}
        result["findings"] = browser.evaluate("document.querySelectorAll('details.finding').length")
        result["folded"] = browser.evaluate("document.querySelectorAll('details.dossier').length")
        browser.evaluate("document.querySelectorAll('.card a[href^=\"#dossier-\"]')[0]?.click()")
        browser.evaluate("new Promise(done => setTimeout(done, 100))")
        result["unfolded"] = browser.evaluate("document.querySelectorAll('details.dossier[open] details.finding').length")
        result["causes"] = browser.evaluate("[...document.querySelectorAll('details.cause > summary')].map(s => s.innerText)")
        browser.evaluate("document.querySelector('details.cause > summary')?.click()")
        browser.evaluate("new Promise(done => setTimeout(done, 100))")
        result["ofCause"] = browser.evaluate("document.querySelectorAll('details.cause > details.finding').length")
        result["counted"] = browser.evaluate("document.querySelector('.shown')?.textContent ?? ''")
        result["title"] = browser.evaluate("document.title")
        result["scripts"] = browser.evaluate("document.querySelectorAll('main script, main img, main b, main iframe').length")

        # The search narrows what is shown; the language changes what is said; a headline opens by keyboard.
        browser.evaluate("document.activeElement.blur()")
        browser.key("/", "/")
        result["slash"] = browser.evaluate("document.activeElement.className")
        browser.evaluate("""(() => { const box = document.querySelector('input.find'); if (!box) return;
            box.value = 'NBH-BR2201'; box.dispatchEvent(new Event('input', {bubbles: true})); })()""")
        browser.evaluate("new Promise(done => setTimeout(done, 300))")
        result["searched"] = browser.evaluate("document.querySelectorAll('details.finding').length")
        browser.evaluate("document.querySelector('details.finding > summary')?.focus()")
        browser.key("Enter", "\r")
        browser.evaluate("new Promise(done => setTimeout(done, 100))")
        result["opened"] = browser.evaluate("document.querySelector('details.finding[open] .body')?.textContent ?? ''")
        result["marked"] = browser.evaluate("[...document.querySelectorAll('details.finding[open] mark')].map(m => m.textContent)")
        browser.evaluate("""(() => { const box = document.querySelector('input.find'); if (!box) return;
            box.value = ''; box.dispatchEvent(new Event('input', {bubbles: true})); })()""")
        browser.evaluate("new Promise(done => setTimeout(done, 300))")

        axe = axe_source()
        result["violations"] = {}
        result["headings"] = {}
        for language in ["en", "zh"]:
            browser.evaluate(f"document.querySelector('#languages [value={language}]').click()")
            browser.evaluate("document.querySelectorAll('details.finding > summary').forEach((s, i) => i < 8 && s.click())")
            for theme in ["light", "dark"]:
                browser.evaluate(f"document.querySelector('#themes [value={theme}]').click()")
                result["violations"][f"{language} {theme}"] = violations(browser, axe)
                if options.screenshots:
                    browser.screenshot(f"{options.screenshots}/{language}-{theme}.png")
            result["headings"][language] = browser.evaluate("document.querySelector('h1').textContent")
        browser.evaluate("document.querySelector('#themes [value=light]').click()")
        browser.size(390, 800)
        browser.evaluate("new Promise(done => setTimeout(done, 100))")
        result["overflows"] = browser.evaluate("document.documentElement.scrollWidth > innerWidth")
        if options.screenshots:
            browser.screenshot(f"{options.screenshots}/narrow.png")
            paper = browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
            pathlib.Path(options.screenshots, "print.pdf").write_bytes(base64.b64decode(paper["data"]))
        events = browser.events
        result["requests"] = [
            event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"
            and event["params"]["request"]["url"] != page]
        result["errors"] = [
            json.dumps(event["params"])[:400] for event in events
            if event["method"] == "Runtime.exceptionThrown"
            or event["method"] == "Log.entryAdded" and event["params"]["entry"]["level"] == "error"
            or event["method"] == "Runtime.consoleAPICalled" and event["params"]["type"] == "error"]
    finally:
        browser.close()
    print(json.dumps(result, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
