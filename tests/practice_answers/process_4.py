# ruff: noqa: E501, Q003 - changes of text read best on one line

RIGHT = {
    "while": [
        ("    for attempt in range(1, 6):\n", "    attempt = 0\n    while attempt < 5:\n        attempt += 1\n"),
        ("        if child.exitcode == 0:\n", "        if not child.exitcode:\n"),
    ],
}
WRONG = {
    "looks for 1 only": ([("child.exitcode == 0", "child.exitcode != 1")], "only 2 processes were started"),
    "never stops": ([("        if child.exitcode == 0:\n            return attempt\n", ""),
                     ('raise RuntimeError("five attempts failed")', "return 3")], "5 processes were started; 3 are"),
    "all at once": ([("        child.join()\n", "        time.sleep(0.03)\n")], "it raised RuntimeError"),
    "does not look": ([("if child.exitcode == 0", "if True")], "only one process was started"),
    "always the first attempt": ([("args=(attempt,)", "args=(1,)")], "it raised RuntimeError (five attempts failed)"),
    "one object for all": ([("    for attempt in range(1, 6):\n        child = Process(target=download, args=(attempt,), name=f\"attempt-{attempt}\")",
                             '    child = Process(target=download, args=(1,), name="attempt-1")\n    for attempt in range(1, 6):')],
                           "it raised AssertionError (cannot start a process twice)"),
}  # fmt: skip
