"""Modules joined to one: scopes, order, names, and what is refused; run by Node where it is."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from ui.components import javascript
from ui.components.javascript import JavaScriptError

UI = Path(javascript.__file__).parents[1]
NODE = shutil.which("node")


@pytest.fixture
def write(tmp_path):
    """Return a function that writes files by name and joins them from ``main.js`` on."""

    def write(**files):
        for name, text in files.items():
            (tmp_path / "ui" / "shared").mkdir(parents=True, exist_ok=True)
            (tmp_path / "ui" / f"{name.replace('__', '/')}.js").write_text(text)
        return javascript.join(tmp_path / "ui" / "main.js", tmp_path / "ui")

    return write


def result(text):
    """Return what the default export of a module returns, as Node runs it."""
    if NODE is None:
        pytest.skip("Node is not installed")
    code = f"{text}\nimport {{ writeSync }} from 'node:fs'\n"
    code = "const exported =".join(code.rsplit("export default", 1))
    code += "writeSync(1, JSON.stringify(exported()))"
    command = [NODE, "--input-type=module", "--eval", code]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def test_a_module_becomes_a_function_that_returns_what_it_exports(write):
    text = write(
        main='import { one } from "./shared/one.js"\nexport default function main() {\n'
        "  return one\n}\n",
        shared__one="const hidden = 1\nexport const one = hidden\n",
    )
    assert text == (
        "const one_0 = (() => { // ui/shared/one.js\n"
        "const hidden = 1\nconst one = hidden\n\nreturn { one: one }\n})()\n"
        "const main_1 = (() => { // ui/main.js\n"
        "const { one: one } = one_0\nfunction main() {\n  return one\n}\n\n"
        "return { default: main }\n})()\n"
        "export default main_1.default\n"
    )
    assert result(text) == 1


def test_every_module_has_its_own_scope_and_runs_once_after_its_imports(write):
    text = write(
        main='import { left } from "./left.js"\nimport { right } from "./right.js"\n'
        'import { log as all } from "./shared/log.js"\nconst views = 3\n'
        "export default function main() { return [left, right, views, all] }\n",
        left='import { log } from "./shared/log.js"\nconst views = 1\nlog.push("left")\n'
        "export const left = views\n",
        right='import {\n  log,\n} from "./shared/log.js"\nconst views = 2\nlog.push("right")\n'
        "export const right = views\n",
        shared__log='export const log = ["log"]\n',
    )
    assert text.count('["log"]') == 1
    assert result(text) == [1, 2, 3, ["log", "left", "right"]]


def test_functions_classes_and_async_functions_are_exported(write):
    text = write(
        main='import { f, g, C } from "./parts.js"\nexport default function main() {\n'
        "  return [f(), g() instanceof Promise, new C().c]\n}\n",
        parts="export function f() { return 1 }\nexport async function g() {}\n"
        "export class C { c = 2 }\n",
    )
    assert result(text) == [1, True, 2]


QUOTED = """// import { a } from "./nowhere.js"
/*
import { b } from "./nowhere.js"
export default 5
*/
export default function main() {
  const match = (text) => /[/*"'`]\\/\\/"/.test(text) // "
  /* it's */ const both = ["import { c } from './nowhere.js'", 'export // no']
  return [...both, match('*//"'), /** @type {string} */ (`
import { d } from "./nowhere.js"
// export default "it's" /*
`)] // */
}
"""


def test_strings_templates_and_regular_expressions_stay_as_they_are(write):
    template = '\nimport { d } from "./nowhere.js"\n// export default "it\'s" /*\n'
    expected = ["import { c } from './nowhere.js'", "export // no", True, template]
    assert result(write(main=QUOTED)) == expected


def test_comments_are_left_out(write):
    text = write(main="// one\n/**\n * two\n */\nexport default function main() { // three\n}\n")
    assert "main_0 = (() => { // ui/main.js\nfunction main() { \n}\n" in text


MAIN = "export default function main() {}\n"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"main": 'import { a } from "./a.js"\n' + MAIN}, "ui/main.js imports .*a.js, which does"),
        ({"main": "export const a = 1\n"}, "the page imports default, which ui/main.js does not"),
        (
            {"main": 'import { b } from "./a.js"\n' + MAIN, "a": "export const a = 1\n"},
            "ui/main.js imports b, which ui/a.js does not export",
        ),
        (
            {
                "main": 'import { a } from "./a.js"\n' + MAIN,
                "a": 'import { b } from "./b.js"\nexport const a = 1\n',
                "b": 'import { a } from "./a.js"\nexport const b = 1\n',
            },
            "circle: ui/main.js → ui/a.js → ui/b.js → ui/a.js",
        ),
        ({"main": 'import { a } from "../a.js"\n' + MAIN}, "outside"),
        ({"main": 'import a from "./a.js"\n' + MAIN}, "ui/main.js: not understood: import a from"),
        ({"main": 'import { a } from "lodash"\n' + MAIN}, "not understood"),
        ({"main": "export default () => 1\n"}, "not understood: export default"),
        ({"main": MAIN + "export { main }\n"}, "not understood: export { main }"),
    ],
)
def test_what_does_not_fit_together_is_said(write, files, said):
    with pytest.raises(JavaScriptError, match=said):
        write(**files)


def components():
    """Return the paths of all components of the app, without their endings."""
    return sorted(path.with_suffix("") for path in UI.rglob("*.html"))


@pytest.mark.parametrize("path", components(), ids=lambda path: path.name)
def test_every_component_can_be_joined(path):
    text = javascript.join(path.with_suffix(".js"), UI)
    assert text.count("\nexport default ") == 1
    assert not [line for line in text.splitlines() if line.startswith("import ")]
    if NODE:
        check = [NODE, "--input-type=module", "--check"]
        subprocess.run(check, input=text, text=True, capture_output=True, check=True)
