"""The magics ``%%deadline`` and ``%start_method``."""

from __future__ import annotations

import ast
import multiprocessing
from typing import TYPE_CHECKING, Any

from helpers.ground import facts
from helpers.safety import awaiting
from helpers.safety.deadline import Deadline, parse_seconds, text_of

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_RESULT = "_deadline_result"


def install(shell: InteractiveShell) -> None:
    """Register the magics."""
    from IPython.core.error import UsageError  # noqa: PLC0415 - shown without a traceback

    def deadline(line: str, cell: str) -> Any:  # noqa: ANN401
        """Stop this cell if it takes too long, and say who was waiting for what: ``%%deadline SECONDS``.

        A signal interrupts whatever the cell waits for. Windows has none that could: there the children are ended
        first, which ends a wait for them, and then the cell is interrupted at its next line. A step in C code that
        does not look for signals, such as a computation of a library, is left when it ends.
        """
        __tracebackhide__ = True
        try:
            seconds = parse_seconds(line.strip())
        except ValueError as error:
            raise UsageError(str(error)) from None
        code = _compiled(shell, cell)
        limit = Deadline(seconds)

        def block() -> None:
            __tracebackhide__ = True
            awaiting.run(code, shell.user_ns)

        try:
            limit.run(block)
        finally:
            result = shell.user_ns.pop(_RESULT, None)
            if limit.told:
                print(f"Stopped after {text_of(seconds)}: {limit.told}.{limit.late}")  # noqa: T201
        return result

    def start_method(line: str) -> None:
        """Change how children are started from now on: ``%start_method NAME``."""
        __tracebackhide__ = True
        try:
            print(change_start_method(line.strip()))  # noqa: T201
        except ValueError as error:
            raise UsageError(str(error)) from None

    shell.register_magic_function(deadline, "cell", "deadline")
    shell.register_magic_function(start_method, "line", "start_method")


def change_start_method(method: str) -> str:
    """Make `method` the start method of this process from now on; return a sentence about it.

    Raises
    ------
    ValueError
        If this system has no such start method.
    """
    facts.check_start_method(method, "%start_method", "%start_method spawn")
    before = facts.start_method()
    multiprocessing.set_start_method(method, force=True)
    if before == method:
        return f"The start method is {method}, as before."
    return f"The start method is {method} now. Make queues and locks anew: older ones belong to {before}."


def _compiled(shell: InteractiveShell, cell: str) -> Any:  # noqa: ANN401
    """Compile a cell as IPython does; what is not watched yet is put into ``with watch():``."""
    source = shell.transform_cell(cell)
    name = shell.compile.cache(source, shell.execution_count, raw_code=cell)
    tree: ast.Module = shell.transform_ast(shell.compile.ast_parse(source, filename=name))
    body = tree.body
    last = body[-1] if body else None
    if isinstance(last, ast.Expr) and not source.rstrip().endswith(";"):
        target = ast.copy_location(ast.Name(_RESULT, ast.Store()), last)
        body[-1] = ast.copy_location(ast.Assign([target], last.value), last)
    if body and not _watches(tree):
        call = ast.Call(ast.Name("_deadline_watch", ast.Load()), [], [])
        block = ast.With([ast.withitem(call, None)], body)
        for node in (call, call.func, block):
            ast.copy_location(node, body[0])
        tree.body = [block]
        from helpers.watch.block import watch  # noqa: PLC0415 - takes a moment

        shell.user_ns["_deadline_watch"] = watch
    return compile(ast.fix_missing_locations(tree), name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


def _watches(tree: ast.AST) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "watch" for node in ast.walk(tree))
