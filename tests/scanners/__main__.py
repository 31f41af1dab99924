"""Lets each scanner look; prints what is found, and fails if anything is.

A scanner that can't be had on this machine is left out, and the line says why.
"""

import sys
from collections.abc import Callable

from . import tools


def main() -> int:
    """How many scanners have found something."""
    return sum([report(tools.bandit), report(tools.pip_audit)])


def report(scanner: Callable[..., list[str]], *arguments) -> bool:
    """Print what a scanner finds. Whether it has found anything."""
    name = scanner.__name__.replace("_", "-")
    try:
        found = scanner(*arguments)
    except tools.NotHereError as reason:
        sys.stdout.write(f"{name}: left out, {reason}\n")
        return False
    sys.stdout.write(f"{name}: {len(found) or 'nothing'} found\n")
    sys.stdout.writelines(f"    {one}\n" for one in found)
    sys.stdout.flush()
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
