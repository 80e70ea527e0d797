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
from core.host import process_limits

LARGEST_FILE = 4 * 2**20  # a photo of the store has some 100 kB


def main() -> None:
    """Crawl what the first line of the input asks for, and end."""
    said = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    policy, request = Policy(**said["policy"]), CrawlRequest(**said["request"])
    process_limits.limit_memory(policy.memory)
    process_limits.limit_files(LARGEST_FILE)
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


if __name__ == "__main__":
    main()
