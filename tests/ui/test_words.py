"""Both languages say the same things, and every refusal has a sentence."""

import ast
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


def test_what_people_type_is_no_markdown():
    assert words.plain("고양이, cat") == "고양이, cat"
    assert words.plain("*a* :red[b] $x$ <i>") == r"\*a\* \:red\[b\] \$x\$ \<i\>"
