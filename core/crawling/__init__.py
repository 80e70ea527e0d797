"""Photos from the web for one class: what to ask for, and a crawl as a stream of events."""

from core.crawling.process import crawl
from core.crawling.refusals import CrawlError
from core.crawling.request import SOURCES, CrawlRequest, Policy, offered, policy

__all__ = ["SOURCES", "CrawlError", "CrawlRequest", "Policy", "crawl", "offered", "policy"]
