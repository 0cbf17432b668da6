"""What stands between the tags of a script in a page: nothing in it may end that, or change where it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def code(source: str) -> str:
    """Return a script's source; it would end at ``</script``, even in a string or a comment."""
    return source.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def data(frame: Mapping[str, Any]) -> str:
    """Return a frame as JSON."""
    return json.dumps(frame, separators=(",", ":")).replace("<", "\\u003c")
