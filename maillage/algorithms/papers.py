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
HEADER = 1024  # a PDF says so within its first kilobyte


class NotADocumentError(ValueError):
    """The bytes are of none of the kinds we keep, or hold a program."""


def sniff_document(data: bytes) -> str:
    """Say "pdf", "odt", "ods", "odp", "docx", "xlsx" or "pptx".

    A document with macros is refused: who opens it would run a stranger's program.
    """
    if b"%PDF-" in data[:HEADER]:
        return "pdf"
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _sniff_archive(archive)
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError) as error:
        raise NotADocumentError("It is no document.") from error


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
