"""The virtual environment ``.venv`` and the packages in it."""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import debian
from sentences import NO_ROOM, Stop, say

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
RUNTIME = ROOT / "requirements.txt"
BUCKET = ROOT / "requirements-s3.txt"
TESTS = ROOT / "tests" / "requirements.txt"
ROOM_MB = 800
NO_NETWORK = re.compile(
    "NewConnectionError|NameResolutionError|name resolution|Name or service not known|"
    "Network is unreachable|ConnectTimeout|ReadTimeout|Connection refused|ProxyError"
)


def install(*requirements):
    """Install requirement files into ``.venv``, which is made if it isn't there.

    Files that have not changed since they were installed cost nothing.
    """
    demand_permission()
    wanted = {
        file.name if file == RUNTIME else "tests": mark(file) for file in requirements
    }
    if is_usable() and wanted.items() <= recorded().items():
        return
    demand_room()
    if not is_usable():
        make_environment()
    say("Installing the packages; the first time takes a few minutes …")
    pip_install(requirements)
    STAMP.write_text(json.dumps({**recorded(), **wanted}))


def mark(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def recorded():
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def is_usable():
    """An environment with pip, made by this very version of Python."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return PYTHON.exists() and (VENV / "lib" / version / "site-packages/pip").is_dir()


def demand_permission():
    if not os.access(ROOT, os.W_OK):
        raise Stop(
            f"The folder {ROOT} is not yours to write in. Clone the repository into a "
            "folder of your own and start again."
        )


def demand_room():
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < ROOM_MB:
        raise Stop(
            f"There is too little room on the disk: {free} MB are free at {ROOT}, and "
            f"about {ROOM_MB} MB are needed. Make some and start again."
        )


def make_environment():
    if importlib.util.find_spec("ensurepip") is None:
        demand_venv_module()
    say("Making the virtual environment .venv …")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV],
        capture_output=True,
        text=True,
    )
    if made.returncode:
        raise Stop(reason(made.stdout + made.stderr, "The .venv could not be made"))


def demand_venv_module():
    """Debian ships Python without what makes an environment; get it or say how."""
    debian.installed("python3-venv")
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop(
            "Python's venv module is missing. Run this, then start again:\n"
            "  sudo apt-get install -y python3-venv"
        )


def pip_install(requirements):
    command = [PYTHON, "-m", "pip", "install", "--no-input", "--quiet", "--retries=2"]
    command += ["--disable-pip-version-check", "--no-warn-script-location"]
    for file in requirements:
        command += ["-r", file]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        raise Stop(reason(done.stdout + done.stderr, "The packages were not installed"))


def reason(output, what):
    """The one sentence that explains a failed pip or venv, else its own last lines."""
    if "No space left" in output:
        return NO_ROOM
    if NO_NETWORK.search(output):
        return (
            f"{what}: there is no connection to the package index. Check the network "
            "and start again."
        )
    last = "\n".join(output.strip().splitlines()[-5:])
    return f"{what}; this is what was reported:\n{last}"
