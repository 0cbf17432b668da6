"""What of the standard library is replaced in this process, by whom, and until when: all of it stands in one list.

There are two layers. What is replaced for a watched block (`BLOCK`) is put back when that ends, last in first out. What
is replaced for the kernel (`KERNEL`) stays as long as that lives, and lies below: put it in place outside of blocks.
`replaced` lists both.

Nobody pays for a module that they do not use: what is to be wrapped in a module that has not been imported is wrapped
at the moment when it is.

Each wrapper calls the original once, with the same arguments, and returns or raises what that does. Its own errors
are swallowed and counted.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

MISSING: Any = object()
BLOCK = "the block ends"
KERNEL = "the kernel ends"

_patches: dict[str, list[tuple[Any, str, Any, Any, str]]] = {BLOCK: [], KERNEL: []}
"""Of each layer: owner, name, what was there, what is there now, the module that has put it there."""
_later: dict[str, str] = {}
_at_the_end: list[Callable[[], None]] = []


def wrap(owner: Any, name: str, around: Callable[..., Any], *, until: str = BLOCK) -> None:  # noqa: ANN401
    """Replace `owner`'s attribute by one that calls ``around(original, *args, **kwargs)``.

    Parameters
    ----------
    owner : class or module
        If a class has only inherited the attribute, it gets one of its own.
    name : str
        A method, static method or function.
    around : callable
        Gets the original first.
    until : str
        `BLOCK` or `KERNEL`.
    """
    own = owner.__dict__.get(name, MISSING)
    found = getattr(owner, name) if own is MISSING else own
    static = isinstance(found, staticmethod)
    original = found.__func__ if static else found

    def wrapper(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        return around(original, *args, **kwargs)

    _look_like(wrapper, original, name)
    _put(owner, name, staticmethod(wrapper) if static else wrapper, until, around.__module__)


def wrap_closely(owner: type, name: str, around: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Replace a method by ``around(original)``: one call less than `wrap`, for what is called most."""
    original = owner.__dict__[name]
    wrapper = around(original)
    _look_like(wrapper, original, name)
    _put(owner, name, wrapper, BLOCK, around.__module__)


def _look_like(wrapper: Any, original: Any, name: str) -> None:  # noqa: ANN401 - functools costs an import
    wrapper.__name__ = name
    wrapper.__qualname__ = original.__qualname__
    wrapper.__doc__ = original.__doc__
    wrapper.__module__ = original.__module__


def replace(owner: Any, name: str, new: Any, *, until: str = BLOCK) -> None:  # noqa: ANN401
    """Set an attribute of a class, module or object."""
    _put(owner, name, new, until, new.__module__)


def _put(owner: Any, name: str, new: Any, until: str, by: str) -> None:  # noqa: ANN401
    original = owner.__dict__.get(name, MISSING)
    _patches[until].append((owner, name, original, new, by))  # first: an interrupt must not lose it
    setattr(owner, name, new)


def replace_item(mapping: dict[Any, Any], key: Any, new: Any) -> None:  # noqa: ANN401
    """Set an item of a dict, until the block ends."""
    _patches[BLOCK].append((mapping, key, mapping.get(key, MISSING), new, new.__module__))
    mapping[key] = new


def when_imported(module: str, ours: str) -> None:
    """Let our module wrap what is in `module`: now if that has been imported, else as soon as it is.

    Parameters
    ----------
    module : str
        Name of a module of the standard library.
    ours : str
        Name of the module that has a function ``wrap_<last part of the name>``, which gets the module. It is imported
        only when it is needed: most children talk to nobody.
    """
    there = sys.modules.get(module)
    if there is not None and not getattr(getattr(there, "__spec__", None), "_initializing", False):
        _wrap_module(there, ours)
        return
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)
    _later[module] = ours


def _wrap_module(module: Any, ours: str) -> None:  # noqa: ANN401
    __import__(ours)
    name = module.__name__.rpartition(".")[2].lstrip("_")
    getattr(sys.modules[ours], f"wrap_{name}")(module)


def at_the_end(function: Callable[[], None]) -> None:
    """Let `unwrap_all` call this, too."""
    if function not in _at_the_end:
        _at_the_end.append(function)


def is_installed() -> bool:
    """Tell whether anything is wrapped in this process for a block."""
    return bool(_patches[BLOCK])


def replaced() -> list[tuple[str, str, str]]:
    """Return what is replaced in this process, in the order in which it was: what, by which module, until when."""
    return [
        (f"{getattr(owner, '__name__', type(owner).__name__)}.{name}", by, until)
        for until, patches in _patches.items()
        for owner, name, _, _, by in patches
    ]


def is_replaced(owner: Any, name: str) -> bool:  # noqa: ANN401
    """Tell whether an attribute is replaced by one of the course."""
    return any(one is owner and what == name for patches in _patches.values() for one, what, *_ in patches)


def unwrap_all() -> None:
    """Put back what was replaced for a block."""
    _later.clear()
    for function in _at_the_end:
        function()
    if _Finder in sys.meta_path:
        sys.meta_path.remove(_Finder)
    patches = _patches[BLOCK]
    while patches:
        owner, name, original, new, _ = patches[-1]
        if isinstance(owner, dict):
            if owner.get(name) is new:
                owner[name] = original
        elif owner.__dict__.get(name) is new:  # somebody else may have wrapped it since
            if original is MISSING:
                delattr(owner, name)
            else:
                setattr(owner, name, original)
        patches.pop()  # last: an interrupt must not lose it


class _Finder:
    """Lets the other finders find a module, and wraps it when it has been loaded."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> Any:  # noqa: ANN401
        if name not in _later:
            return None
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            spec = find(name, path, target) if finder is not _Finder and find is not None else None
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = _Loader(spec.loader)
                return spec
        return None


class _Loader:
    """A module's own loader, with one thing to do afterwards."""

    def __init__(self, loader: Any) -> None:  # noqa: ANN401
        self._loader = loader

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._loader, name)

    def create_module(self, spec: Any) -> Any:  # noqa: ANN401
        return self._loader.create_module(spec)

    def exec_module(self, module: Any) -> None:  # noqa: ANN401
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        ours = _later.pop(module.__name__, None)
        if ours is not None:
            _wrap_module(module, ours)
