#!/usr/bin/env python3
"""Uploads one dossier many times at once, and says how it was answered, how long it took and what memory was taken.

Prints as JSON what was seen. Reads the files of a folder; writes nothing. Needs the server's address; --pid names its process,
whose memory, and that of the checks that it runs, is watched then (Linux).
"""

import argparse
import collections
import io
import json
import os
import pathlib
import threading
import time
import urllib.error
import urllib.request
import zipfile


def archive(folder):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(folder))
    return output.getvalue()


def upload(address, body, results):
    """Sends one, and notes the status, the seconds and the findings."""
    start = time.monotonic()
    request = urllib.request.Request(f"{address}/api/check", body, {"Content-Type": "application/zip"}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=900) as answer:
            report = json.load(answer)
            counts = json.dumps(report["dossiers"][0]["counts"], sort_keys=True)
            results.append((answer.status, time.monotonic() - start, counts, answer.headers["Location"]))
    except (urllib.error.URLError, OSError, ValueError, KeyError) as error:
        results.append((getattr(error, "code", type(error).__name__), time.monotonic() - start, "", None))


def resident(pid):
    """Megabytes that a process holds; 0 where it has ended."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) // 1024
    except (OSError, IndexError):
        return 0


def children(pid):
    """The processes that a process and those below it began."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
        if parent == pid:
            found += [int(folder.name), *children(int(folder.name))]
    return found


def watch(pid, peaks, ended):
    while not ended.wait(0.05):
        below = children(pid)
        peaks["server"] = max(peaks["server"], resident(pid))
        peaks["checks"] = max(peaks["checks"], sum(resident(child) for child in below))
        peaks["atOnce"] = max(peaks["atOnce"], len(below))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--pid", type=int)
    options = parser.parse_args()
    body = archive(options.folder)
    results, peaks, ended = [], collections.Counter(), threading.Event()
    if options.pid:
        peaks["before"] = resident(options.pid)
        watcher = threading.Thread(target=watch, args=(options.pid, peaks, ended))
        watcher.start()
    start = time.monotonic()
    threads = [threading.Thread(target=upload, args=(options.address, body, results)) for _ in range(options.count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - start
    if options.pid:
        ended.set()
        watcher.join()
        peaks["after"] = resident(options.pid)
    # Each is still there.
    kept = 0
    for place in {place for _, _, _, place in results if place}:
        with urllib.request.urlopen(options.address + place, timeout=60) as answer:
            kept += json.load(answer)["state"] == "finished"
    took = sorted(seconds for _, seconds, _, _ in results)
    print(json.dumps({
        "bytes": len(body), "sent": options.count, "answered": len(results), "kept": kept,
        "statuses": collections.Counter(str(status) for status, _, _, _ in results),
        "verdicts": collections.Counter(counts for _, _, counts, _ in results),
        "seconds": round(seconds, 1), "median": round(took[len(took) // 2], 1), "slowest": round(took[-1], 1),
        "megabytes": dict(peaks), "cores": os.cpu_count(),
    }, indent=2))


if __name__ == "__main__":
    main()
