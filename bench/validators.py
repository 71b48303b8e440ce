"""Every kind of page before the Nu HTML checker, html-validate and Lighthouse.

Run: .venv/bin/python -m bench.validators [page …] [--no-lighthouse]
Serves the demo and an article of 8,000 words with production's settings, and prints a
table; exit status 1 if anything is found. Needs Chromium, Java and Node with npm; the
tools go to .cache/validators, in the versions named here.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / ".cache" / "validators"
VERSIONS = {"vnu-jar": "26.9.27", "html-validate": "10.17.0", "lighthouse": "12.8.2"}
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
BIG = "big article"
PAGES = {
    "home": "/",
    "list": "/articles/",
    "second page": "/articles/?page=2",
    "article": "/articles/awake-at-three/",
    BIG: "/articles/a-long-winter/",
    "all series": "/series/",
    "series": "/series/winters/",
    "topic": "/topics/winters/",
    "year": time.strftime("/archive/%Y/"),
    "all questions": "/faqs/",
    "references": "/references/",
    "search": "/search/",
    "found": "/search/?q=sleep",
    "nothing found": "/search/?q=zzyzx",
    "plain page": "/fees/",
    "contact": "/contact/",
    "not found": "/none/",
    "gone": "/articles/gone/",
    "out of order": "/broken/",
}
# A search engine is told to leave these alone, which Lighthouse counts as a fault.
NOT_INDEXED = {"not found", "gone", "out of order", "search", "found", "nothing found"}
EXPECTED = {"is-crawlable", "http-status-code", "errors-in-console"}
# Said on purpose: the checkers do not know the attribute yet, by which a browser opens
# a source where it is cited.
ON_PURPOSE = ("Attribute “interestfor” not allowed on element “a”",)
PRESETS = {"phone": [], "desktop": ["--preset=desktop"]}
HTML_VALIDATE = {"extends": ["html-validate:a11y"], "root": True}


def main():
    demand_tools()
    wanted = [name for name in PAGES if name in sys.argv] or list(PAGES)
    # ignore_cleanup_errors: the worker may still be writing when its folder goes.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        set_environment(folder)
        fill()
        server = serve()
        try:
            faults = check(wanted, folder)
        finally:
            server.terminate()
            server.wait()
    print(f"\n{len(faults)} faults")
    for fault in faults:
        print(" ", fault)
    return 1 if faults else 0


def demand_tools():
    missing = [tool for tool in ("java", "node", "npm") if not shutil.which(tool)]
    if missing or not Path(CHROMIUM).exists():
        raise SystemExit(
            "The validators need Chromium, Java and Node with npm. On Debian: apt-get "
            "install chromium default-jre-headless nodejs npm"
        )
    if all(installed(tool) == version for tool, version in VERSIONS.items()):
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["npm", "install", "--prefix", TOOLS, "--ignore-scripts", "--no-audit"]
        + [f"{tool}@{version}" for tool, version in VERSIONS.items()],
        check=True,
        env=os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"},
    )


def installed(tool):
    file = TOOLS / "node_modules" / tool / "package.json"
    return file.exists() and json.loads(file.read_text())["version"]


def set_environment(folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    os.environ.update(
        DJANGO_SETTINGS_MODULE="bench.settings",
        DEBUG="0",
        SECRET_KEY="x" * 60,
        ALLOWED_HOSTS="127.0.0.1",
        PORT=port,
        SITE_URL=f"http://127.0.0.1:{port}",
        DATABASE_URL=f"sqlite:///{folder}/site.sqlite3",
        MEDIA_ROOT=str(folder / "media"),
    )


def fill():
    """The demo, the long article and one that was withdrawn, with all renditions."""
    manage("migrate", "--verbosity", "0")
    manage("load_demo")
    more = (
        "from articles.models import Image\n"
        "from tests.big_article import make_big_article\n"
        "from tests.factories import make_published_article\n"
        "make_big_article(pictures=list(Image.objects.all()[:20]))\n"
        "make_published_article('Gone', slug='gone').withdraw()\n"
    )
    manage("shell", "-c", more)
    if "--no-lighthouse" not in sys.argv:
        manage("make_renditions")


def manage(*arguments):
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def serve():
    server = subprocess.Popen([ROOT / "script" / "serve"], cwd=ROOT)
    for _ in range(600):
        try:
            fetch("/robots.txt")
        except URLError:
            time.sleep(0.1)
        else:
            return server
    raise SystemExit("The site did not start.")


def fetch(path):
    try:
        with urlopen(os.environ["SITE_URL"] + path) as answer:
            return answer.read()
    except HTTPError as answer:
        return answer.read()


def check(names, folder):
    """Every fault found, a sentence each; a row of the table is printed per page."""
    files = {}
    for number, name in enumerate(names):
        files[name] = folder / f"{number}.html"
        files[name].write_bytes(fetch(PAGES[name]))
    found = {name: [] for name in names}
    for tool, read in {"Nu": nu, "html-validate": html_validate}.items():
        by_file = read(list(files.values()), folder)
        for name, file in files.items():
            told = [one for one in by_file.get(str(file), []) if not is_meant(one)]
            found[name] += [f"{tool}: {one}" for one in told]
    print("page             HTML   phone              desktop            LCP (phone)")
    for name in names:
        row = f"{name:15}{len(found[name]):6}"
        if "--no-lighthouse" not in sys.argv:
            for preset in PRESETS:
                scores, audits, lcp = lighthouse(name, preset, folder)
                found[name] += [f"Lighthouse, {preset}: {one}" for one in audits]
                row += f"   {scores:16}" + (f"{lcp:>8}" if preset == "phone" else "")
        print(row, flush=True)
    return [f"{name}: {fault}" for name in names for fault in found[name]]


def is_meant(fault):
    return any(words in fault for words in ON_PURPOSE)


def nu(files, folder):
    jar = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [
        "java",
        "-jar",
        jar,
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
    ]
    told = json.loads(run([*command, *files]))["messages"]
    by_file = {}
    for one in told:
        if one["type"] == "error" or one.get("subType") == "warning":
            file = one["url"].removeprefix("file:")
            by_file.setdefault(file, []).append(
                f"{one['message']} (line {one.get('lastLine')})"
            )
    return by_file


def html_validate(files, folder):
    config = folder / "html-validate.json"
    config.write_text(json.dumps(HTML_VALIDATE))
    tool = TOOLS / "node_modules" / ".bin" / "html-validate"
    told = json.loads(run([tool, "--config", config, "--formatter", "json", *files]))
    return {
        one["filePath"]: [
            f"{message['ruleId']}: {message['message']} (line {message['line']})"
            for message in one["messages"]
        ]
        for one in told
    }


def lighthouse(name, preset, folder):
    """(the four scores, what costs points, the largest contentful paint)."""
    report = folder / "lighthouse.json"
    tool = TOOLS / "node_modules" / ".bin" / "lighthouse"
    command = [tool, os.environ["SITE_URL"] + PAGES[name], *PRESETS[preset], "--quiet"]
    options = ["--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    environment = os.environ | {"CHROME_PATH": CHROMIUM}
    run([*command, *options, "--ignore-status-code"], env=environment)
    told = json.loads(report.read_text())
    audits = told["audits"]
    expected = EXPECTED if name in NOT_INDEXED else set()
    costly = {
        reference["id"]
        for category in told["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"] and (audits[reference["id"]]["score"] or 0) < 0.9
        if audits[reference["id"]]["scoreDisplayMode"] in ("binary", "numeric")
    }
    scores = "/".join(
        str(round((category["score"] or 0) * 100))
        for category in told["categories"].values()
    )
    lcp = (
        audits["largest-contentful-paint"].get("displayValue", "").replace("\xa0", " ")
    )
    return scores, sorted(costly - expected), lcp


def run(command, **options):
    """What it prints; through a file, since Node may end before a pipe is emptied."""
    with tempfile.TemporaryFile("w+") as told:
        options = {"stdout": told, "stderr": subprocess.DEVNULL, **options}
        subprocess.run(command, cwd=ROOT, **options)
        told.seek(0)
        return told.read()


if __name__ == "__main__":
    sys.exit(main())
