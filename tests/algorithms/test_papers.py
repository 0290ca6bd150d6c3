"""What kind of document a file is."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import example, given
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
        (b"\xef\xbb\xbf%PDF-1.4", "pdf"),
        (b"\x00" * 1024 + b"%PDF-1.4", "pdf"),
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
        b"\x00" * 1025 + b"%PDF-1.4",
        # What would be one thing for us and another for who opens it.
        b"PK%PDF-1.7",
        b"PK\x03\x04%PDF-1.7",
        b"<script>alert(1)</script>%PDF-1.7",
        b"MZ\x90\x00%PDF-1.7",
        b"GIF89a%PDF-1.7",
        b"MZ\x90\x00" + zipped(**{"word/document.xml": "<a/>"}),
        b" " + zipped(**{"word/document.xml": "<a/>"}),
        zipped(**{"page.html": "%PDF-1.7"}),
    ],
)
def test_what_we_do_not(data):
    with pytest.raises(NotADocumentError):
        sniff_document(data)


def test_what_unpacks_into_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(papers, "MOST_UNPACKED", 10)
    with pytest.raises(NotADocumentError):
        sniff_document(zipped(**{"word/document.xml": "x" * 11}))


def test_an_archive_that_holds_a_pdf_is_the_archive_it_is():
    assert sniff_document(zipped(mimetype=TEXT, **{"a.pdf": "%PDF-1.7"})) == "odt"


def test_an_archive_behind_a_pdf_makes_no_archive_of_it():
    """It is given back under the name and the type of a PDF: its macros run nowhere."""
    macros = zipped(**{"word/document.xml": "<a/>", "word/vbaProject.bin": "x"})
    assert sniff_document(b"%PDF-1.7\n" + macros) == "pdf"


@given(st.sampled_from([b"PK", b"PK\x03\x04"]), st.binary(max_size=200))
@example(b"PK", b"%PDF-")
@example(b"PK\x03\x04", b"\x00%PDF-1.7")
def test_noise_is_refused_and_nothing_else(mark, noise):
    with pytest.raises(NotADocumentError):
        sniff_document(mark + noise)


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_a_pdf_is_what_begins_as_one(before, after):
    """Whatever stands before, only blanks and the mark of UTF-8 leave a PDF a PDF."""
    blank = before.removeprefix(papers.BYTE_ORDER_MARK).strip(papers.BLANKS) == b""
    if blank or before.lstrip(papers.BLANKS).startswith(papers.PDF):
        assert sniff_document(before + b"%PDF-" + after) == "pdf"
    else:
        with pytest.raises(NotADocumentError):
            sniff_document(before + b"%PDF-" + after)
