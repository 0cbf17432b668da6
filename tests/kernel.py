"""A notebook's kernel, as the tests of deadlines, errors and start methods use it."""

import contextlib
import os
import time
from pathlib import Path

import psutil
from jupyter_client.manager import start_new_kernel

from trials.session import is_helper

ROOT = Path(__file__).parent.parent
HEAD = """%load_ext helpers
import multiprocessing, time
import talking
from multiprocessing import *
from helpers.live import watch
def start(function, *args):
    child = Process(target=function, args=args, name="child")
    child.start()
    return child
"""


class Kernel:
    """A kernel that runs cells, and tells what they showed."""

    def __init__(self, method):
        env = {
            **os.environ,
            "COURSE_START_METHOD": method,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
        }
        self._manager, self._client = start_new_kernel(env=env)
        self.process = psutil.Process(self._manager.provisioner.pid)

    def run(self, source, timeout=30):
        """Return the text of all outputs of a cell, one after the other, and its status."""
        shown = []

        def hook(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                shown.append(content["text"])
            elif message["msg_type"] in {"execute_result", "display_data"}:
                shown.append(content["data"]["text/plain"])
            elif message["msg_type"] == "error":
                shown.append("\n".join(content["traceback"]))

        reply = self._client.execute_interactive(source, timeout=timeout, output_hook=hook)
        return "\n".join(shown), reply["content"]["status"]

    def children(self):
        """Return its descendants, multiprocessing's own helpers left out."""
        return [child for child in self.process.children(recursive=True) if not is_helper(child, self.process.pid)]

    def session(self):
        """Return its descendants and its orphans, which stay in its session."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                if os.getsid(process.pid) == self.process.pid and process != self.process:
                    found.append(process)
        return [process for process in found if not is_helper(process, self.process.pid)]

    def shut_down(self):
        """End it as Jupyter does; return the seconds that it took."""
        began = time.monotonic()
        self._client.stop_channels()
        self._manager.shutdown_kernel()
        return time.monotonic() - began
