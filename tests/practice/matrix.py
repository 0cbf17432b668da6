"""The start methods under which a test is run: this process's own, or with ``COURSE_MATRIX=full`` all there are."""

import multiprocessing
import os

ALL = [method for method in ("fork", "spawn", "forkserver") if method in multiprocessing.get_all_start_methods()]
EACH = ALL if os.environ.get("COURSE_MATRIX") == "full" else [multiprocessing.get_start_method()]
EACH_NEW = [method for method in EACH if method != "fork"] or ["spawn"]
"""Those whose children are not copies of this process."""
