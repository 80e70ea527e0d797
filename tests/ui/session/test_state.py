import ast
from collections import Counter
from pathlib import Path

from ui.session.state import Kept, Maybe, chosen, sent

ROOT = Path(__file__).parents[3]
ACCESSORS = ("Kept", "Maybe", "Setting")


def test_a_kept_value_starts_by_itself_and_may_be_changed_in_place(session):
    names = Kept[list[str]]("names", list)
    names.get().append("cat")
    assert session == {"names": ["cat"]}
    names.set(["dog"])
    names.fill(["fox"])
    assert names.get() == ["dog"]
    names.forget()
    names.fill(["fox"])
    assert names.get() == ["fox"]


def test_a_value_that_may_be_missing_is_taken_once(session):
    photo = Maybe[str]("photo")
    assert photo.get() is None
    assert session == {}
    photo.set("cat.jpg")
    assert (photo.get(), photo.take(), photo.take()) == ("cat.jpg", "cat.jpg", None)
    assert session == {}


def test_what_a_component_chose_and_sent(session):
    session |= {"layer_chosen": "conv1", "matrix": {"edit": 3}}
    assert chosen("layer").get() == "conv1"
    assert (sent("matrix", "edit"), sent("matrix", "other")) == (3, None)


def trees():
    paths = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "ui").rglob("*.py")]
    return {path: ast.parse(path.read_text("utf-8")) for path in paths}


def test_only_the_room_of_the_session_touches_what_it_keeps():
    """Others declare an accessor, or import it: a key in quotes is never read elsewhere."""
    for path, tree in trees().items():
        if path.parent.relative_to(ROOT) != Path("ui/session"):
            names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            assert "session_state" not in names, path


def test_no_key_has_two_accessors():
    """Not even in one module: who needs the value of another place imports its accessor."""
    keys = Counter(
        node.args[0].value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and ast.unparse(node.func).partition("[")[0] in ACCESSORS
        and isinstance(node.args[0], ast.Constant)
    )
    assert len(keys) > 20
    assert [key for key, count in keys.items() if count > 1] == []
