"""A ZIP file from anybody: what it does wrong is a sentence, and leads nowhere else."""

import io
import zipfile

import pytest

from articles.bringing_back import is_export_zip, unpack
from articles.portable import Unusable

TEXT = "---\npractice_site_export: 1\ntitle: A\n---\n\n" + "Words.\n" * 50


def packed(*names, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name in names:
            archive.writestr(name, TEXT)
    return data.getvalue()


def refusal(data, folder):
    with pytest.raises(Unusable) as refused:
        unpack(io.BytesIO(data), folder)
    return str(refused.value)


@pytest.mark.parametrize(
    "name", ["../../a.md", "/etc/a.md", "..\\a.md", "C:\\a.md", "a.md/../../a.md"]
)
def test_no_name_leads_out_of_the_folder(name, tmp_path):
    [text] = unpack(io.BytesIO(packed(name)), tmp_path)
    assert text == tmp_path / "articles" / "a.md"


@pytest.mark.parametrize("name", [300 * "x" + ".md", 200 * "é" + ".md"])
def test_a_name_longer_than_files_have_is_said(name, tmp_path):
    assert "File name too long" in refusal(packed(name), tmp_path)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damage_is_said_however_it_was_packed(method, tmp_path):
    data = bytearray(packed("a.md", method=method))
    data[60:75] = bytes(15)
    is_export_zip(io.BytesIO(data))
    assert "damaged" in refusal(bytes(data), tmp_path)
