# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "a sentinel of its own": [
        ("    for number in iter(tasks.get, None):\n",
         '    while True:\n        number = tasks.get()\n        if number == "stop":\n            break\n'),
        ("tasks.put(None)", 'tasks.put("stop")'),
    ],
    "the sentinel is put back": [
        ("        results.put(number * number)", "        results.put(number * number)\n    tasks.put(None)"),
        ("    for _ in children:\n        tasks.put(None)", "    tasks.put(None)"),
    ],
}  # fmt: skip
WRONG = {
    "one sentinel for two": ([("    for _ in children:\n        tasks.put(None)", "    tasks.put(None)")],
                             "main process waited in join() for Process-"),
    "one consumer": ([("range(2)", "range(1)")], "only one process was started; 2 are asked for"),
    "no sentinel": ([("        tasks.put(None)", "        pass")], "still running"),
    "does not wait for all results": ([("for _ in numbers]", "for _ in numbers[1:]]")], "one item of the result is missing"),
    "the sentinel comes first": ([("    for number in numbers:\n        tasks.put(number)\n    for _ in children:\n        tasks.put(None)",
                                   "    for _ in children:\n        tasks.put(None)\n    for number in numbers:\n        tasks.put(number)")],
                                 "main process waited in get() for results"),
}  # fmt: skip
