"""From a learner's cell to a verdict.

Data flow, one way::

    cell --check--> attempt ==sacrificial process==> inside --> values, report --> Trial
                                                                                     |
                                                       Verdict <-- judge <-- criteria, habits, stuck

* `check`     what a learner calls; runs an answer, once more with other values, and judges it;
* `attempt`   starts the sacrificial process, waits for its report, ends it;
* `inside`    what happens in that process;
* `report`    hands over what came out, once: at the answer's end or at the deadline;
* `patience`  puts the deadline off while a busy machine keeps the answer from working;
* `tampering` proves that a result came from the children;
* `values`    results as plain data, which can do nothing in the kernel;
* `judge`     what a `Trial` means for an exercise;
* `habits`    what makes an answer depend on luck;
* `stuck`     why an answer did not end, in a sentence;
* `verdict`   how the learner sees it; the sentences are made in `criteria`, `judge`, `habits` and `stuck`.
"""
