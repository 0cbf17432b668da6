"""Safe failures: a cell with a deadline, errors explained, nothing left behind; runs in the kernel only.

Data flow, around each cell of a notebook::

    cell --magics--> deadline --interrupts--> the cell's code
                        |
                        +--> stacks, helpers.show.stuck --> a sentence: who was waiting for what
                        +--> aftermath --> helpers.processes: what the cell has started is ended
    its error --decoder--> an explanation
    its interrupt --leftovers--> aftermath
    the kernel's end --ending--> aftermath

* `magics`      ``%%deadline`` and ``%start_method``;
* `deadline`    runs code that may never end, and stops it;
* `stacks`      asks blocked processes where they are;
* `awaiting`    runs a cell with ``await`` in an event loop of its own;
* `aftermath`   what a stopped block of code leaves behind: processes, pools, threads;
* `pools`, `executors`, `managers`  end what has lost its workers, and let it say so;
* `leftovers`   takes away what an interrupted cell has left;
* `interrupts`  sees to it that no Ctrl-C is lost;
* `ending`      ends everything when the kernel is shut down or restarted;
* `decoder`     explains an error that a cell ended in;
* `known`       what it knows of them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def install(shell: InteractiveShell) -> None:
    """Register the magics and what happens around each cell; a second call changes nothing."""
    from helpers.safety import decoder, ending, interrupts, leftovers, magics  # noqa: PLC0415 - in the kernel only
    from helpers.trace import exit_codes  # noqa: PLC0415

    exit_codes.install()
    interrupts.install()
    ending.install(shell)
    magics.install(shell)
    leftovers.install(shell)
    decoder.install(shell)
