"""What happened: from what processes tell, and what the system says of them, to plain data. No text, no drawing.

Data flow, one way::

    logs, tapes of the processes --tail-----+
                                            +--> history --> snapshot
    the system ------------------sampler----+      |
                                                   +-- traffic: messages, stretches, things

* `tail`       reads what processes tell, while it is being written;
* `sampler`    reads what the operating system says of this process and its descendants;
* `history`    folds both into processes and their states;
* `traffic`    folds what processes tell of each other into messages, waits, holds and tasks;
* `names`      names of processes and of shared objects;
* `variables`  which variable a call is assigned to;
* `snapshot`   the plain data that all others read.
"""
