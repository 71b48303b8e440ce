"""script/update: which newer packages there are, tried before anything is changed."""

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import installing
from installing import BUCKET, NO_NETWORK, PYTHON, ROOT, RUNTIME, STAMP, TESTS
from sentences import Stop, run, say

PIN = re.compile(r"^([A-Za-z0-9._-]+)(\[[\w,-]+\])?==([^\s;#]+)$")
# Newer releases of these need a Python or a Django that this site does not have yet.
HELD = {"django": (5, 2)}
# Between them these meet most packages; script/test, which is all, takes longer.
TRIED = (
    "tests/practice_site tests/views tests/models tests/rendering tests/imaging "
    "tests/citations tests/importing tests/lookup tests/portable"
)
NAMED = 8


def main():
    asked = arguments()
    if not PYTHON.exists():
        raise Stop("There is no .venv yet. Start the site once, or see the README.")
    before = {file: file.read_text() for file in (RUNTIME, BUCKET)}
    pinned = pins("\n".join(before.values()))
    newer = newer_pins(pinned, resolved(pinned))
    if not newer:
        say("Every package is the newest that fits.")
        return 0
    show(newer, faults())
    after = {file: with_pins(text, newer) for file, text in before.items()}
    if not asked.quick:
        try_out(after)
    if not asked.apply:
        say(
            "\nNothing was changed. To take them in:\n"
            "  script/update --apply\n"
            "then commit what changed, and on the server follow docs/upgrading.md."
        )
        return 0
    take_in(before, after)
    return 0


def arguments():
    parser = argparse.ArgumentParser(
        prog="script/update",
        description="Shows which newer packages there are, and tests the site with "
        "them in an environment that is thrown away. Changes nothing without --apply.",
    )
    parser.add_argument(
        "--apply",
        action="store_true",
        help="if all is well, write them to the requirements and install them",
    )
    parser.add_argument(
        "--quick", action="store_true", help="do not try them; only show what there is"
    )
    asked = parser.parse_args()
    if asked.apply and asked.quick:
        parser.error("--apply takes nothing in that was not tried: leave out --quick.")
    return asked


def pins(text):
    """{name: version} of what a requirements file pins."""
    found = (PIN.match(line.strip()) for line in text.splitlines())
    return {match[1].lower(): match[3] for match in found if match}


def newer_pins(pinned, available):
    """{name: (now, newest that fits)}."""
    newer = {}
    for name, version in pinned.items():
        found = available.get(canonical(name), version)
        if numbers(found) > numbers(version):
            newer[name] = (version, found)
    return newer


def resolved(pinned):
    """{name: version} that pip would install today, within what is held.

    Raises Stop without a connection.
    """
    lines = [f"{name}{held(name, version)}" for name, version in pinned.items()]
    extras = dict(
        match.group(1, 2)
        for line in RUNTIME.read_text().splitlines()
        if (match := PIN.match(line.strip())) and match[2]
    )
    lines += [f"{name}{extra}" for name, extra in extras.items()]
    with tempfile.TemporaryDirectory(prefix="update-") as folder:
        file = Path(folder, "wanted.txt")
        file.write_text("\n".join(lines))
        done = pip("install", "--dry-run", "--ignore-installed", "-r", file)
    if done.returncode:
        raise Stop(installing.reason(done.stderr, "Newer packages were not found"))
    installed = json.loads(done.stdout)["install"]
    return {
        canonical(item["metadata"]["name"]): item["metadata"]["version"]
        for item in installed
    }


def pip(*arguments):
    command = [PYTHON, "-m", "pip", *arguments, "--quiet", "--no-input", "--retries=1"]
    command += ["--disable-pip-version-check", "--report", "-"]
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


def held(name, version):
    """What pip may choose from: never something older, and what HELD says."""
    series = HELD.get(name)
    if series is None:
        return f">={version}"
    return f">={version},<{series[0]}.{series[1] + 1}"


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def numbers(version):
    return [int(part) for part in re.findall(r"\d+", version)]


