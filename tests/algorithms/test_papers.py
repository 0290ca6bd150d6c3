"""What kind of document a file is."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from maillage.algorithms import papers
from maillage.algorithms.papers import NotADocumentError, sniff_document

TEXT = "application/vnd.oasis.opendocument.text"


def zipped(**entries):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def a_workbook():
    out = BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (zipped(mimetype=TEXT), "odt"),
        (zipped(mimetype=TEXT.replace("text", "spreadsheet")), "ods"),
        (zipped(**{"word/document.xml": "<a/>"}), "docx"),
        (zipped(**{"ppt/presentation.xml": "<a/>"}), "pptx"),
        (a_workbook(), "xlsx"),
    ],
)
def test_what_we_keep(data, kind):
    assert sniff_document(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00",
        b"<html>",
        zipped(a="b"),
        zipped(mimetype="text/html"),
        zipped(**{"word/document.xml": "<a/>", "word/vbaProject.bin": "x"}),
        zipped(**{"mimetype": TEXT, "Basic/Standard/Module1.xml": "x"}),
        zipped(**{"word/document.xml": "<a/>", "xl/workbook.xml": "<a/>"}),
        b"PK\x03\x04 cut",
    ],
)
def test_what_we_do_not(data):
    with pytest.raises(NotADocumentError):
        sniff_document(data)


def test_what_unpacks_into_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(papers, "MOST_UNPACKED", 10)
    with pytest.raises(NotADocumentError):
        sniff_document(zipped(**{"word/document.xml": "x" * 11}))


@given(st.binary(max_size=200))
def test_noise_is_refused_and_nothing_else(noise):
    with pytest.raises(NotADocumentError):
        sniff_document(b"PK" + noise)
