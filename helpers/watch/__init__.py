"""The block ``with watch() as recording:``, which joins what records and what shows.

It runs in the notebook's kernel, in scripts, and in the process that tries an answer to an exercise.

Data flow, ten times a second while the block runs, and once more at its end::

    folder (logs, tapes) --+
                           +--> collector --> history --> snapshot --> screen   (what people see)
    the system, children --+        ^                            +---> recording (what programs ask)
                                    |
                                sampling (the thread)

* `block`      puts the parts together when it is entered, and takes them apart when it is left;
* `folder`     the private folder into which the processes write;
* `children`   this process's own children, looked at without a change;
* `collector`  reads all that can be known into the history;
* `sampling`   the thread that looks, and how much of a core it may use;
* `screen`     the live picture, and the text that stays;
* `program`    the same around a whole program, which runs in a process of its own;
* `relay`      passes signals on to that;
* `recording`  what the block gives: the data, and what can be done with it.
"""
