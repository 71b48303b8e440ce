"""The child process: it is bounded, it starts by itself, and it may die."""

import json
import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from articles.imaging import ImageRefused, child, clean_image
from tests.imaging.pictures import MEASURED, photo, run_worker, saved

SMALL = "from articles.imaging import worker; worker.{limit} = {amount}; worker.main()"


def program(tmp_path, script):
    """A stand-in for the Python interpreter that does what broken decoders do."""
    path = tmp_path / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("cat > /dev/null; kill -SEGV $$", "too much memory or time"),
        ("kill -KILL $$", "too much memory or time"),
        ("echo Traceback >&2; exit 1", "cannot be read"),
        ("exit 0", "cannot be read"),
    ],
)
def test_child_that_dies_is_a_refusal(script, sentence, tmp_path, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr(sys, "executable", program(tmp_path, script))
    with pytest.raises(ImageRefused, match=sentence):
        clean_image(bytes(500_000))


def test_child_that_hangs_is_a_refusal(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", program(tmp_path, "exec sleep 600"))
    monkeypatch.setattr(child, "SECONDS", 0.1)
    with pytest.raises(ImageRefused, match="too much memory or time"):
        clean_image(bytes(500_000))


def test_child_that_cannot_be_started_is_a_refusal_and_logged(
    monkeypatch, caplog, tmp_path
):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "absent"))
    with pytest.raises(ImageRefused, match="Try again in a minute"):
        clean_image(saved(photo()))
    assert "could be started" in caplog.text


def test_fault_of_the_program_is_logged(monkeypatch, caplog, tmp_path):
    monkeypatch.setattr(
        sys, "executable", program(tmp_path, "echo ImportError >&2; exit 1")
    )
    with pytest.raises(ImageRefused):
        clean_image(saved(photo()))
    assert "ImportError" in caplog.text


def test_memory_is_limited():
    small = SMALL.format(limit="MEMORY_BYTES", amount=150 * 2**20)
    large = saved(Image.new("RGB", (5000, 4500)), "PNG")
    facts, made, _ = run_worker(large, program=small, task="clean")
    assert "too much memory" in facts["refused"]
    assert made == b""


@pytest.mark.parametrize(
    "code",
    [
        "open('written', 'wb', buffering=0).write(b'x')",
        "bytearray(2**30)",
        "any(iter(int, 1))",
    ],
)
def test_child_cannot_write_files_nor_take_more(code, tmp_path, monkeypatch):
    """Ends in an error or a signal, never in an answer."""
    monkeypatch.chdir(tmp_path)
    harmful = (
        "from articles.imaging import worker; worker.CPU_SECONDS = 1;"
        f"worker.limit_resources(); {code}; print('{{}}')"
    )
    with pytest.raises(AssertionError):
        run_worker(b"", program=harmful)
    assert not (tmp_path / "written").exists() or not os.path.getsize("written")


def test_child_knows_no_secret_and_no_django(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "for the site alone")
    told = (
        "import json, os, sys; import articles.imaging.worker as worker;"
        "print(json.dumps([list(os.environ), list(sys.modules)]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", told],
        env=child.environment(),
        capture_output=True,
        check=True,
    )
    names, modules = json.loads(answer.stdout)
    assert set(names) <= {"PYTHONPATH", "LD_LIBRARY_PATH", "LC_CTYPE"}
    assert "articles.imaging.decoding" in modules
    assert not [name for name in modules if name.startswith("django")]


def test_child_starts_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert clean_image(saved(photo())).width == 64


def test_many_threads_get_their_own_pictures():
    widths = range(20, 32)
    files = [saved(Image.new("RGB", (width, 9))) for width in widths]
    with ThreadPoolExecutor(6) as threads:
        got = [clean.width for clean in threads.map(clean_image, files)]
    assert got == list(widths)


def test_who_waits_too_long_is_told(monkeypatch):
    monkeypatch.setattr(child, "WAITING_SECONDS", 0.01)
    with child.one_at_a_time, pytest.raises(ImageRefused, match="Try again"):
        clean_image(saved(photo()))


def see_through(size):
    image = Image.new("RGBA", size, (9, 99, 200, 255))
    image.paste((0, 0, 0, 0), (0, 0, size[0] // 2, size[1]))
    return image


@pytest.mark.parametrize(
    "data",
    [
        saved(see_through((5712, 4284)), "PNG", compress_level=1),
        saved(see_through((4300, 3225)), "WEBP", method=0, quality=10),
        saved(see_through((4880, 3660)), "AVIF", speed=10, quality=10),
        saved(Image.new("P", (5712, 4284)), "GIF"),
        saved(Image.new("RGB", (8192, 6144))),
        saved(Image.new("CMYK", (5712, 4284)), progressive=True, subsampling=0),
    ],
    ids=["png", "webp", "avif", "gif", "jpeg", "progressive"],
)
def test_largest_pictures_stay_under_300_mb(data):
    facts, _, peak = run_worker(data, program=MEASURED, task="clean")
    assert "refused" not in facts
    assert 20 < peak < 300
