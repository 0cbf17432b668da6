# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "asks all in turn": [
        ("        for end in wait(ends):\n", "        for end in [end for end in ends if end.poll(0.01)]:\n"),
    ],
}
WRONG = {
    "one after the other": ([("        theirs.close()", "        theirs.close()\n        children[-1].join()")],
                            ("their order is not", "never two at the same time")),
    "waits once": ([("    while ends:\n", "    if ends:\n")], "2 items of the result are missing"),
    "keeps the ends": ([("            ends.remove(end)\n", "")], "it raised EOFError"),
    "in the order of the start": ([("        for end in wait(ends):", "        for end in list(ends):")], "their order is not"),
    "sorts by the times": ([("    return order", "    return sorted(thinkers)")], "their order is not"),
}  # fmt: skip
