"""Lets a program, its fork server and its children tell which box of the error decoder their last error gets."""

import os
import sys

from helpers.safety import decoder


def tell(kind, error, traceback):
    sys.__excepthook__(kind, error, traceback)
    explanation = decoder.explain(error)
    print(os.getpid(), explanation.what if explanation else "no box", flush=True)


sys.excepthook = tell
