"""What kind of document a file is, from its own bytes; a name or a declared type says nothing."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
MOST_ENTRIES, MOST_UNPACKED = 5_000, 500_000_000
LONGEST_TYPE = 100
# Readers look for it in the first kilobyte; the standard asks for it at the first byte, and what
# stands before may make of the same bytes an archive, a page or a program for somebody else.
PDF, ARCHIVE = b"%PDF-", b"PK\x03\x04"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BLANKS = b" \t\r\n\f\x00"
MOST_BLANKS = 1024


class NotADocumentError(ValueError):
    """The bytes are of none of the kinds we keep, or hold a program."""


def sniff_document(data: bytes) -> str:
    """Say "pdf", "odt", "ods", "odp", "docx", "xlsx" or "pptx".

    A file is what its first bytes say: an archive that holds "%PDF-" is an archive, a program with
    an archive behind it is a program. Blanks alone may come before a PDF, as some printers write.
    A document with macros is refused: who opens it would run a stranger's program.
    """
    if _begins(data).startswith(PDF):
        return "pdf"
    if not data.startswith(ARCHIVE):
        raise NotADocumentError("It is no document.")
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _sniff_archive(archive)
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError) as error:
        raise NotADocumentError("It is no document.") from error


def _begins(data: bytes) -> bytes:
    """The first bytes that say something."""
    return data[: MOST_BLANKS + len(PDF)].removeprefix(BYTE_ORDER_MARK).lstrip(BLANKS)


def _sniff_archive(archive: ZipFile) -> str:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise NotADocumentError("It unpacks into too much.")
    names = {entry.filename for entry in entries}
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise NotADocumentError("It holds macros.")
    if "mimetype" in names:
        with archive.open("mimetype") as declared:
            return OPEN_DOCUMENT[declared.read(LONGEST_TYPE).strip()]
    found = [kind for name, kind in OFFICE.items() if name in names]
    if len(found) != 1:
        raise NotADocumentError("It is no document.")
    return found[0]
