"""What the lessons of this course import.

The rooms, and what may be imported where (a spawned child imports its worker's module and everything above it,
so whatever a child imports is light):

=============  =======================================================  ====================
``workers``    worker functions, a module per lesson                    standard library
``trace``      what a process tells about itself                        standard library
``live``       the live picture: sampling + trace -> recording -> widget  notebook's kernel
``practice``   exercises                                                notebook's kernel
``safety``     deadlines, interrupts, explained errors, start method    notebook's kernel
=============  =======================================================  ====================

``%load_ext helpers`` in a notebook's first cell prepares the kernel; see `helpers.course`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself is not imported: every spawned child imports this module
if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Prepare the notebook's kernel for a lesson (called by ``%load_ext helpers``).

    Raises
    ------
    IPython.core.error.UsageError
        If ``COURSE_START_METHOD`` names no start method of this platform.
    """
    from helpers.course import begin  # noqa: PLC0415 - a child that imports helpers must not pay for it

    begin(shell)
