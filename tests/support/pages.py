"""Reading pages that Streamlit's AppTest has run."""

KINDS = (
    *("title", "header", "subheader", "markdown", "caption", "text"),
    *("info", "warning", "error"),
)


def said(page):
    """Return all words of a page, an element a line."""
    return "\n".join(element.value for kind in KINDS for element in getattr(page, kind))


def button(page, label):
    """Return the first button with this label."""
    return next(each for each in page.button if each.label == label)
