"""Ends families of processes: nothing that a lesson has started may be left. Runs in the kernel only.

* `family`    the processes that this one has started since a certain moment;
* `guardian`  a process of its own, which waits for a kernel to end and ends what that has left.

Data flow: a kernel, a cell or an exercise says whom it means; what comes back is who could not be ended.
"""
