"""What a process tells about itself: started, said, ended.

This package runs in child processes. It imports the standard library alone, and of that as little as it can.

`say` is for worker functions. The rest is for `helpers.live`:

* `helpers.trace.log`    one append-only file per process, a line per event;
* `helpers.trace.hooks`  how a child gets its log without its code knowing.
"""

from helpers.trace.log import say

__all__ = ["say"]
