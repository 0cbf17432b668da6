"""What happened: from what processes tell, and what the system says of them, to plain data. No text, no drawing.

Data flow, one way::

    logs, tapes of the processes --tail-----+
                                            +--> history --> snapshot
    the system ------------------sampler----+      |
                                                   +-- traffic: messages, stretches, blocks, ..., each in a ledger

* `tail`       reads what processes tell, while it is being written;
* `sampler`    reads what the operating system says of this process and its descendants;
* `draft`      a process of the recording while it is being made;
* `strangers`  processes that a sample finds and that nobody has announced;
* `history`    folds both into processes and their states;
* `traffic`    folds what processes tell of each other into messages, waits, holds and tasks;
* `messages`   who sent what, and who received it;
* `stretches`  who waited for what, held which lock, worked on which task;
* `blocks`     who had which shared memory;
* `calls`      who called what of a manager;
* `futures`    what executors were given, and what became of it;
* `things`     the queues, pipes, locks, pools that they talk of;
* `ledger`     items while they are recorded, and the one way in which they are handed over;
* `words`      what was sent, in words;
* `names`      names of processes and of shared objects;
* `variables`  which variable a call is assigned to;
* `snapshot`   the plain data that all others read.
"""
