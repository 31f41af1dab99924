"""The commands before there is any Python package: only what the machine brings."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def make(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    plain = {"PATH": os.environ["PATH"]}  # `make test` tells its children that they run in a make

    def make(*arguments):
        return subprocess.run(
            ["make", *arguments], cwd=tmp_path, env=plain, capture_output=True, text=True
        )

    return make


@pytest.mark.parametrize("target", ["run", "test", "lint"])
@pytest.mark.parametrize("python", ["false", "no-such-python"])
def test_an_old_or_missing_python_is_told_before_anything_is_made(make, tmp_path, target, python):
    result = make(target, f"PYTHON={python}")
    assert result.returncode != 0
    assert result.stderr.startswith(f"Python 3.11 or newer is needed ({python} is not):")
    assert [path.name for path in tmp_path.iterdir()] == ["Makefile"]


def test_make_alone_lists_the_targets(make):
    described = {line.split()[1] for line in make().stdout.splitlines()}
    assert described >= {"run", "test", "lint"}
    assert all(make("--dry-run", target, "PYTHON=false").returncode == 0 for target in described)


def test_continuous_integration_runs_the_two_commands_and_nothing_else():
    script = (ROOT / ".ci" / "run").read_text()
    assert [line for line in script.splitlines() if line.startswith("make")] == [
        "make lint",
        "make test",
    ]
