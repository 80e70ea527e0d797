"""Both languages say the same things, and every refusal has a sentence."""

import ast
import html
import re
import string
from pathlib import Path

import pytest

from core.errors import ConvScopeError
from ui import course, words

ROOT = Path(__file__).parents[2]


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def raised_reasons():
    """Return {reason: English template} of every refusal that core can raise."""
    reasons = {}
    for path in sorted((ROOT / "core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error"):
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                if len(texts) >= 2 and "." in str(texts[0]):
                    reasons[texts[0]] = texts[1]
    return reasons


def test_shared_labels_agree():
    korean, english = words.shared("ko"), words.shared("en")
    assert korean.keys() == english.keys()
    for name in korean:
        assert placeholders(korean[name]) == placeholders(english[name]), name
        assert korean[name].strip(), name


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_refusal_has_a_sentence(language):
    reasons = raised_reasons()
    assert len(reasons) > 20
    labels = words.shared(language)
    for reason, template in reasons.items():
        assert reason in labels, reason
        assert placeholders(labels[reason]) <= placeholders(template), reason


@pytest.mark.parametrize("slug", course.BUILT)
def test_lessons_agree(slug):
    korean, english = words.load("ko", slug), words.load("en", slug)
    assert korean.labels.keys() == english.labels.keys()
    assert korean.sections.keys() == english.sections.keys()
    for name, text in korean.labels.items():
        assert placeholders(text) == placeholders(english.labels[name]), name
    for name, quiz in korean.quizzes.items():
        other = english.quizzes[name]
        assert quiz["answer"] == other["answer"]
        assert len(quiz["options"]) == len(quiz["explanations"]) == len(other["options"])
        assert len(other["explanations"]) == len(other["options"])


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("slug", course.LESSONS)
def test_every_lesson_is_named(language, slug):
    labels = words.shared(language)
    assert labels[f"{slug}.title"]
    assert labels[f"{slug}.summary"]


def test_a_refusal_is_said_with_its_values():
    refusal = ConvScopeError("convolution.does_not_fit", "", kernel_size=5, padded=3)
    assert "5" in words.load("ko").error(refusal)
    assert "3" in words.load("en").error(refusal)


HOSTILE = (
    "[x](http://evil.example) <b>b</b> $x^2$",
    ":red[y] :material/home: `code` ~~s~~ *t*",
    "# h | www.evil.example me@evil.example",
    "a -> b <- c >= d -- e &lt; \\ f",
)


def test_a_name_is_escaped_for_the_markdown_of_pages():
    assert words.plain("고양이 cat 2") == "고양이 cat 2"
    assert words.plain("") == ""
    assert words.plain("a*b* :red[c] $x$ <i> d") == (
        rf"a\*b\* \:{words.JOINER}red\[c\] \$x\$ \<i\> d"
    )
    assert words.plain("a\n\n    # b") == r"a \# b"  # one line: no heading, no block of code


@pytest.mark.parametrize("found", ["://", ":material/", "me@evil", "www.", "->", "<-", ">=", "--"])
def test_nothing_is_left_for_what_looks_at_a_text_without_its_escapes(found):
    assert found in " ".join(HOSTILE)
    assert all(found not in re.sub(r"\\(.)", r"\1", words.plain(text)) for text in HOSTILE)


def test_beside_a_mark_at_an_end_stands_a_joiner_so_that_bold_ends_there():
    assert words.plain("(a)") == rf"{words.JOINER}\(a\){words.JOINER}"


def test_places_without_markdown_show_a_name_as_it_is():
    for text in HOSTILE:
        assert words.unmarked(f"**{words.plain(text)}** is `it`") == f"{text} is it"


def test_outside_of_the_app_a_name_has_no_mark_at_all_but_a_tag_around_dollars():
    for text in HOSTILE:
        said = words.portable(text)
        assert (
            html.unescape(said.replace("<span>", "").replace("</span>", "")).replace(
                words.JOINER, ""
            )
            == text
        )
        assert not set("[]()<>`*_~$|:\\@=-") & set(said.replace("<span>&#36;</span>", ""))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", " =1", "\t=1"])
def test_a_cell_is_no_formula(text):
    assert words.cell(text) == words.JOINER + text
    assert words.cell("cat = dog") == "cat = dog"


def test_a_name_in_a_refusal_is_shown_as_it_is():
    refusal = ConvScopeError("dataset.all_alike", "", name=HOSTILE[0])
    assert words.plain(HOSTILE[0]) in words.load("en").error(refusal)
    assert HOSTILE[0] in words.unmarked(words.load("en").error(refusal))
