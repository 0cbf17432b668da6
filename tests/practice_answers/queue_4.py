# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "a semaphore": [
        ("import Process, Queue", "import Process, Queue, Semaphore"),
        ("def read(number, pictures):", "def read(number, pictures, room):"),
        ("        pictures.put(name)\n", "        room.acquire()\n        pictures.put(name)\n"),
        ("def draw(pictures, drawn):", "def draw(pictures, drawn, room):"),
        ("        time.sleep(0.05)\n", "        room.release()\n        time.sleep(0.05)\n"),
        ("Queue(maxsize=3), Queue()", "Queue(), Queue()\n    room = Semaphore(3)"),
        ("args=(number, pictures)", "args=(number, pictures, room)"),
        ("args=(pictures, drawn)", "args=(pictures, drawn, room)"),
    ],
    "less room": [("maxsize=3", "1")],
}
WRONG = {
    "too much room": ([("maxsize=3", "maxsize=10")], "in the queue pictures at once; 3 may be"),
    "a bound on the other queue": ([("Queue(maxsize=3), Queue()", "Queue(), Queue(maxsize=3)")], "at once; 3 may be"),
    "gives up when it is full": (
        [("        pictures.put(name)\n", "        if not pictures.full():\n            pictures.put(name)\n")],
        "main process waited in get() for drawn",
    ),
    "reads all before the drawing begins": (
        [("    for child in (reader, drawer):\n        child.start()\n", "    reader.start()\n    reader.join()\n    drawer.start()\n")],
        "main process waited in join() for reader",
    ),
    "draws itself": (
        [('Process(target=draw, args=(pictures, drawn), name="drawer")', 'Process(target=len, args=((),), name="drawer")'),
         ("    found = ", "    draw(pictures, drawn)\n    found = ")],
        "'drawn' was said by the program itself",
    ),
}  # fmt: skip
