"""Safe failures: a cell with a deadline, errors explained, a clean change of the start method."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def install(shell: InteractiveShell) -> None:
    """Register the magics and what happens around each cell; a second call changes nothing."""
    from helpers.safety import decoder, ending, interrupts, leftovers, magics  # noqa: PLC0415 - in the kernel only

    interrupts.install()
    ending.install(shell)
    magics.install(shell)
    leftovers.install(shell)
    decoder.install(shell)
