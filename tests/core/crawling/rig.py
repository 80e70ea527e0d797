"""A mirror on loopback that answers for all sources, and misbehaves as the search words say."""

import gzip
import html
import io
import json
import random
import struct
import threading
import time
import zlib
from contextlib import suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import psutil
from PIL import Image


def crawling_processes():
    """Return the crawls that run below this process, which may have other children too."""
    crawls = []
    for child in psutil.Process().children():
        with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
            if "core.crawling.child" in child.cmdline():
                crawls.append(child)
    return crawls


ANIMALS = Path(__file__).parents[3] / "assets" / "animals"
GOOD = ["good"] * 4
CASES = {  # search words: kinds of the photos in the results
    "birds": [*(f"bird.{i}" for i in range(8)), "again.3"],
    "fishes": [*(f"fish.{i}" for i in range(8)), "hoofed.6"],
    "herds": [f"hoofed.{i}" for i in (*range(6), 7, 8)],
    "red fox": ["good"] * 12,
    "저어새": ["good"] * 12,
    "snowy owl": ["good"] * 12,
    "bat": ["same", *GOOD],
    "moth": ["same", *GOOD],
    "truncated": ["truncated", "cut", "unfinished", *GOOD],
    "no pictures": ["noise", "empty", "page", *GOOD],
    "wrong type": ["mislabelled", "svg", *GOOD],
    "other formats": ["png", "webp", "gif", "eps", *GOOD],
    "small": ["small", *GOOD],
    "huge": ["huge", "declared", *GOOD],
    "packed": ["packed", *GOOD],
    "bomb": ["bomb", *GOOD],
    "stall": ["stall", *GOOD],
    "drip": ["drip", *GOOD],
    "header drip": ["headers", *GOOD],
    "redirected": ["moved", *GOOD],
    "redirect loop": ["loop", *GOOD],
    "inward": ["inward", "metadata", "file", *GOOD],
    "same": ["same", "same", "same", *GOOD],
    "odd addresses": ["astray", "outside", *GOOD],
    "errors": ["missing", "busy", "broken", *GOOD],
    "nothing": [],
    "slow photos": ["slow"] * 30,
    "forever": ["headers"] * 3,
}
PAGES = ("page drip", "page stall", "page broken", "page busy", "page nonsense", "page list")


class Rig:
    """The server; `secret` is a second one that nobody may ever ask."""

    def __init__(self):
        self.secret = _serve(Secret, [])
        self.server = _serve(Mirror, [])
        self.server.secret = self.secret

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def asked(self):
        return self.server.asked

    def close(self):
        for server in (self.server, self.secret):
            server.ended.set()
            server.shutdown()
            server.server_close()


def _serve(handler, asked):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads, server.block_on_close = True, False
    server.asked, server.ended = asked, threading.Event()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


@cache
def jpeg(seed, size=(320, 240)):
    pixels = random.Random(seed).randbytes(8 * 6 * 3)
    file = io.BytesIO()
    Image.frombytes("RGB", (8, 6), pixels).resize(size).save(file, "JPEG", quality=90)
    return file.getvalue()


@cache
def animal(name, number):
    return sorted((ANIMALS / name).glob("*.jpg"))[number].read_bytes()


