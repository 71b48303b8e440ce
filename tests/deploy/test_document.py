"""docs/deployment.md and what it installs; bench/bare_debian.py runs it as a whole."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bench.bare_debian import blocks
from tests.deploy.proxy import ROOT

UNITS = sorted((ROOT / "deploy").glob("*.service")) + sorted(
    (ROOT / "deploy").glob("*.timer")
)
WRITABLE = ("/var/lib/practice-site", "/srv/practice-site/staticfiles", "/run")


def test_every_block_is_a_shells():
    assert len(blocks("deployment.md")) > 5
    for block in blocks("deployment.md"):
        done = subprocess.run(
            ["/bin/bash", "-n"], input=block, text=True, capture_output=True
        )
        assert not done.stderr


def test_every_unit_that_is_enabled_is_there_and_every_timer_is_enabled():
    text = "\n".join(blocks("deployment.md"))
    enabled = set(re.findall(r"practice-site[\w-]*\.(?:service|timer)", text))
    names = {unit.name for unit in UNITS}
    assert enabled <= names
    assert {name for name in names if name.endswith(".timer")} <= enabled


def test_every_setting_is_one_that_the_readme_names():
    text = next(block for block in blocks("deployment.md") if "SECRET_KEY=" in block)
    names = re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)
    readme = (ROOT / "README.md").read_text()
    assert len(names) > 5
    for name in names:
        assert f"`{name}`" in readme


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_every_unit(unit, tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed")
    for other in UNITS:
        text = other.read_text().replace("/srv/practice-site", str(ROOT))
        (tmp_path / other.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / unit.name],  # noqa: S607
        capture_output=True,
        text=True,
    )
    own = [line for line in done.stderr.splitlines() if "practice-site" in line]
    assert not own


@pytest.mark.parametrize(
    "unit", [u for u in UNITS if u.suffix == ".service"], ids=lambda unit: unit.name
)
def test_no_unit_may_write_elsewhere_or_become_root(unit):
    text = unit.read_text()
    for line in ("User=practice", "NoNewPrivileges=true", "ProtectSystem=strict"):
        assert line in text
    for paths in re.findall(r"^ReadWritePaths=(.*)", text, re.MULTILINE):
        for path in paths.split():
            assert Path(path.lstrip("-")).as_posix().startswith(WRITABLE)
