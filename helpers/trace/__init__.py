"""What a process tells about itself: started, said, sent, received, waited, ended.

This package runs in child processes. It imports the standard library alone, and of that as little as it can.
`say` is for worker functions; the rest is put in place by `helpers.watch` for a block, some of `wraps` for the
kernel's life, and read by `helpers.record`.

Data flow, one way, in each process::

    multiprocessing --wraps--> hooks, pipes, queueing, locks, ... ----+--> log   (a line per event)
    what was there before the block --adoption------------------------+
                                                                      +--> tape  (a record per message, wait, lock)

How it is put in place, and where:

* `hooks`     processes: start, run, end; how a child gets its log without its code knowing;
* `exit_codes`  how a fork server's child has ended, when several threads ask at once;
* `endings`   how processes end that multiprocessing has not made: those of `os.fork` and of `subprocess`;
* `pipes`     connections: what is sent and received;
* `queueing`  queues: what is put, who waits for an item or for room;
* `locks`     locks, events, conditions, barriers: who holds one, who waits for one;
* `tasks`     pools and executors: what their workers work on;
* `sharing`   shared memory: who has made it, who has it, who has closed or unlinked it;
* `managing`  managers: who calls what, and when it is answered;
* `adoption`  queues, pipes and locks that were made before the block;
* `program`   a whole program, under ``python -m helpers watch``, and `alone`, this package in a program that does not
  know it; ``customize/`` has what Python runs before the program;
* `wraps`     the wrappers around the standard library's methods, in two layers: for a block, for the kernel.

What is told, and how:

* `log`       one append-only file per process, a line per event; `say`;
* `tape`      the fast part of it, a memory-mapped file per thread;
* `waiting`   what a process waits for;
* `marks`     which shared object a connection or lock belongs to;
* `short`     a short form of any object;
* `stacks`    the Python stack of a process that is blocked, on request.
"""

from .log import say

__all__ = ["say"]