@cache
def again(number):
    """Return a bird cropped a little, made smaller and compressed anew."""
    photo = Image.open(io.BytesIO(animal("bird", number)))
    width, height = photo.size
    cut = photo.crop((width // 100, height // 100, width - width // 100, height - height // 100))
    file = io.BytesIO()
    cut.resize((width * 3 // 4, height * 3 // 4)).save(file, "JPEG", quality=60)
    return file.getvalue()


def encoded(kind, seed):
    file = io.BytesIO()
    Image.open(io.BytesIO(jpeg(seed))).save(file, kind.upper())
    return file.getvalue()


def bomb():
    """Return a PNG of a few bytes that declares 30,000 x 30,000 pixels."""

    def chunk(kind, data):
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", 30000, 30000, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


class Secret(BaseHTTPRequestHandler):
    """Stands for a service inside the host's network."""

    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(jpeg("secret"))

    def log_message(self, *_):
        pass


class Mirror(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        path = urlsplit(self.path).path
        try:
            if path.startswith("/photo/"):
                _, _, kind, seed = path.split("/")
                kind, _, number = kind.partition(".")
                if number:
                    self.reply(again(int(number)) if kind == "again" else animal(kind, int(number)))
                else:
                    getattr(self, f"send_{kind}", self.send_format)(seed, kind)
            else:
                self.send_results(path)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def reply(self, body, kind="image/jpeg", status=200, length=None, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length != -1:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length is not None:
            self.close_connection = True
        self.end_headers()
        self.wfile.write(body)

    def drip(self, byte):
        while not self.server.ended.wait(0.2):
            self.wfile.write(byte)
            self.wfile.flush()

    # photos
    def send_good(self, seed, kind):
        self.reply(jpeg(seed))

    def send_slow(self, seed, kind):
        self.server.ended.wait(0.5)
        self.reply(jpeg(seed))

    def send_same(self, seed, kind):
        self.reply(jpeg("same"))

    def send_truncated(self, seed, kind):
        self.reply(jpeg(seed)[:2000])

    def send_cut(self, seed, kind):
        self.reply(jpeg(seed)[:2000], length=len(jpeg(seed)))

    def send_unfinished(self, seed, kind):
        self.reply(jpeg(seed)[:2000], length=-1)

    def send_noise(self, seed, kind):
        self.reply(random.Random(seed).randbytes(5000))

    def send_empty(self, seed, kind):
        self.reply(b"")

    def send_page(self, seed, kind):
        self.reply(b"<html>please log in</html>", "text/html")

    def send_mislabelled(self, seed, kind):
        self.reply(jpeg(seed), "text/html")

    def send_svg(self, seed, kind):
        self.reply(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")

    def send_format(self, seed, kind):
        self.reply(encoded(kind, seed))

    def send_small(self, seed, kind):
        self.reply(jpeg(seed, (90, 300)))

    def send_huge(self, seed, kind):
        self.reply(jpeg(seed), length=-1)
        for _ in range(100):
            self.wfile.write(bytes(2**20))

    def send_declared(self, seed, kind):
        self.reply(jpeg(seed), length=2**40)

    def send_packed(self, seed, kind):
        self.reply(gzip.compress(bytes(50 * 2**20)), Content_Encoding="gzip")

    def send_bomb(self, seed, kind):
        self.reply(bomb(), "image/png")

    def send_stall(self, seed, kind):
        self.server.ended.wait()

    def send_drip(self, seed, kind):
        self.reply(jpeg(seed)[:300], length=100_000)
        self.drip(b"\0")

    def send_headers(self, seed, kind):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        self.drip(b"a")

    def move(self, to):
        self.reply(b"", status=302, Location=to)

    def send_moved(self, seed, kind):
        self.move(f"/photo/good/{seed}")

    def send_loop(self, seed, kind):
        self.move(self.path)

    def send_inward(self, seed, kind):
        self.move(f"http://127.0.0.1:{self.server.secret.server_port}/photo.jpg")

    def send_metadata(self, seed, kind):
        self.move("http://169.254.169.254/latest/meta-data/")

    def send_file(self, seed, kind):
        self.move("file:///etc/passwd")

    def send_astray(self, seed, kind):
        self.move("http://[::1/a.jpg")

    def send_outside(self, seed, kind):
        self.move("http://a:99999999/")

    def send_missing(self, seed, kind):
        self.reply(b"no", "text/html", 404)

    def send_busy(self, seed, kind):
        self.reply(b"no", "text/html", 429)

    def send_broken(self, seed, kind):
        self.reply(b"no", "text/html", 500)

    # pages of results
    def send_results(self, path):
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        source = path.split("/")[1]
        if path.endswith("/taxa/autocomplete"):
            taxon = [{"id": query["q"]}] if query["q"] in {*CASES, *PAGES} else []
            return self.reply(json.dumps({"results": taxon}).encode(), "application/json")
        words = query.get("q") or query.get("taxon_id") or query["gsrsearch"].split(" ", 1)[1]
        if words in PAGES:
            return self.send_bad_results(words)
        first = query.get("page", "1") == "1" and query.get("first", query.get("gsroffset")) in (
            "0",
            None,
        )
        first = first and query.get("quality_grade") != "casual,needs_id"
        kinds = CASES.get(words, []) if first else []
        port = self.server.server_port
        start, seed = f"http://127.0.0.1:{port}/photo", quote(words)
        urls = [f"{start}/{kind}/{seed}-{i}" for i, kind in enumerate(kinds)]
        body = globals()[f"{source}_page"](urls)
        return self.reply(body.encode(), "text/html" if source == "bing" else "application/json")

    def send_bad_results(self, words):
        if words == "page drip":
            self.reply(b"{", "application/json", length=100_000)
            return self.drip(b" ")
        if words == "page stall":
            return self.server.ended.wait()
        if words == "page nonsense":
            return self.reply(b"<html>not what you think", "application/json")
        if words == "page list":
            return self.reply(b'[{"results": 3}]', "application/json")
        return self.reply(b"no", "text/html", 429 if words == "page busy" else 500)


def inaturalist_page(urls):
    """Shapes of iNaturalistAPI's swagger_v1; two licences that are not free come first."""
    free = [(url, "cc-by") for url in urls]
    unfree = [(f"{url}/unfree", code) for url, code in zip(urls, (None, "cc-by-nc"), strict=False)]
    observations = [
        {
            "uri": f"https://www.inaturalist.org/observations/{i}",
            "user": {"login": "ann"},
            "taxon": {"name": "Vulpes vulpes"},
            "photos": [{"license_code": code, "url": url, "attribution": f"(c) Ann {i}"}] * 2,
        }
        for i, (url, code) in enumerate(unfree + free)
    ]
    return json.dumps({"results": observations})


def openverse_page(urls):
    """Shape of Openverse's media serializers."""
    works = [
        {
            "url": url,
            "license": "by-sa",
            "license_version": "4.0",
            "license_url": "https://creativecommons.org/licenses/by-sa/4.0/",
            "creator": "Bo",
            "attribution": f'"fox {i}" by Bo',
            "title": f"fox {i}",
            "mature": False,
            "foreign_landing_url": "https://example.org/1",
        }
        for i, url in enumerate(urls)
    ]
    return json.dumps({"results": works})


def commons_page(urls):
    """Shape of MediaWiki's imageinfo."""
    says = {
        "LicenseShortName": {"value": "CC BY-SA 4.0"},
        "LicenseUrl": {"value": "https://creativecommons.org/licenses/by-sa/4.0/"},
        "Artist": {"value": '<a href="#">Cy &amp; Di</a>'},
    }
    pages = [
        {
            "title": f"File:Fox {i}.jpg",
            "imageinfo": [
                {
                    "url": "http://127.0.0.1:1/never",
                    "thumburl": url,
                    "descriptionurl": f"https://commons.wikimedia.org/wiki/File:Fox_{i}.jpg",
                    "extmetadata": says,
                }
            ],
        }
        for i, url in enumerate(urls)
    ]
    return json.dumps({"query": {"pages": pages}} if pages else {"batchcomplete": True})


def bing_page(urls):
    """The part of Bing's page that icrawler reads, an advertisement first."""
    says = [json.dumps({"murl": url, "purl": "https://example.org/", "t": "fox"}) for url in urls]
    links = "".join(
        f'<div class="imgpt"><a m="{html.escape(m)}"></a></div>' for m in ["no JSON", "[]", *says]
    )
    return f"<ul>{links}</ul>"


if __name__ == "__main__":  # to look at the page by hand: CONVSCOPE_MIRROR=<address>
    print(Rig().address, flush=True)
    time.sleep(3600)
