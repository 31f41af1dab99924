"""Reading files that may be made to keep their reader busy for ever, or to fill the memory.

Whoever reads one is a script of ours in a process of its own, with ten seconds and 768 MB. It gets
the file on standard input and writes what it has found to standard output.
"""

import resource
import runpy
import subprocess
import sys

SECONDS = 10  # of computing
PATIENCE = 20  # seconds in all, on a busy machine
MEMORY = 768 * 1024 * 1024


def run(script: str, content: bytes) -> bytes:
    """What the file ``script`` writes of ``content`` within its limits: nothing, if it hangs."""
    try:
        done = subprocess.run(  # noqa: S603  our own modules
            [sys.executable, "-I", __file__, script],  # without our folders among its modules
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    runpy.run_path(sys.argv[1], run_name="__main__")
