# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "the name is set later": [
        (", name=name)", ")"),
        ("        child.start()", "        child.start()" ),
        ("    for child in children:\n        child.start()",
         '    for child, name in zip(children, ("Ada", "Grace", "Edsger")):\n        child.name = name\n        child.start()'),
    ],
}  # fmt: skip
WRONG = {
    "no names": ([(", name=name)", ")")], "no child process is named Ada, Grace or Edsger"),
    "one is missing": ([(', "Edsger"', "")], "no child process is named Edsger"),
    "one after the other": (
        [("        child.start()\n    for child in children:\n", "        child.start()\n")],
        "never two at the same time",
    ),
    "joins the last one only": (
        [("    for child in children:\n        child.join()", "    child.join()")],
        "nobody waited for Ada and Grace",
    ),
    "run instead of start": ([("child.start()", "child.run()"), ("child.join()", "pass")], "there was none"),
    "join without start": ([("        child.start()", "        pass")], "it raised AssertionError"),
}
