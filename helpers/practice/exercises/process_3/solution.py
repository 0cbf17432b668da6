import time
from multiprocessing import Process


def work(seconds):
    time.sleep(seconds)


def main():
    children = [
        Process(target=work, args=(0.2,), name="quick"),
        Process(target=work, args=(3600,), name="stuck"),
    ]
    for child in children:
        child.start()
    # starter:
    # return []
    # solution:
    ended = []
    for child in children:
        child.join(timeout=3)
        if child.is_alive():
            child.terminate()
            child.join()
            ended.append(child.name)
    return ended
