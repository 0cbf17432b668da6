"""The folder of modules, and how it becomes one script."""

import re
import shutil
import subprocess

import pytest

from helpers.show.replay import player
from helpers.show.script import FOLDER, JoinError, join, script, style

MODULES = [path for path in FOLDER.rglob("*.js") if "node_modules" not in path.parts]
SHEETS = [path for path in FOLDER.rglob("*.css") if "node_modules" not in path.parts]


@pytest.fixture
def node():
    """Give a function that runs a module in Node, and returns what it prints."""
    if shutil.which("node") is None:
        pytest.skip("no Node on this machine: the picture needs none, but this test asks it")

    def run(source):
        command = ["node", "--input-type=module", "--eval", source]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    return run


def written(folder, **modules):
    """Write modules and return the path of `main`."""
    for name, source in modules.items():
        (folder / f"{name}.js").write_text(source, encoding="utf-8")
    return folder / "main.js"


def test_nothing_is_imported_any_more():
    """The script and the style sheet are whole."""
    assert re.findall(r"^\s*import\b.*|\bfrom \"\..*|@import.*", script() + style(), re.MULTILINE) == []


def test_every_module_is_in_the_script():
    """What nobody imports would be dead. One module is for pages made from notebooks alone."""
    names = [f"{path.relative_to(FOLDER)}" for path in MODULES]
    codes = [re.sub(r"/\*\*.*?\*/|^import .*?;$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
             for path in MODULES]  # fmt: skip
    declared = [re.search(r"^export .*", code, re.MULTILINE)[0] for code in codes]
    missing = [name for name, line in zip(names, declared, strict=True) if line not in script()]
    assert missing == ["replay.js"]
    assert "class Replays" in player()


def test_every_style_sheet_is_in_the_style():
    """As every module is in the script."""
    rules = {path.name: re.search(r"^[.@].*\{$", path.read_text(encoding="utf-8"), re.MULTILINE) for path in SHEETS}
    assert [name for name, rule in rules.items() if rule and rule[0] not in style()] == []


def test_a_default_is_exported(node, tmp_path):
    """anywidget calls the script's default; a plain page has what it mounts."""
    (tmp_path / "joined.mjs").write_text(script(), encoding="utf-8")
    address = (tmp_path / "joined.mjs").as_uri()
    kinds = "[typeof all.default, typeof all.mountPicture, typeof all.createStore].join()"
    assert node(f"import * as all from '{address}'; console.log({kinds})").strip() == "function,function,function"


def test_modules_work_apart(node):
    """A browser or Node can load the folder as it is."""
    imports = "".join(f"import '{path.as_uri()}';\n" for path in MODULES)
    assert node(f"{imports}console.log('loaded')").strip() == "loaded"


def test_modules_stand_behind_what_they_import(node, tmp_path):
    """A constant is there when another module wants it."""
    main = written(
        tmp_path,
        main='import { two } from "./two.js";\nimport {\n  one,\n} from "./one.js";\nconsole.log(one, two);\n',
        two='import { one } from "./one.js";\n\n/** @import { One } from "./one.js" */\nexport const two = one + 1;\n',
        one="export const one = 1;\n",
    )
    assert node(join(main)).strip() == "1 2"


def test_only_comments_are_left_out(node, tmp_path):
    """A cast at the beginning of a line is part of the code, and so is what stands between it and the next comment."""
    source = "/** One. */\nconst one =\n  /** @type {number} */ (1);\n/** Two. */\nconsole.log(one);\n"
    joined = join(written(tmp_path, main=source))
    assert node(joined).strip() == "1"
    assert "One." not in joined


@pytest.mark.parametrize(
    "line",
    ["export function same() {}", "const same = 1;", "class same {}", "let same;", "export async function same() {}"],
)
def test_a_name_can_be_declared_once(tmp_path, line):
    """In the joined script both would be one; the sentence says which modules."""
    main = written(tmp_path, main='import { a } from "./other.js";\nfunction same() {}\n', other=f"{line}\n")
    with pytest.raises(JoinError, match=r"other\.js and main\.js both declare same; rename one of them"):
        join(main)


def test_a_circle_has_no_order(tmp_path):
    """Two modules that import each other can't both stand behind the other."""
    main = written(tmp_path, main='import { a } from "./other.js";\n', other='import { b } from "./main.js";\n')
    with pytest.raises(JoinError, match=r"main\.js and other\.js import each other"):
        join(main)


@pytest.mark.parametrize(
    "line",
    ['import "./other.js";', 'import other from "./other.js";', 'import * as other from "./other.js";',
     'import { a as b } from "./other.js";', 'export * from "./other.js";', 'export { a } from "./other.js";',
     'import { a } from "a-package";'],
)  # fmt: skip
def test_other_imports_are_refused(tmp_path, line):
    """What the join would get wrong is an error, and not a broken picture."""
    main = written(tmp_path, main=f"{line}\n", other="export const a = 1;\n")
    with pytest.raises(JoinError, match=r"main\.js "):
        join(main)


def test_lines_are_short():
    """As in Python: 120 characters."""
    lines = [(path.name, line) for path in [*MODULES, *SHEETS] for line in path.read_text(encoding="utf-8").split("\n")]
    assert [(name, line) for name, line in lines if len(line) > 120] == []
