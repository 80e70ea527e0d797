"""One text from the JavaScript modules of a component, without a bundler.

Streamlit takes a component's JavaScript as one text, while its files are ES modules that editors,
ESLint and TypeScript follow. Here each module becomes a function with a scope of its own that
returns what it exports; those that it imports come before it. Comments are left out: more than half
of the files are types, and the text goes to the browser with every rerun of a page.

What the files write is what is understood: ``import { a, b as c } from "./file.js"``, ``export``
before a named function, class or constant, and ``export default`` before a named function, each at
the beginning of a line. Strings, templates and regular expressions stay as they are.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_TOKEN = re.compile(
    r"""
      (?P<comment> ^[ \t]*//[^\n]*\n | ^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n
                 | //[^\n]* | /\*(?:(?!\*/).)*\*/ )
    | (?:[=(,:!&|?\[{;]|=>|\breturn) \s* /(?![*/]) (?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | `(?:\\.|[^`\\])*`
    | ^import \s* \{ (?P<imported>[^}]*) \} \s* from \s* (?P<mark>["'])(?P<file>\.[^"'\n]+)(?P=mark)
    | ^export \s+ (?P<default>default\s+)?
      (?P<kind>(?:async\s+)?function\s*\*?|class|const) \s+ (?P<name>[\w$]+)
    | ^(?P<other>(?:import|export)\b[^\n]*)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


class JavaScriptError(Exception):
    """The modules of a component do not fit together."""


@dataclass(frozen=True)
class _Module:
    variable: str
    exported: dict[str, str]  # the name that others import: the name inside
    text: str


def join(entry: Path, root: Path) -> str:
    """Return one ES module whose default export is that of the module `entry`.

    Raises
    ------
    JavaScriptError
        If an imported file or name is missing, lies outside of the folder `root` or closes a
        circle, if `entry` has no default export, or if an import or export is written in a way
        that is not understood here.
    """
    joining = _Joining(root)
    variable = joining.module(entry, ("default",), "the page").variable
    texts = [module.text for module in joining.modules.values()]
    return "\n".join([*texts, f"export default {variable}.default\n"])


class _Joining:
    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._open: list[Path] = []
        self.modules: dict[Path, _Module] = {}  # each after those that it imports

    def module(self, path: Path, names: tuple[str, ...], importer: str) -> _Module:
        """Return the module at `path`, from which `importer` imports `names`."""
        path = path.resolve()
        if not path.is_relative_to(self._root):
            raise JavaScriptError(f"{importer} imports {path}, which is outside of {self._root}")
        if path in self._open:
            circle = " → ".join(self._name(each) for each in [*self._open, path])
            raise JavaScriptError(f"modules import each other in a circle: {circle}")
        if path not in self.modules:
            self._open.append(path)
            self.modules[path] = self._read(path, importer)
            self._open.pop()
        for name in names:
            if name not in self.modules[path].exported:
                raise JavaScriptError(
                    f"{importer} imports {name}, which {self._name(path)} does not export"
                )
        return self.modules[path]

    def _read(self, path: Path, importer: str) -> _Module:
        exported: dict[str, str] = {}

        def rewrite(token: re.Match) -> str:
            if token["comment"]:
                return ""
            if token["other"]:
                raise JavaScriptError(f"{self._name(path)}: not understood: {token['other']}")
            if token["file"]:
                return self._import(token, path)
            if token["name"]:
                exported["default" if token["default"] else token["name"]] = token["name"]
                return f"{token['kind']} {token['name']}"
            return token[0]

        try:
            body = _TOKEN.sub(rewrite, path.read_text("utf-8"))
        except FileNotFoundError:
            raise JavaScriptError(f"{importer} imports {path}, which does not exist") from None
        variable = re.sub(r"\W", "_", path.stem) + f"_{len(self.modules)}"
        returned = ", ".join(f"{outside}: {inside}" for outside, inside in exported.items())
        text = f"const {variable} = (() => {{ // {self._name(path)}\n{body}\n"
        return _Module(variable, exported, f"{text}return {{ {returned} }}\n}})()")

    def _import(self, token: re.Match, path: Path) -> str:
        pairs = [re.split(r"\s+as\s+", name.strip()) for name in token["imported"].split(",")]
        named = {pair[-1]: pair[0] for pair in pairs if pair[0]}  # the name here: the name there
        file = path.parent / token["file"]
        module = self.module(file, tuple(named.values()), self._name(path))
        taken = ", ".join(f"{there}: {here}" for here, there in named.items())
        return f"const {{ {taken} }} = {module.variable}"

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root.parent).as_posix()
