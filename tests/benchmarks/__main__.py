"""Runs the benchmarks and prints one table.

    python tests/benchmarks                  # all
    python tests/benchmarks watch sampling   # some

Whatever is compared runs side by side in one run, alternating, so that a busy machine slows both sides. Figures are
medians; a ratio is the median of the pairs' ratios. Each row names what is wanted of it.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import commanding  # noqa: E402
import delays  # noqa: E402
import forking  # noqa: E402
import leaks  # noqa: E402
import pooling  # noqa: E402
import reading  # noqa: E402
import sampling  # noqa: E402
import spawning  # noqa: E402
import talking  # noqa: E402
import verdicts  # noqa: E402
import watching  # noqa: E402

SUBJECTS = {
    "spawning": spawning.rows,
    "forking": forking.rows,
    "watch": watching.rows,
    "command": commanding.rows,
    "messages": talking.rows,
    "pool": pooling.rows,
    "reading": reading.rows,
    "sampling": sampling.rows,
    "delays": delays.rows,
    "leaks": leaks.rows,
    "verdicts": verdicts.rows,
}


def main():
    chosen = sys.argv[1:] or list(SUBJECTS)
    unknown = [name for name in chosen if name not in SUBJECTS]
    if unknown:
        sys.exit(
            f"{unknown[0]!r} is no benchmark; there are {', '.join(SUBJECTS)}; for example: "
            "python tests/benchmarks watch"
        )
    print("| what | measured | wanted | |\n|---|---|---|---|")
    for name in chosen:
        for what, measured, wanted, good in SUBJECTS[name]():
            print(
                f"| {what} | {measured} | {wanted} | {'' if good is None else 'yes' if good else 'NO'} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
