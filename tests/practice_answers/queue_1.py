# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "a SimpleQueue": [("import Process, Queue", "import Process, SimpleQueue"), ("= Queue()", "= SimpleQueue()")],
}
WRONG = {
    "one after the other": ([("        child.start()\n    found = [results.get() for _ in children]\n    for child in children:\n        child.join()",
                              "        child.start()\n        child.join()\n    found = [results.get() for _ in children]")],
                            "never two at the same time"),
    "takes too few": ([("for _ in children]", "for _ in children[1:]]")], "one item of the result is missing"),
    "takes too many": ([("for _ in children]", "for _ in range(4)]")], "main process waited in get() for results"),
    "without the queue": ([("found = [results.get() for _ in children]", "found = [name.upper() for name in names]")],
                          "no objects were received through the queue"),
    "not sorted back": ([("return sorted(found)", "return sorted(found, reverse=True)")], "their order is not"),
}  # fmt: skip
