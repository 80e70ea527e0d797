"""Photos from the web for one class: what to ask for, and a crawl as a stream of events."""

from core.crawling.desk import shared_desk
from core.crawling.names import MOST_NAMES, distinct, search_words
from core.crawling.process import crawl, end_crawls
from core.crawling.refusals import CrawlError
from core.crawling.request import CrawlRequest, Policy, offered, policy

__all__ = [
    "MOST_NAMES",
    "CrawlError",
    "CrawlRequest",
    "Policy",
    "crawl",
    "distinct",
    "end_crawls",
    "offered",
    "policy",
    "search_words",
    "shared_desk",
]
