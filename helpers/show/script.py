"""The picture's script and style sheet: a folder of ES modules, and one of style sheets, each joined into one.

A widget's code, and that of a saved page, is a single module. So the modules are put one after the other, each behind
those that it imports, without their import lines. Then they share one scope, in which a name can be declared once.
What documents them stays in the folder: a picture's code travels to the browser each time that one is shown.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "picture"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]*)";\n', re.MULTILINE)
_SHEET = re.compile(r'^@import "(\./[^"]+)";\n', re.MULTILINE)
_DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function\*?|class|const|let|var) ([\w$]+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)


class JoinError(Exception):
    """The modules can't be joined: the sentence says why."""


@cache
def script() -> str:
    """Return the picture's modules as one."""
    return join(FOLDER / "main.js")


@cache
def style() -> str:
    """Return the picture's style sheets as one."""
    sheet = (FOLDER / "picture.css").read_text(encoding="utf-8")
    return _SHEET.sub(lambda found: (FOLDER / found[1]).read_text(encoding="utf-8"), sheet)


def join(main: Path) -> str:
    """Return a module and all that it imports as one module; what each of them exports is exported by this one.

    Parameters
    ----------
    main : Path
        The module that is wanted.

    Raises
    ------
    JoinError
        If two modules declare the same name, import each other, or an import is not of the form
        ``import { name } from "./other.js";``.
    """
    sources: dict[Path, str] = {}
    _gather(main.resolve(), (), sources)
    _check_names(sources)
    return "\n".join(_COMMENT.sub("", source) for source in sources.values())


def _gather(path: Path, importers: tuple[Path, ...], sources: dict[Path, str]) -> None:
    """Put a module's source behind those of the modules that it imports."""
    if path in sources:
        return
    if path in importers:
        raise JoinError(
            f"{path.name} and {importers[-1].name} import each other; move what both need into a third module"
        )
    source = path.read_text(encoding="utf-8")
    for names, target in _IMPORT.findall(source):
        if " as " in names:
            raise JoinError(f"{path.name} renames what it imports from {target}; import it under its own name")
        _gather((path.parent / target).resolve(), (*importers, path), sources)
    rest = _IMPORT.sub("", source)
    if line := re.search(r"^(?:import\b|export [{*]).*", rest, re.MULTILINE):
        raise JoinError(f'{path.name} has {line[0]!r}; an import is written as: import {{ name }} from "./other.js";')
    sources[path] = rest


def _check_names(sources: dict[Path, str]) -> None:
    """Raise if a name is declared twice."""
    owners: dict[str, Path] = {}
    for path, source in sources.items():
        for name in _DECLARED.findall(source):
            if name in owners:
                raise JoinError(f"{owners[name].name} and {path.name} both declare {name}; rename one of them")
            owners[name] = path
