"""The process of one crawl: request in by one line of JSON, events out by one line each."""

import json
import logging
import os
import sys
import threading
from pathlib import Path

from core.crawling import engine
from core.crawling.report import Report
from core.crawling.request import CrawlRequest, Policy

LARGEST_FILE = 4 * 2**20  # a photo of the store has some 100 kB


def main() -> None:
    """Crawl what the first line of the input asks for, and end."""
    said = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    policy, request = Policy(**said["policy"]), CrawlRequest(**said["request"])
    _limit(policy.memory)
    logging.basicConfig(level=logging.WARNING)  # to the crawl's own file, before icrawler does it
    report = Report(_emit)
    engine.run(request, Path(said["store"]), policy, report)
    report.finished(request.count)
    os._exit(0)  # a thread that waits for a slow server is no reason to stay


def _emit(event: dict) -> None:
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    """End when the parent has closed our input, also by dying."""
    sys.stdin.read()
    os._exit(1)


def _limit(memory: int) -> None:
    """Limit address space and size of files, in bytes, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, LARGEST_FILE)):
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    main()
