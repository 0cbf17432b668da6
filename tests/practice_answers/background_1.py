# ruff: noqa: Q003 - changes of text read best on one line

RIGHT = {
    "one by one": [("    children = [Process(target=make_tea, args=(guest,)) for guest in (\"Ada\", \"Grace\")]\n", """\
    first = Process(target=make_tea, args=("Ada",))
    second = Process(target=make_tea, args=("Grace",))
    children = first, second
""")],
}  # fmt: skip
WRONG = {
    "start and join in one loop": ([("        child.start()\n    for child in children:\n", "        child.start()\n")],
                                   "never two at the same time"),
    "no join": ([("        child.join()", "        pass")], "there is no join()"),
    "calls instead of handing over": ([("target=make_tea, args=(guest,)", "target=make_tea(guest)")],
                                      "said by the program itself"),
    "threads": ([("from multiprocessing import Process", "from threading import Thread as Process")],
                "everything ran in the same process"),
    "an argument that is no tuple": ([("args=(guest,)", "args=(guest)")], "nobody said 'tea for'"),
}  # fmt: skip
