"""Strings and programs that mean no good: what a name, a message or an argument may be. Children import this."""

import os
import subprocess
import sys
import time
import unicodedata
from html.parser import HTMLParser

import psutil

from helpers.trace import say

MARKUP = [
    '<img src="http://hostile.invalid/img" onerror="window.hacked=1">',
    "</script><script>window.hacked=2</script>",
    "</pre></details><svg onload=window.hacked=3><animate onbegin=window.hacked=3 /></svg>",
    "\" onmouseover=\"window.hacked=4\" autofocus onfocus='window.hacked=4' x='",
    "<a href=javascript:window.hacked=5>javascript:window.hacked=5</a>",
    "</style><style>*{background:url(http://hostile.invalid/css)}</style>",
    "<iframe srcdoc='<script>parent.hacked=6</script>' src=http://hostile.invalid/frame>",
    "<!-- <script> --!> ]]> <![CDATA[ <?x ?>",
    "{{constructor.constructor('window.hacked=7')()}} ${window.hacked=7} {title} %s {0}",
    "$\\href{javascript:window.hacked=8}{x}$ $$y^2$$ \\(z\\)",
    "[x](javascript:window.hacked=9) ![x](http://hostile.invalid/md) **b**",
]
CONTROLS = [
    "nul \0 in it",
    "colour \x1b[31;8m red \x1b[2J\x1b[1;1H",
    "link \x1b]8;;http://hostile.invalid/osc\x1b\\click\x1b]8;;\x1b\\",
    "title \x1b]0;pwned\x07 bell \x9b31m",
    "shown\rhidden\b\b\b\nfalse · exit 0",
    "over \u202egpj.exe \u202d ltr",
    "isolate \u2066a \u2067b \u2068c \u2069d",
    "zero\u200bwid\u200dth\ufeff \u00ad",
    "lines\u2028and\u2029paragraphs",
    "lone \ud800 and \udc9b",
]
NAMES = ["__proto__", "constructor", "x" * 5000]
ALL = MARKUP + CONTROLS + NAMES
SENDABLE = [text for text in ALL if not any("\ud800" <= one <= "\udfff" for one in text)]
"""What a kernel can send: of an error with a lone surrogate ipykernel shows nothing."""

ARGUMENTS = [text for text in ALL if "\0" not in text and not any("\ud800" <= one < "\udc80" for one in text)]
"""What the system can pass to a program."""


def is_plain(text, allowed="\n"):
    """Tell whether nothing in a text steers a terminal, is invisible or turns its line around."""
    return all(one in allowed or unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for one in text)


class Tags(HTMLParser):
    """The tags of a page, with their attributes, and its text."""

    def __init__(self, source):
        super().__init__()
        self.tags = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, [(key, value) for key, value in attrs if key != "content"]))

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.tags.append(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


# --- what runs in children -----------------------------------------------------------------------------------------


def repeat(box, answers):
    """Say what comes out of a queue, send it back, and fail with it."""
    text = box.get()
    say(text)
    answers.put(text)
    raise SystemExit(3)


def fail(text):
    raise ValueError(text)


def do(text):
    return len(text)


def name_functions():
    """Give this module a function of each name that pickle can find, and return them."""
    found = []
    for text in MARKUP:
        name = text.replace("window.", "").replace(".", "")  # a dot would mean a class

        def function(value):
            return value

        function.__name__ = function.__qualname__ = name
        setattr(sys.modules[__name__], name, function)
        found.append(function)
    return found


def program():
    """Start a program with these arguments, and one of them as its name; it ends when its input does."""
    code = "import sys; print(flush=True); sys.stdin.read()"
    started = subprocess.Popen(
        [MARKUP[0], "-c", code, *ARGUMENTS], executable=sys.executable, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    started.stdout.readline()
    return started


def end(started):
    started.communicate(timeout=30)


def wait_for_file(path):
    limit = time.monotonic() + 120
    while not os.path.exists(path) and time.monotonic() < limit:
        time.sleep(0.05)


def listening():
    """Return the addresses at which this process and its descendants take connections or packets."""
    me = psutil.Process()
    found = set()
    for process in [me, *me.children(recursive=True)]:
        try:
            connections = process.net_connections("inet")
        except psutil.Error:
            continue
        found |= {
            (str(one.type), *one.laddr) for one in connections if one.status in {psutil.CONN_LISTEN, psutil.CONN_NONE}
        }
    return found


# --- the cells of a notebook ---------------------------------------------------------------------------------------

NAMED_QUEUES = f"{{{', '.join(f'{text!r}: multiprocessing.Queue()' for text in MARKUP[:4])}}}"

CELLS = [
    """%load_ext helpers
import multiprocessing
import hostile
from helpers.live import watch
from helpers.practice.trial import Trial
from helpers.practice.checking.verdict import Line, Verdict
multiprocessing.set_start_method("fork", force=True)
functions = hostile.name_functions()""",
    f"""with watch() as recording:
    box, constructor, __proto__ = multiprocessing.Queue(), multiprocessing.Queue(), multiprocessing.Queue()
    boxes = {NAMED_QUEUES}
    __proto__.put("into the prototype")
    constructor.put("into the constructor")
    for queue in boxes.values():
        queue.put(1)
    children = []
    for text in hostile.ALL:
        child = multiprocessing.Process(target=hostile.repeat, args=(box, constructor), name=text)
        child.start()
        box.put(text)
        children.append(child)
    for child in children:
        child.join()
    with multiprocessing.Pool(1) as pool:
        for function in functions:
            pool.apply(function, (1,))
    program = hostile.program()
    hostile.wait_for_file("go on")
    hostile.end(program)
recording.save("run.html")
recording.save("run.json")""",
    """with multiprocessing.Pool(1) as pool:
    pool.apply(hostile.fail, ("\\n".join(hostile.SENDABLE),))""",
    """lines = tuple(Line(bool(n % 2), text) for n, text in enumerate(hostile.ALL))
Verdict(hostile.MARKUP[0], lines, Trial("returned", recording.snapshot), tuple(hostile.ALL))""",
    "print(recording.transcript())\nprint(recording.tree())",
    "raise ValueError('\\n'.join(hostile.SENDABLE))",
]


def json_texts(value):
    """Yield every string in JSON data, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from json_texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from json_texts(item)
