"""Another program, which gets the same environment, and lives long enough to be seen by samples."""

import os
import subprocess
import sys

PROGRAM = "import os, sys, time; print(sorted(os.environ) == sorted(sys.argv[1:])); time.sleep(0.5)"

if __name__ == "__main__":
    other = subprocess.run([sys.executable, "-c", PROGRAM, *os.environ], check=True, stdout=subprocess.PIPE)
    print(other.stdout, other.returncode)
