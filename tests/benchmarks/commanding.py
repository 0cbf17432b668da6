"""What ``python -m helpers watch`` costs the program that it runs, by the program's own clock."""

import tempfile

import watching


def rows():
    for kind, limit in watching.LIMITS.items():
        with tempfile.TemporaryDirectory() as folder:
            watch = ["-m", "helpers", "watch", "--quiet", "-o", f"{folder}/run.html"]
            value, _ = watching.ratios(kind, *watch)
        name = f"`python -m helpers watch` on / off, {watching.NAMES[kind]} ({watching.METHOD})"
        yield name, f"{value:.2f}x", f"at most {limit}x", value <= limit
