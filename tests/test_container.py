"""The files in docs/deploy/container, as far as they can be tried without Docker."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import yaml
from django.core.management import get_commands

from dci import health
from tests.queries import ROOT

FOLDER = ROOT / "docs" / "deploy" / "container"
RECIPE = (FOLDER / "Containerfile").read_text().replace("\\\n", " ")
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]


def test_all_that_is_copied_is_there_and_let_in():
    copied = {line.split()[1] for line in re.findall(r"^COPY (?!--).*", RECIPE, re.MULTILINE)}
    ignored = (FOLDER / "Containerfile.dockerignore").read_text().splitlines()
    assert {line.removeprefix("!") for line in ignored if line.startswith("!")} == copied
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_what_the_code_reads_in_the_projects_folder_is_copied():
    copied = set(re.findall(r"^COPY (?!--)(\S+)", RECIPE, re.MULTILINE))
    code = "".join(path.read_text() for path in (ROOT / "dci").rglob("*.py"))
    read = set(re.findall(r'settings\.BASE_DIR / "(.+?)"', code))
    assert ".env.example" in read
    assert read <= copied


def test_settings_of_a_site_are_in_no_image_and_in_no_commit():
    name = COMPOSE["x-site"]["env_file"]
    assert f"**/{name}" in (FOLDER / "Containerfile.dockerignore").read_text().splitlines()
    assert name in (ROOT / ".gitignore").read_text().splitlines()


def test_image_runs_as_nobody_and_holds_no_secret():
    assert re.findall(r"^USER (.*)", RECIPE, re.MULTILINE) == ["10001"]
    last = RECIPE.rpartition("\nFROM ")[2]
    assert "pip" not in last
    assert "SECRET_KEY" not in last
    assert "pip uninstall" in RECIPE


def test_static_files_are_collected_with_the_values_of_the_build(tmp_path):
    line = re.search(r"^RUN (DEBUG=0 .*?) &&", RECIPE, re.MULTILINE)[1]
    *values, _python, _manage, _collect, _yes, _verbosity, _zero = shlex.split(line)
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull}
    environment |= dict(value.split("=", 1) for value in values)
    command = [sys.executable, "manage.py", "check", "--tag", "staticfiles"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        """Nobody reads it."""


@pytest.mark.parametrize("is_up", [True, False])
def test_health_check_says_whether_the_application_answers(is_up):
    *_python, code = SERVICES["application"]["healthcheck"]["test"]
    with make_server("127.0.0.1", 0, health.around(None), handler_class=Quiet) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        port = server.server_port if is_up else 1
        command = [sys.executable, "-c", code.replace("8000", str(port))]
        done = subprocess.run(command, capture_output=True, check=False)
        server.shutdown()
    assert (done.returncode == 0) is is_up


def test_services_run_commands_that_there_are():
    commands = [service["command"] for service in SERVICES.values() if "manage.py" in str(service)]
    assert {command[2] for command in commands} <= get_commands().keys()
    assert (ROOT / SERVICES["clock"]["command"][0]).stat().st_mode & 0o111


def test_services_are_given_settings_that_there_are():
    example = (ROOT / ".env.example").read_text()
    known = set(re.findall(r"^(?:# )?([A-Z0-9_]+)=", example, re.MULTILINE))
    assert COMPOSE["x-site"]["environment"].keys() <= known


def test_pages_are_kept_where_every_engine_lets_them_be_written():
    site = COMPOSE["x-site"]
    assert site["read_only"]
    assert [str(Path(site["environment"]["PAGE_CACHE"]).parent)] == site["tmpfs"]


def test_clock_runs_each_line_of_the_units(tmp_path):
    for name, lines in {
        "dci-often": "-echo one\nExecStart=echo two",
        "dci-nightly": "echo",
    }.items():
        (tmp_path / f"{name}.service").write_text(f"[Service]\nExecStart={lines}\n")
    environment = os.environ | {"UNITS": str(tmp_path), "ONCE": "1", "TZ": "Etc/GMT+5"}
    done = subprocess.run(
        ["sh", FOLDER / "clock"], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[:2] == ["one", "two"]


def test_stopped_clock_ends_what_it_has_begun(tmp_path):
    (tmp_path / "round").write_text("echo begun\nsleep 0.2\necho ended\n")
    (tmp_path / "dci-often.service").write_text(f"ExecStart=sh {tmp_path / 'round'}\n")
    environment = os.environ | {"UNITS": str(tmp_path)}
    command = ["sh", FOLDER / "clock"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as clock:
        assert clock.stdout.readline() == "begun\n"
        clock.terminate()
        assert clock.stdout.readline() == "ended\n"
    assert clock.returncode == 0


def test_database_is_well_when_others_can_reach_it():
    assert "-h 127.0.0.1" in SERVICES["database"]["healthcheck"]["test"][1]


@pytest.mark.parametrize("address", ["127.0.0.11", "10.89.0.1"])
def test_nginx_is_given_the_file_of_one_machine_with_other_names(tmp_path, address):
    (tmp_path / "names").write_text(f"search x\nnameserver {address}\nnameserver 10.0.0.9\n")
    script = SERVICES["nginx"]["command"][2].replace("$$", "$").partition(" && exec")[0]
    for old, new in {
        "${SITE_HOST}": "www.site.example",
        "/etc/resolv.conf": str(tmp_path / "names"),
        "/etc/nginx/site.conf": str(FOLDER.parent / "nginx.conf"),
        "/etc/nginx/conf.d/default.conf": str(tmp_path / "made"),
    }.items():
        assert old in script
        script = script.replace(old, new)
    subprocess.run(["sh", "-c", script], check=True)
    made = (tmp_path / "made").read_text()
    assert made.startswith(f"resolver {address} valid=10s;\n#")
    assert made.count("resolver") == 1
    assert "server application:8000 resolve max_conns=64 max_fails=3 fail_timeout=10s;" in made
    assert {"proxy_next_upstream_tries 4;", "proxy_connect_timeout 500ms;"} <= set(
        map(str.strip, made.splitlines())
    )
    assert "live/www.site.example/fullchain" in made
    assert not re.search("alias /MEDIA_ROOT|WWW.EXAMPLE.ORG;", made)
