"""How long it takes until a process that was started is seen."""

import multiprocessing
import time

from helpers.live import watch
from timing import p95, quiet

STARTS = 40


def rows():
    for method in multiprocessing.get_all_start_methods():
        value = 1000 * p95(recording_delays(method))
        yield (
            f"start to row in the recording, {method}, 95th percentile",
            f"{value:.0f} ms",
            "at most 50 ms",
            value <= 50,
        )
    try:
        import browsing_delays
    except ImportError as missing:
        yield (
            "start to row painted in the browser, 95th percentile",
            f"not measured: {missing}",
            "at most 300 ms",
            None,
        )
        return
    value = 1000 * p95(browsing_delays.painting_delays(24))
    yield (
        "start to row painted in the browser, 95th percentile",
        f"{value:.0f} ms",
        "at most 300 ms",
        value <= 300,
    )


def recording_delays(method):
    context = multiprocessing.get_context(method)
    delays = []
    with quiet(), watch() as recording:
        for number in range(STARTS):
            child = context.Process(target=time.sleep, args=(0.05,), name=f"child {number}")
            began = time.perf_counter()
            child.start()
            while not any(process.name == child.name for process in recording.processes):
                time.sleep(0.001)
            delays.append(time.perf_counter() - began)
            child.join()
    return delays
