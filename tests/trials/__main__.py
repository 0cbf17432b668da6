"""Does to every notebook what learners and machines do, and counts.

    python tests/trials                                # every kind with every notebook: an hour or two
    python tests/trials --results trials.jsonl         # goes on where it was stopped
    python tests/trials --rounds 3                     # and under every start method: they are taken in turn
    python tests/trials --kinds interrupt kill         # some kinds
    python tests/trials --notebooks 03_queue --seed 7  # one notebook, other random numbers

After each disturbance: within 5 s no process and no folder of the notebook is left, the kernel answers; at the end the
notebook passes nbval. A trial that failed can be repeated alone: its line names kind, notebook, start method and seed.
"""

import argparse
import collections
import json
import multiprocessing
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from trials.kinds import KINDS  # noqa: E402
from trials.session import ROOT  # noqa: E402

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
METHODS = multiprocessing.get_all_start_methods()
LIMIT = 900  # seconds for a session with its closing run


def main():
    options = parse()
    if options.one:
        kind, notebook, method, seed = options.one
        return one(kind, notebook, method, int(seed))
    todo = []
    for round_number in range(options.rounds):
        for place, kind in enumerate(options.kinds):
            methods = [name for name in METHODS if (kind, name) != ("helper", "fork")]  # fork needs no helper
            for number, notebook in enumerate(options.notebooks):
                method = methods[(number + place + round_number) % len(methods)]
                todo.append((kind, notebook, method, options.seed + round_number))
    random.Random(options.seed).shuffle(todo)
    todo.sort(key=lambda trial: trial[0] == "slow")  # alone, at the end
    with ThreadPoolExecutor(options.jobs) as executor:
        found = list(executor.map(lambda trial: known(options.results, trial), todo))
    print(table(found, options.kinds))
    return any(failure for _, _, failure in found)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND")
    parser.add_argument("--notebooks", nargs="+", choices=NOTEBOOKS, default=NOTEBOOKS, metavar="NOTEBOOK")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="sessions at a time")
    parser.add_argument("--results", type=Path, help="file for what is known; what has passed is not tried again")
    parser.add_argument("--one", nargs=4, metavar=("KIND", "NOTEBOOK", "METHOD", "SEED"), help="one session")
    return parser.parse_args()


def one(kind, notebook, method, seed):
    """Run one session here; print how many disturbances it survived, and what went wrong."""
    survived, failure = 0, ""
    try:
        for _ in KINDS[kind](
            ROOT / "notebooks" / f"{notebook}.ipynb", method, random.Random(f"{kind} {notebook} {method} {seed}")
        ):
            survived += 1
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
        failure = f"{type(error).__name__}: {error}"
    print(json.dumps([survived, failure]))
    return bool(failure)


def known(results, trial):
    """Return the result of one session: from the file, if it has passed before, or of a new try."""
    if results is None:
        return run(*trial)
    lines = results.read_text(encoding="utf-8").splitlines() if results.exists() else []
    for before, survived, failure in map(json.loads, lines):
        if before == list(trial) and not failure:
            return trial[0], survived, ""
    kind, survived, failure = run(*trial)
    with results.open("a", encoding="utf-8") as file:  # a line is one write
        file.write(json.dumps([trial, survived, failure]) + "\n")
    return kind, survived, failure


def run(kind, notebook, method, seed):
    """Run one session in a process of its own; return its kind, the disturbances survived, and the failure."""
    command = [sys.executable, str(HERE), "--one", kind, notebook, method, str(seed)]
    began = time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            out, errors = process.communicate(timeout=LIMIT)
            survived, failure = json.loads(out.splitlines()[-1])
        except subprocess.TimeoutExpired:
            for one in [*psutil.Process(process.pid).children(recursive=True), process]:
                with suppress(psutil.Error):
                    one.kill()
            survived, failure = 0, f"the session did not end in {LIMIT} s"
        except (IndexError, ValueError):
            survived, failure = 0, errors[-1000:]
    seconds = time.monotonic() - began
    print(
        f"{kind} {notebook} {method} {seed}: {survived} in {seconds:.0f} s {failure and 'FAILED ' + failure}",
        file=sys.stderr,
        flush=True,
    )
    return kind, survived, failure


def table(found, kinds):
    """Return what was tried, how often and with what result."""
    sessions, survived, failures = collections.Counter(), collections.Counter(), collections.Counter()
    for kind, number, failure in found:
        sessions[kind] += 1
        survived[kind] += number
        failures[kind] += bool(failure)
    lines = ["| what happens to the notebook | trials | runs afterwards | failures |", "|---|---|---|---|"]
    for kind in kinds:
        what = KINDS[kind].__doc__.strip().rstrip(".")
        lines.append(f"| {what} | {survived[kind] + failures[kind]} | {sessions[kind]} | {failures[kind]} |")
    total = sum(survived.values()) + sum(failures.values())
    lines.append(f"| all | {total} | {sum(sessions.values())} | {sum(failures.values())} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