def faults():
    """{name: advisories} of the pins, as far as pip-audit is there to say so."""
    audit = shutil.which("pip-audit") or PYTHON.parent / "pip-audit"
    if not os.access(audit, os.X_OK):
        return None
    done = subprocess.run(
        [audit, "-r", RUNTIME, "-r", BUCKET, "--no-deps", "--format", "json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    try:
        listed = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None
    return {
        canonical(item["name"]): [fault["id"] for fault in item["vulns"]]
        for item in listed
        if item.get("vulns")
    }


def show(newer, found):
    for name, (now, then) in newer.items():
        known = ", ".join((found or {}).get(canonical(name), []))
        mark = f"   mends {known}" if known else ""
        say(f"  {name:28} {now:12} → {then}{mark}")
    if found is None:
        say(
            "Which of them mend a security fault is not known here: pip-audit would "
            "say, if it is installed and has a connection. Look at the release notes."
        )


def with_pins(text, newer):
    """A requirements file's text with other versions, and nothing else changed."""

    def line(old):
        match = PIN.match(old.strip())
        if not match or match[1].lower() not in newer:
            return old
        return f"{match[1]}{match[2] or ''}=={newer[match[1].lower()][1]}"

    return "\n".join(line(old) for old in text.splitlines()) + "\n"


def try_out(texts):
    """Install what files would name beside the tests' own needs, and run the tests."""
    installing.demand_room()
    with tempfile.TemporaryDirectory(prefix="update-") as folder:
        python = Path(folder, "venv", "bin", "python")
        say("\nTrying them in an environment that is thrown away …")
        step([sys.executable, "-m", "venv", python.parents[1]], "It was not made")
        install = [python, "-m", "pip", "install", "--quiet", "--no-input"]
        install += ["--disable-pip-version-check", "-r", TESTS]
        for file, text in texts.items():
            Path(folder, file.name).write_text(text)
            install += ["-r", Path(folder, file.name)]
        step(install, "They could not be installed together", is_fetching=True)
        step([python, "-m", "pip", "check"], "They do not fit each other")
        say("Running the tests that meet the packages, for some ten minutes …")
        tests = [path for path in TRIED.split() if (ROOT / path).exists()]
        step([python, "-m", "pytest", "-q", "-x", *tests], "The tests fail with them")
        say("All is well with them.")


def step(command, problem, *, is_fetching=False):
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=tests_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        said = done.stdout + done.stderr
        if is_fetching and NO_NETWORK.search(said):
            raise Stop("There is no connection to the package index. Nothing changed.")
        last = "\n".join(said.strip().splitlines()[-NAMED:])
        raise Stop(f"{problem}, so nothing was changed. This was said:\n{last}")


def tests_environment():
    """The tests' own settings, no other, and above all not the site's database."""
    kept = {name: os.environ[name] for name in os.environ if name != "DATABASE_URL"}
    return {**kept, "DJANGO_SETTINGS_MODULE": "tests.settings"}


def take_in(before, after):
    """Write the files and install them; whatever stops that, all is as it was."""
    try:
        write(after)
        installing.install(RUNTIME)
    except BaseException:
        put_back(before)
        raise
    say(
        "They are in the requirements and in .venv. Look at `git diff`, run "
        "script/test, then commit."
    )


def put_back(before):
    """Pip may have exchanged some packages of .venv before it was stopped."""
    write(before)
    STAMP.unlink(missing_ok=True)
    say("\nThe requirements are as they were; putting .venv back, too …")
    with contextlib.suppress(Stop):
        installing.install(RUNTIME)


def write(texts):
    """Each file is there wholly, as before or anew, also on a full disk."""
    for file, text in texts.items():
        if file.read_text() != text:
            part = file.with_name(f".{file.name}.part")
            part.write_text(text)
            part.replace(file)


if __name__ == "__main__":
    run(main)
