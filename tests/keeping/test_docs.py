"""What docs/backup.md and the timer tell is what there is."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "backup.md").read_text()
UNIT = (ROOT / "deploy" / "practice-site-backup.service").read_text()
CALLS = re.findall(r"manage\.py (\w+)((?: +-{0,2}[\w/.-]+)*)", GUIDE + UNIT)


@pytest.mark.parametrize(("name", "arguments"), sorted(set(CALLS)))
def test_commands_are_called_as_they_can_be(name, arguments):
    command = load_command_class(get_commands()[name], name)
    parser = command.create_parser("manage.py", name)
    known = {option for action in parser._actions for option in action.option_strings}
    given = re.findall(r"--\w+", arguments)
    assert set(given) <= known


def test_both_commands_are_told():
    assert {"backup", "restore"} <= {name for name, _ in CALLS}


def test_the_timer_runs_its_service_once_a_night():
    timer = ConfigParser(strict=False, interpolation=None)
    timer.optionxform = str
    timer.read(ROOT / "deploy" / "practice-site-backup.timer")
    assert timer["Timer"]["OnCalendar"].startswith("*-*-* ")
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"
