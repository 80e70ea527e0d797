"""The error of this package."""

from core.errors import ConvScopeError


class CrawlError(ConvScopeError):
    """A request that cannot be made, a page or photo that was not taken, or a crawl that failed."""
