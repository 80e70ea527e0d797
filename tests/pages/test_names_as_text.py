"""Names that people type are text on every page that shows them, whatever they look like."""

import html

import pytest

from core.datasets import workshop
from core.host import settings
from core.host.state import readers
from core.jobs.folder import JobFolder
from core.training.config import TrainingConfig
from core.training.run import run_key, work
from core.training.stored.runs import Run
from tests.support.photos import coloured_collection
from tests.support.stored_runs import store as store_run
from ui.words import JOINER, plain

CLASSES = (  # of at most 40 characters
    "[x](http://evil.example) <b>b</b> $x^2$",
    ":red[y] :material/home: `code` ~~s~~ *t*",
    "=1+1 https://evil.example a -> b &lt;",
)
TITLE = "# <i>t</i> [z](http://evil.example) $z$"
CREDIT = "=[c](http://evil.example) <u>c</u> `c`"
HOSTILE = (*CLASSES, TITLE, CREDIT)
TOKEN = "t" * 43
STORE = settings.data_folder() / "readers" / readers.reader_of(TOKEN)
SMALL = {"epochs": 2, "image_size": 96, "batch_size": 4}
UNSEEN = {"id", "form_id", "key", "user_key", "raw_value"}  # fields for the program alone
LITERAL = {  # kind of element and field: Streamlit reads no Markdown there
    ("BidiComponent", "json"),
    ("Code", "code_text"),
    ("Image", "alt"),
    ("MultiSelect", "options"),
    ("Selectbox", "options"),
    ("Text", "body"),
    ("TextInput", "default"),
    ("TextInput", "value"),
}
HTML = {("Html", "body"), ("PlotlyChart", "spec")}


def fields(message):
    """Yield kind, field and text of every text in an element, however deep."""
    for field, value in message.ListFields():
        for each in value if field.is_repeated else (value,):
            if isinstance(each, str):
                yield message.DESCRIPTOR.name, field.name, each
            elif hasattr(each, "ListFields"):
                yield from fields(each)


def texts(page):
    """Return kind, field and text of all that a page shows, but for its tables' cells."""
    protos = [getattr(element, "proto", None) for element in page.main]
    found = [each for proto in protos if proto is not None for each in fields(proto)]
    return [each for each in found if each[1] not in UNSEEN]


def as_text(kind, field, text, name):
    """Whether a text shows a name, if at all, as its place needs it to be shown as it is."""
    if (kind, field) in LITERAL:
        return plain(name).strip(JOINER) not in text
    if (kind, field) in HTML:
        return name not in text.replace(html.escape(name), "")
    return name not in text


def assert_all_text(page, *names):
    """Assert that a page shows these names somewhere, and every hostile one as text only."""
    assert not page.exception
    shown = texts(page)
    for name in names:
        assert any(name in text or plain(name).strip(JOINER) in text for _, _, text in shown), name
    for name in HOSTILE:
        assert [each for each in shown if not as_text(*each, name)] == []
    cells = [str(cell) for table in page.dataframe for cell in table.value.to_numpy().ravel()]
    assert [cell for cell in cells if cell[:1] in set("=+-@")] == []


@pytest.fixture(scope="module")
def collection():
    """Return a set of the reader's, with hostile names and credits."""
    manifest = {"source": "upload", "licence": "own", "creator": CREDIT}
    manifest |= {"attribution": CREDIT, "page": CREDIT}
    return coloured_collection(CLASSES, 6, manifest, STORE)


@pytest.fixture
def own(open_page, collection):
    """Return a function that opens a lesson as the reader who has collected the set."""

    def own(slug, **kept):
        return open_page(slug, "en", reader_token=TOKEN, collection=collection, **kept)

    return own


@pytest.fixture(scope="module")
def published(collection):
    """Publish the set, and return it as others see it."""
    made = workshop.publish(TITLE, collection, STORE, readers.reader_of(TOKEN))
    yield made
    workshop.take_back(made.key)


@pytest.fixture(scope="module")
def run(collection):
    """Return a run whose classes have these names."""
    config, dataset = TrainingConfig("scratch", **SMALL), collection.dataset(STORE)
    folder = JobFolder(settings.data_folder() / "runs", run_key(config, dataset))
    folder.reset()
    folder.perform(work(config, dataset))
    return folder.key


def test_what_is_collected(own, published):
    page = own("collect")
    assert_all_text(page, *CLASSES, TITLE)
    assert CREDIT in page.dataframe[0].value.to_string()


@pytest.mark.slow
def test_what_somebody_has_published_and_what_came_of_it(open_page, published):
    dataset = published.dataset
    runs = [
        store_run(settings.data_folder() / "runs", config, dataset)
        for config in (TrainingConfig(epochs=10), TrainingConfig("scratch", epochs=10))
    ]
    kept = {"data_source": "workshop", "data_workshop": published.key, "runs": runs}
    page = open_page("train", "en", **kept)
    assert_all_text(page, *CLASSES, TITLE)
    assert CREDIT in page.dataframe[0].value.to_string()


@pytest.mark.tensorflow
@pytest.mark.parametrize("slug", ["predict", "grad_cam", "train"])
def test_what_a_model_says(own, collection, run, slug):
    own_set = {"data_source": "zip", "own_dataset": collection.dataset(STORE)}
    page = own(slug, runs=[run], grad_cam_model=run, settings_run=None, **own_set)
    if slug == "train":
        page.query_params["run"] = run
        part = Run.read(run).result.parts[0]
        page.session_state["result_cell"] = (run, part, (0, 0))  # none may be wrong
        page.session_state["result_explain"] = True
        page.run()
        assert any(each.value.startswith("Layer ") for each in page.caption)
    assert_all_text(page, *CLASSES)
