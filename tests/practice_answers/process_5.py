# ruff: noqa: E501 - changes of text read best on one line

BODY = """    waiting, running = list(children), []
    while waiting or running:
        while waiting and len(running) < 2:
            child = waiting.pop(0)
            child.start()
            running.append(child)
        wait([child.sentinel for child in running])
        running = [child for child in running if child.is_alive()]
"""

RIGHT = {
    "asks in a loop": [
        ("        wait([child.sentinel for child in running])\n", "        time.sleep(0.02)\n"),
    ],
    "a thread for each place": [
        ("import time\n", "import threading\nimport time\n"),
        (BODY, """    waiting = list(children)
    def place():
        while waiting:
            child = waiting.pop(0)
            child.start()
            child.join()
    places = [threading.Thread(target=place) for _ in range(2)]
    for one in places:
        one.start()
    for one in places:
        one.join()
"""),
    ],
}  # fmt: skip
WRONG = {
    "two by two": (
        [(BODY, """    for place in range(0, len(children), 2):
        for child in children[place:place + 2]:
            child.start()
        for child in children[place:place + 2]:
            child.join()
""")],
        "'ready: movie' was said before 'ready: photo'",
    ),
    "one by one": ([("len(running) < 2", "len(running) < 1")], "never two at the same time"),
    "three at once": ([("len(running) < 2", "len(running) < 3")], "3 child processes ran at the same time; at most 2 may"),
    "does not wait for the last": ([("while waiting or running", "while waiting")], "for 'movie' main() returned None, it should be 0"),
    "forgets one": ([("    while waiting or running:", "    waiting.pop()\n    while waiting or running:")], "only 2 processes were started; 3 are asked for"),
}  # fmt: skip
