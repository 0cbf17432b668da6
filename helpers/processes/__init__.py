"""Ends families of processes: nothing that a lesson has started may be left.

All but `guard` runs in the notebook's kernel.

Data flow: each family finds its processes again and again, and one loop ends them::

    family   (what this process has started) ---+
    session  (what a program has started) ------+--> ending --> who could not be ended
    guard    (what a dead kernel has left) -----+

* `ending`    ends processes until nobody is left, and tells who still runs;
* `family`    the processes that this one has started since a certain moment;
* `reaping`    asks for the exit codes of those that were ended;
* `session`   the processes of a program that leads a session;
* `guardian`  starts a process that outlives the kernel;
* `guard`     what that does: it waits for the kernel's end, and ends what it has left.
"""
