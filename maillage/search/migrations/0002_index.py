"""The index that each database keeps of the lines, by itself, whoever writes them.

SQLite: an FTS5 table that holds no text of its own, and triggers. (Debian's 3.40 has no
`contentless_delete`; with external content a line leaves by its old words, which the triggers have.)
PostgreSQL: two generated columns, of the same words without any dictionary of its own.
"""

from django.db import migrations

WORDS = ("title_words", "title_stems", "body_words", "body_stems")
COLUMNS = ", ".join(WORDS)
NEW = ", ".join(f"new.{name}" for name in WORDS)
OLD = ", ".join(f"old.{name}" for name in WORDS)

SQLITE = (
    f"""CREATE VIRTUAL TABLE search_index USING fts5(
        {COLUMNS}, content='search_document', content_rowid='place',
        tokenize='ascii', detail='column', columnsize=0, prefix='2 3')""",
    f"""CREATE TRIGGER search_line_comes AFTER INSERT ON search_document BEGIN
        INSERT INTO search_index(rowid, {COLUMNS}) VALUES (new.place, {NEW}); END""",
    f"""CREATE TRIGGER search_line_goes AFTER DELETE ON search_document BEGIN
        INSERT INTO search_index(search_index, rowid, {COLUMNS})
        VALUES ('delete', old.place, {OLD}); END""",
    f"""CREATE TRIGGER search_line_changes AFTER UPDATE OF place, {COLUMNS} ON search_document BEGIN
        INSERT INTO search_index(search_index, rowid, {COLUMNS})
        VALUES ('delete', old.place, {OLD});
        INSERT INTO search_index(rowid, {COLUMNS}) VALUES (new.place, {NEW}); END""",
)
SQLITE_BACK = (
    "DROP TRIGGER search_line_comes",
    "DROP TRIGGER search_line_goes",
    "DROP TRIGGER search_line_changes",
    "DROP TABLE search_index",
)


def vector(name: str, columns: tuple[str, ...]) -> str:
    words = " || ' ' || ".join(columns)
    return f"""ALTER TABLE search_document ADD COLUMN {name} tsvector GENERATED ALWAYS AS (
        array_to_tsvector(array_remove(string_to_array({words}, ' '), ''))) STORED"""


POSTGRESQL = (
    # Long texts are kept beside, what is compared in the line: many that answer are few pages to read.
    "ALTER TABLE search_document SET (toast_tuple_target = 256)",
    *(f"ALTER TABLE search_document ALTER COLUMN {name} SET STORAGE EXTERNAL" for name in WORDS),
    vector("title_vector", WORDS[:2]),
    vector("vector", WORDS),
    "ALTER TABLE search_document ALTER COLUMN title_vector SET STORAGE MAIN",
    "ALTER TABLE search_document ALTER COLUMN vector SET STORAGE MAIN",
    "CREATE INDEX search_title_vector ON search_document USING gin (title_vector)",
    "CREATE INDEX search_vector ON search_document USING gin (vector)",
)
POSTGRESQL_BACK = (
    "ALTER TABLE search_document DROP COLUMN title_vector",
    "ALTER TABLE search_document DROP COLUMN vector",
    "ALTER TABLE search_document RESET (toast_tuple_target)",
)


def lay(_apps, schema_editor):
    for line in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(line)


def take_away(_apps, schema_editor):
    for line in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(line)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(lay, take_away)]
