"""Reading pages that Streamlit's AppTest has run."""

KINDS = (
    *("title", "header", "subheader", "markdown", "caption", "text"),
    *("info", "warning", "error"),
)


def said(page):
    """Return all words of a page, an element a line."""
    return "\n".join(element.value for kind in KINDS for element in getattr(page, kind))


CHOICES = ("selectbox", "segmented_control", "pills", "radio", "select_slider", "multiselect")


def choices(page):
    """Return the choices among options by the keys of what they keep, without the language."""
    widgets = [each for kind in CHOICES for each in getattr(page, kind)]
    return {each.key.rpartition(".")[0]: each for each in widgets if "." in each.key}


def choice(page, key):
    """Return the choice that keeps its option under this key."""
    return choices(page)[key]


def button(page, label):
    """Return the first button with this label."""
    return next(each for each in page.button if each.label == label)
