# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "a sentinel": [
        ("    connection.close()", "    connection.send(None)"),
        (
            "            heard.append(mine.recv())\n",
            "            line = mine.recv()\n            if line is None:\n                break\n            heard.append(line)\n",
        ),
    ],
    "a with block": [("    theirs.close()  # the child has its own copy\n", "    with theirs:\n        pass\n")],
}
WRONG = {
    "closes the wrong end": ([("    theirs.close()", "    mine.close()")], "it raised OSError (handle is closed)"),
    "closes too early": ([("    child.start()\n    theirs.close()", "    theirs.close()\n    child.start()")],
                         ("ended with exit 1", "it raised OSError (handle is closed)", "main() returned", "nobody said")),
    "takes three": ([("        while True:", "        for _ in range(3):")], "one item of the result is missing: 'four'"),
    "does not catch the end": ([("except EOFError:", "except BrokenPipeError:")], "it raised EOFError"),
    "asks whether there is more": ([("        while True:", "        while mine.poll():")], "items of the result are missing"),
}  # fmt: skip
