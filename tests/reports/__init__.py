"""Small programs of the shape of public reports: the recording must say what happened.

==============================  =====================  =========================================================
what                            source                 expected
==============================  =====================  =========================================================
an initializer that fails       cpython 87472          the pool's workers end before they take a task
a worker that dies in a task    cpython 66587, 82265   the task has no end; its worker's signal is told
a SystemExit in a task          multiprocess 220       the worker ends with its code, its task has an error or none
a bounded queue, no reader      cpython 77259          `put` waits for the queue
join before drain               cpython 91594          the child waits to flush, and the cause is named
the other side of a queue dies  cpython 87971          who gets waits; who died with the lock is named
a pipe's end is left open       dramatiq 707           `recv` waits for the pipe
no `task_done`                  BAPCtools 268          `join` waits for the queue
max_tasks_per_child             cpython 115634         each worker has its one task, in the executor
what can't be pickled           cpython 116685         the task never begins, nothing hangs
poll of an index queue          pytorch 24927          `get` with a timeout waits, again and again
workers are killed while idle   pytorch 21554          the killed one is named with the lock of the tasks
two threads ask for one code    cpython 130895         both are told it, under forkserver, too
==============================  =====================  =========================================================

The first one is ``test_workers_that_end_before_they_take_a_task``, the sixth
``test_a_reader_that_was_killed_has_the_queues_lock``, the last but one
``test_an_idle_worker_that_was_killed_has_the_lock_of_the_tasks`` of ``tests/trace/test_waits.py``; the fifth
``test_join_before_drain_is_readable`` of ``tests/record/test_traffic.py``; the last stands in
``tests/trace/test_exit_codes.py``; the others are here.
"""
