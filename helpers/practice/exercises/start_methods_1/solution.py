import time
from multiprocessing import Process, Queue

from helpers.trace import say

# starter:
# settings = {"language": "none"}
#
# def label(name, results):
#     say("labelling", name)
#     time.sleep(0.2)
#     results.put(f"{settings['language']}: {name}")
#
# def main(chosen, names):
#     settings.update(chosen)
#     results = Queue()
#     children = [Process(target=label, args=(name, results)) for name in names]
# solution:


def label(name, settings, results):
    say("labelling", name)
    time.sleep(0.2)
    results.put(f"{settings['language']}: {name}")


def main(chosen, names):
    results = Queue()
    children = [Process(target=label, args=(name, chosen, results)) for name in names]
    # end
    for child in children:
        child.start()
    found = sorted(results.get() for _ in children)
    for child in children:
        child.join()
    return found
