"""The live picture of the notebook's processes; runs in the notebook's kernel only.

Data flow, one way::

    processes --trace--> tail ----+
                                  +--> history --> snapshot --> frame --> picture (browser)
    system ----------> sampler ---+                   |
                                                      +--> text tree, transcript, checks

* `watch`       the block: puts the parts together and takes them apart;
* `tail`        reads what processes tell;
* `sampler`     reads what the operating system says about them;
* `history`     folds both into a recording;
* `recording`   plain data;
* `text`        the recording as text;
* `frame`       the recording as what travels to the browser;
* `picture`     the widget, drawn by ``picture.js``.
"""

from helpers.live.recording import Event, Hold, Message, Process, Recording, Shared, Snapshot, Span, Task, Use, Wait
from helpers.live.watch import watch

__all__ = [
    "Event",
    "Hold",
    "Message",
    "Process",
    "Recording",
    "Shared",
    "Snapshot",
    "Span",
    "Task",
    "Use",
    "Wait",
    "watch",
]
