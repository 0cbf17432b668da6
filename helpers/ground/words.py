"""Text from anywhere, made fit to be shown and to be sent."""

from __future__ import annotations


def plain(line: str) -> str:
    r"""Return `line` with every character that would move the cursor or is invisible written out, as in ``\x1b``."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in line
    )


def encodable(text: str) -> str:
    """Return `text` with lone surrogates written out (``os.fsdecode`` makes them): UTF-8 can't say them."""
    return text.encode(errors="backslashreplace").decode()
