"""``%%worker NAME``: a notebook cell that is an importable module.

A spawned child does not have the notebook's variables: it imports what it runs. So the cell is written to a file in
a folder of this kernel, and the folder is on ``sys.path``, which `multiprocessing` hands to each child
(`multiprocessing.spawn.get_preparation_data`), also through a fork server that runs already. Saving the cell as
``NAME.py`` and writing ``from NAME import *`` is the same thing in plain Python.
"""

from __future__ import annotations

import ast
import importlib.machinery
import keyword
import sys
import types
from typing import TYPE_CHECKING, Any

from helpers.practice.worker_folder import WorkerFolder

if TYPE_CHECKING:
    from pathlib import Path

    from IPython.core.interactiveshell import InteractiveShell


class WorkerModules:
    """The modules that were written in cells of this kernel.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        Its namespace gets the public names.
    """

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self.folder = WorkerFolder()
        self._public: dict[str, dict[str, Any]] = {}

    def path(self, name: str) -> Path | None:
        """Return the file of a module, or None if no cell has made it."""
        return self.folder.file(name) if name in self._public else None

    def refuse(self, name: str) -> str | None:
        """Return why `name` can't be a module's name, in a sentence; None if it can."""
        example = "for example: %%worker my_workers"
        if not name:
            return f"%%worker needs a name for the cell's module, {example}"
        if not name.isidentifier() or keyword.iskeyword(name) or not name.isascii():
            return f"%%worker {name}: a module's name is made of letters, digits and _, {example}"
        if name in sys.stdlib_module_names or name in {"helpers", "__main__"}:
            return f"%%worker {name}: Python or this course has a module {name} already; take another name, {example}"
        if name not in self._public and (name in sys.modules or _exists(name, self.folder.path)):
            return f"%%worker {name}: a module {name} is installed already; take another name, {example}"
        return None

    def run(self, name: str, cell: str) -> None:
        """Make `cell` the module `name`, and its public names the notebook's.

        The module that was there before stays if the new one can't be imported.
        """
        __tracebackhide__ = True
        text = _text(name, cell)
        code = compile(text, self._cell_name(text, self._running_cell()), "exec", dont_inherit=True)
        module = types.ModuleType(name)
        module.__file__ = str(self.folder.file(name))
        before = sys.modules.get(name)
        sys.modules[name] = module  # a class is looked up here while it is being made
        written = self.folder.write(name, text)
        module.__spec__ = importlib.machinery.PathFinder.find_spec(name, [str(self.folder.path)])
        try:
            exec(code, module.__dict__)  # noqa: S102 - it is what a cell is for
        except BaseException:
            self.folder.write(name, written)
            sys.modules.pop(name)
            if before is not None:
                sys.modules[name] = before
            raise
        self._publish(name, module)

    def check_syntax(self, lines: list[str]) -> list[str]:
        """Raise the SyntaxError of a ``%%worker`` cell before it runs, where IPython shows it as any cell's.

        This is an input transformer: it sees what IPython has made of the cell, and changes nothing.
        """
        if lines and lines[0].startswith("get_ipython().run_cell_magic('worker', "):
            call: Any = ast.parse(lines[0]).body[0]
            _magic, line, cell = map(ast.literal_eval, call.value.args)
            text = _text(line.strip(), cell)
            compile(text, self._cell_name(text, self._shell.execution_count), "exec", dont_inherit=True)
        return lines

    def _cell_name(self, text: str, number: int) -> str:
        """Return the file name under which IPython shows this text as a cell's."""
        name: str = self._shell.compile.cache(text, number, raw_code=text)
        return name

    def _running_cell(self) -> int:
        """Return the number of the cell that is running."""
        numbers: dict[str, int] = getattr(self._shell.compile, "_filename_map", {})
        frame: types.FrameType | None = sys._getframe()  # noqa: SLF001 - its documented name
        while frame is not None:
            if frame.f_code.co_filename in numbers:
                return numbers[frame.f_code.co_filename]
            frame = frame.f_back
        return int(self._shell.execution_count)

    def _publish(self, name: str, module: types.ModuleType) -> None:
        """Bring the public names into the notebook, and take away those that are gone."""
        names = getattr(module, "__all__", None) or [key for key in vars(module) if not key.startswith("_")]
        public = {key: getattr(module, key) for key in names}
        space = self._shell.user_ns
        for key, value in self._public.get(name, {}).items():
            if key not in public and space.get(key) is value:
                del space[key]
        self._public[name] = public
        space.update(public)


def _text(name: str, cell: str) -> str:
    return f"# %%worker {name}\n{cell}"  # a line stands for the magic, so that line numbers are the cell's


def _exists(name: str, folder: Path) -> bool:
    elsewhere = [place for place in sys.path if place != str(folder)]
    return importlib.machinery.PathFinder.find_spec(name, elsewhere) is not None


modules: WorkerModules | None = None
"""The modules of this kernel; None before ``%load_ext helpers``."""


def install(shell: InteractiveShell) -> None:
    """Register ``%%worker``; a second call keeps the modules that are there."""
    from IPython.core.error import UsageError  # noqa: PLC0415 - shown without a traceback

    global modules  # noqa: PLW0603 - a kernel has one shell
    if modules is None:
        modules = WorkerModules(shell)
        shell.input_transformers_post.append(modules.check_syntax)
    mine = modules

    def worker(line: str, cell: str) -> None:
        """Make this cell an importable module: ``%%worker NAME``."""
        __tracebackhide__ = True
        name = line.strip()
        refusal = mine.refuse(name)
        if refusal is not None:
            raise UsageError(refusal)
        mine.run(name, cell)

    shell.register_magic_function(worker, "cell", "worker")
