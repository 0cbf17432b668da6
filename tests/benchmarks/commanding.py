"""What ``python -m helpers watch`` costs the program that it runs, by the program's own clock."""

import tempfile

import watching

LIMITS = {"pool": 1.05, "processes": 1.25}  # as for a watched block
PAIRS = 7


def rows():
    for kind, limit in LIMITS.items():
        with tempfile.TemporaryDirectory() as folder:
            watch = ["-m", "helpers", "watch", "--quiet", "-o", f"{folder}/run.html"]
            pairs = [(watching.in_a_script(kind, *watch), watching.in_a_script(kind)) for _ in range(PAIRS)]
        value = sorted(on / off for on, off in pairs)[PAIRS // 2]
        work = "pool of 200 short tasks" if kind == "pool" else "200 short processes"
        name = f"`python -m helpers watch` on / off, {work} ({watching.METHOD})"
        yield name, f"{value:.2f}x", f"at most {limit}x", value <= limit
