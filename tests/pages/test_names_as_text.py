"""Names that people type are text on every page that shows them, whatever they look like."""

import html
from dataclasses import replace

import pytest

from core.datasets import Collected, Collection, workshop
from core.host import settings, state
from core.host.state import readers
from core.jobs.folder import JobFolder
from core.photos import store as photo_store
from core.training.config import TrainingConfig
from core.training.run import run_key, work
from tests.coloured_photos import noisy
from tests.stored_runs import store as store_run
from ui.words import JOINER, plain

NAMES = (  # of at most 40 characters
    "[x](http://evil.example) <b>b</b> $x^2$",
    ":red[y] :material/home: `code` ~~s~~ **t**",
    "=1+1 https://evil.example a -> b &lt;",
)
TITLE = "# <i>t</i> [z](http://evil.example) $z$"
CREDIT = "=[c](http://evil.example) <u>c</u> `c`"
HOSTILE = (*NAMES, TITLE, CREDIT)
TOKEN = "t" * 43
LITERAL = {  # kind of element and field, where Streamlit reads no Markdown
    *(("Selectbox", "options"), ("MultiSelect", "options"), ("Text", "body"), ("Code", "code_text")),
    *(("TextInput", "default"), ("TextInput", "value"), ("Image", "alt"), ("BidiComponent", "json")),
}
NAMED_BY_US = {"id", "form_id", "user_key", "key", "fragment_id"}  # nobody sees these
HTML = {("Html", "body"), ("PlotlyChart", "spec")}


def fields(message):
    """Yield kind, name and text of all texts in an element, however deep."""
    for field, value in message.ListFields():
        values = value if isinstance(value, (list, tuple)) or field.is_repeated else [value]
        for each in values:
            if isinstance(each, str):
                yield message.DESCRIPTOR.name, field.name, each
            elif hasattr(each, "ListFields"):
                yield from fields(each)


def wrong(page):
    """Return what shows a hostile name otherwise than as text."""
    found = []
    for element in page.main:
        proto = getattr(element, "proto", None)
        for kind, name, text in fields(proto) if proto is not None else ():
            found += [(kind, name, text[:80]) for each in HOSTILE if is_wrong(kind, name, text, each)]
    for frame in page.dataframe:
        cells = (str(value) for value in frame.value.to_numpy().ravel())
        found += [("cell", "", text) for text in cells if text[:1] in {"=", "+", "-", "@"}]
    return found


def is_wrong(kind, name, text, hostile):
    if name in NAMED_BY_US:
        return False
    if (kind, name) in LITERAL:
        return plain(hostile).strip(JOINER) in text
    if (kind, name) in HTML:
        text = text.replace(html.escape(hostile), "")
    return hostile in text


def shows(page, hostile):
    """Whether any element has the name, escaped or not."""
    for element in page.main:
        proto = getattr(element, "proto", None)
        for _, name, text in fields(proto) if proto is not None else ():
            if name not in NAMED_BY_US and (hostile in text or plain(hostile).strip(JOINER) in text):
                return True
    return False


@pytest.fixture(scope="module")
def collection():
    """Return a set of the reader's, with hostile names and credits."""
    store = settings.data_folder() / "readers" / readers.reader_of(TOKEN)
    manifest = {"source": "upload", "licence": "own", "creator": CREDIT, "page": CREDIT}
    made = Collection()
    for place, name in enumerate(NAMES):
        for number in range(6):
            photo = photo_store.put(coloured(COLOURS[place], number), store)
            made = made.add(Collected(photo, name, manifest | {"attribution": CREDIT}))
    return made


@pytest.fixture(scope="module")
def run(collection):
    """Return a run whose classes have these names."""
    store = settings.data_folder() / "readers" / readers.reader_of(TOKEN)
    dataset = collection.dataset(store)
    config = TrainingConfig("scratch", epochs=2, image_size=96, batch_size=4)
    folder = JobFolder(settings.data_folder() / "runs", run_key(config, dataset))
    folder.reset()
    folder.perform(work(config, dataset))
    return folder.key


def test_collecting(open_page, collection):
    page = open_page("collect", "en", reader_token=TOKEN, collection=collection)
    assert not page.exception
    for name in NAMES:
        assert shows(page, name)
    assert wrong(page) == []
