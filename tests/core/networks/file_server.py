"""A server on this machine that publishes one file, well or badly."""

import hashlib
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from core.networks.published_file import PublishedFile

CONTENT = bytes(range(1, 251)) * 400


class Publisher:
    """Sends `content` with `status`, in two halves; the second waits for `go_on`."""

    def __init__(self):
        self.content = CONTENT
        self.status = 200
        self.asked = 0
        self.go_on = threading.Event()
        self.go_on.set()
        self.half_sent = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def file(self, path):
        url = f"http://127.0.0.1:{self._server.server_port}/weights.h5"
        return PublishedFile(url, len(CONTENT), hashlib.md5(CONTENT).hexdigest(), path)

    def close(self):
        self.go_on.set()
        self._server.shutdown()
        self._server.server_close()


def _handler(publisher):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            publisher.asked += 1
            self.send_response(publisher.status)
            length = max(len(CONTENT), len(publisher.content))
            self.send_header("Content-Length", str(length))
            self.end_headers()
            middle = len(publisher.content) // 2
            self.wfile.write(publisher.content[:middle])
            publisher.half_sent.set()
            publisher.go_on.wait(60)
            self.wfile.write(publisher.content[middle:])

        def log_message(self, *_):
            pass

    return Handler


@contextmanager
def publishing():
    publisher = Publisher()
    try:
        yield publisher
    finally:
        publisher.close()
