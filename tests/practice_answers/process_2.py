# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "loops": [
        ("    return {child.name: child.exitcode for child in children}",
         "    codes = {}\n    for child in children:\n        codes[child.name] = child.exitcode\n    return codes"),
    ],
}  # fmt: skip
WRONG = {
    "asks before the end": ([("        child.join()", "        pass")], "for 'save' main() returned None"),
    "the result of join": ([("child.name: child.exitcode", "child.name: child.join()")], "returned None, it should be 0"),
    "one after the other": ([("        child.start()\n    for child in children:\n", "        child.start()\n")],
                            "never two at the same time"),
    "calls the function": ([("        child.start()", "        work(child.name)")], "it raised FileNotFoundError"),
    "hides the failure": ([("child.name: child.exitcode", "child.name: 0")], "for 'load' main() returned 0"),
}  # fmt: skip
