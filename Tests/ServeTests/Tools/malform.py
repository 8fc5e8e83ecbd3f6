#!/usr/bin/env python3
"""Sends uploads that are malformed, one unlike the other, and says how they were answered: 4xx each, never 5xx, never silence.

Prints as JSON how many were sent of each sort, how they were answered, and those that were answered wrongly. Writes nothing.
Needs nothing but the server's address. What is sent depends on --seed alone.
"""

import argparse
import collections
import io
import json
import random
import socket
import struct
import urllib.parse
import zipfile

TABLE = b"Invoice No.,A1\nPart No,Qty,Unit Price,Amount\nNBH-1,1,1.00,1.00\n"


def archive(entries):
    """A ZIP of names and bytes."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries:
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def rubbish(chance, most=4000):
    return chance.randbytes(chance.randrange(1, most))


# Archives that are none, or that may not be unpacked.

def cut(chance):
    whole = archive([("invoice.csv", TABLE * chance.randrange(1, 50))])
    return whole[:chance.randrange(len(whole) - 22)]


def without_head(chance):
    whole = archive([("invoice.csv", TABLE)])
    return whole[-22:-4] + struct.pack("<L", chance.randrange(1 << 31))[:2] + b"\xff\xff"


def wrong_sum(chance):
    whole = bytearray(archive([("invoice.csv", rubbish(chance))]))
    at = whole.rindex(b"PK\x01\x02")
    for index in range(at + 16, at + 20):
        whole[index] ^= chance.randrange(1, 256)
    return bytes(whole)


def secret(chance):
    whole = bytearray(archive([("invoice.csv", TABLE)]))
    whole[6] |= 1
    whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def method(chance):
    whole = bytearray(archive([("invoice.csv", TABLE)]))
    number = struct.pack("<H", chance.choice([1, 6, 10, 77, 99, 65535]))
    whole[8:10] = number
    at = whole.rindex(b"PK\x01\x02") + 10
    whole[at:at + 2] = number
    return bytes(whole)


def leading_out(chance):
    outside = ["../" * chance.randrange(1, 9) + "etc/passwd", "/etc/cron.d/x", "..\\..\\x.csv", "C:\\x.csv", "a/../../x.csv",
               "a//b.csv", "a/./b.csv", "a\x01b.csv", "x" * 300 + ".csv", "/".join("ab" * 12)]
    return archive([("invoice.csv", TABLE), (chance.choice(outside), TABLE)])


def bomb(chance):
    return archive([(f"{chance.randrange(1000)}.csv", bytes(chance.randrange(30, 60) << 20))])


def clash(chance):
    name = f"n{chance.randrange(100)}"
    return archive([(name, TABLE), (f"{name}/invoice.csv", TABLE)])


ARCHIVES = [lambda chance: b"", rubbish, lambda chance: b"PK\x03\x04" + rubbish(chance), lambda chance: TABLE, cut, without_head,
            wrong_sum, secret, method, leading_out, bomb, clash]

# Answers, packs, paths, names and wishes that are none.

JSON = [lambda chance: rubbish(chance), lambda chance: b"{" * chance.randrange(1, 4000), lambda chance: b"[" * 100000,
        lambda chance: b'{"question": "01"}', lambda chance: b'[{"question": 1}]', lambda chance: b'[{"answer": ["a"]}]',
        lambda chance: b'[{"question": "\xff"}]', lambda chance: b"[" + b"{}," * 1500 + b"{}]", lambda chance: b"null",
        lambda chance: b'"' + b"a" * chance.randrange(4000) + b'"']
WISHES = ["stage=never", "stage=" + "a" * 5000, "markets=%FF", "markets=eu%00", "categories=none", "categories=../x", "assessment=2",
          "name=%C3%28", "name=" + "n" * 2000, "after=" + "0" * 32, "after=../../x", "markets=" + "A," * 400]
PATHS = ["..%2Fx.csv", "%2Fetc%2Fpasswd", "a%00b.csv", "%FF%FE.csv", "a%2F%2Fb.csv", ".", "a" * 300, "C%3A%5Cx.csv", "%2e%2e%2fx",
         "%2F".join("abcdefghijklmnopqrst"), "a%0Ab.csv"]
LINES = [
    b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01", b"GET\r\n\r\n",
    b"POST /api/check HTTP/1.1\r\nHost: {host}\r\nContent-Length: minus\r\n\r\n",
    b"POST /api/check HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello",
    b"POST /api/check HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    b"POST /api/check HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\n" + b"X: " + b"y" * 200000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\n" + b"X-Y: z\r\n" * 5000 + b"\r\n",
    b"GET /%ZZ HTTP/1.1\r\nHost: {host}\r\n\r\n", b"BREW /api/check HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n",
]


class Server:
    """Speaks HTTP by hand, so that nothing is mended on the way."""

    def __init__(self, address):
        parts = urllib.parse.urlsplit(address)
        self.place, self.host = (parts.hostname, parts.port), parts.netloc

    def say(self, request, is_whole=True):
        """What is answered to the bytes of a request: the status, or 'closed' where the connection is; and the body.

        Behind what is no whole request nothing more is sent.
        """
        with socket.create_connection(self.place, timeout=120) as connection:
            answer = b""
            try:
                connection.sendall(request)
                if not is_whole:
                    connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # It was refused before it was read to its end.
            try:
                while part := connection.recv(65536):
                    answer += part
            except OSError:
                pass
        head, _, body = answer.partition(b"\r\n\r\n")
        words = head.split(b" ", 2)
        return (int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") else "closed"), body

    def ask(self, method, path, body=b"", accept="application/json"):
        head = (f"{method} {path} HTTP/1.1\r\nHost: {self.host}\r\nAccept: {accept}\r\nConnection: close\r\n"
                f"Content-Length: {len(body)}\r\n\r\n")
        return self.say(head.encode() + body)

    def check(self, query=""):
        """A check to send something to."""
        status, body = self.ask("POST", "/api/checks" + query)
        assert status == 201, (status, body)
        return json.loads(body[body.index(b"{"):body.rindex(b"}") + 1])["id"]


def send(server, chance, sort):
    """Sends something of a sort; the status, and what shows it to a reader."""
    if sort == "archive":
        body = chance.choice(ARCHIVES)(chance)
        return server.ask("POST", "/api/check", body)[0], body[:60]
    if sort == "archive of a check":
        body = chance.choice(ARCHIVES)(chance)
        return server.ask("PUT", f"/api/checks/{server.check()}/archive", body)[0], body[:60]
    if sort == "answers":
        body = chance.choice(JSON)(chance)
        return server.ask("PUT", f"/api/checks/{server.check()}/answers", body)[0], body[:60]
    if sort == "pack":
        body = chance.choice([b"", b"a" * ((1 << 20) + chance.randrange(1, 4000))])
        return server.ask("PUT", f"/api/checks/{server.check()}/pack", body)[0], body[:20]
    if sort == "path":
        path = chance.choice(PATHS)
        return server.ask("PUT", f"/api/checks/{server.check()}/files/{path}", TABLE)[0], path
    if sort == "wish":
        wish = chance.choice(WISHES)
        return server.ask("POST", "/api/check?" + wish, archive([("invoice.csv", TABLE)]))[0], wish[:60]
    if sort == "name":
        name = chance.choice(["%00", "..", "0" * 31, "G" * 32, "%2e%2e%2f%2e%2e", "a" * 9000, chance.randbytes(16).hex()])
        way, path = chance.choice([("GET", ""), ("DELETE", ""), ("POST", "/run"), ("GET", "/report"), ("PUT", "/archive")])
        return server.ask(way, f"/api/checks/{name}{path}", TABLE if way == "PUT" else b"")[0], f"{way} {name[:40]}{path}"
    if sort == "form":
        accept = chance.choice(["image/png", "x/y;q=0", "application/msword", "text/rtf, audio/*"])
        return server.ask("POST", "/api/check", archive([("invoice.csv", TABLE)]), accept)[0], accept
    line = chance.choice(LINES).replace(b"{host}", server.host.encode())
    return server.say(line, is_whole=False)[0], line[:60]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    server, chance = Server(options.address), random.Random(options.seed)
    sorts = ["archive", "archive of a check", "answers", "pack", "path", "wish", "name", "form", "request"]
    sent, answered, wrong = collections.Counter(), collections.Counter(), []
    for index in range(options.count):
        sort = sorts[index % len(sorts)]
        status, shown = send(server, chance, sort)
        sent[sort] += 1
        answered[str(status)] += 1
        # What is no HTTP at all need not be answered; the connection ends.
        fits = status == "closed" and sort == "request" or status != "closed" and 400 <= status < 500
        if not fits:
            wrong.append({"sort": sort, "status": status, "sent": repr(shown)})
    healthy, _ = server.ask("GET", "/healthz")
    print(json.dumps({"sent": sent, "answered": answered, "wrong": wrong, "healthy": healthy == 200}, indent=2))


if __name__ == "__main__":
    main()
