"""What the lessons of this course import.

The rooms, from the roof to the ground floor. Each imports only from rooms below it; what a child imports is light, as a
spawned child imports its worker's module and everything above it.

=============  =======================================================  =================
``course``     `begin`: what ``%load_ext helpers`` does                 notebook's kernel
``command``    ``python -m helpers watch script.py``                    a process beside it
``machine``    does this machine have what the course needs             notebook's kernel
``practice``   exercises, predictions, progress                         notebook's kernel
``safety``     deadlines, interrupts, explained errors, start method    notebook's kernel
``live``       what lessons import of `watch` and `record`              notebook's kernel
``watch``      the block: ``with watch() as recording:``                notebook's kernel
``processes``  ends families of processes                               notebook's kernel
``show``       text, frames, widget, saved pages                        notebook's kernel
``record``     sampling + trace -> recording                            notebook's kernel
``workers``    worker functions, a module per lesson                    standard library
``trace``      what a process tells about itself                        standard library
``ground``     facts about the machine, signals, words                  standard library
=============  =======================================================  =================

Data flows one way: processes -> trace, and the system's answers -> record -> show, practice, safety. The block in
`watch` joins them. Where an exercise is checked, all this runs once more in a process that can be given up.

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
