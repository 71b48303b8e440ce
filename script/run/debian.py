"""Packages of the system, installed where that is allowed and needs no password."""

import os
import shutil
import subprocess

from sentences import say

QUIET = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True}


def installed(*packages):
    """Install packages by apt; false where that is not allowed or did not work."""
    prefix = permission()
    if prefix is None:
        return False
    say(f"Installing {', '.join(packages)} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "-y", "--no-install-recommends", *packages]
    return any(
        all(
            subprocess.run(
                [*prefix, "apt-get", *step], env=environment, **QUIET
            ).returncode
            == 0
            for step in steps
        )
        for steps in ([install], [["update"], install])
    )


def permission():
    """What goes before apt-get: nothing for root, sudo if it asks for no password."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], **QUIET)
        return ["sudo", "-n"] if asked.returncode == 0 else None
    return None
