"""One archive holds all: each table as lines of JSON, the files people handed in, and what proves it.

The same archive goes back into SQLite or into PostgreSQL: it is also the way from one to the other.
A copy is taken from one instant while people go on writing; it is checked whole before anything is
touched, and once more against the database it filled.
"""

import hashlib
import json
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.sql import InsertQuery

from maillage.core.holding import files_stay
from maillage.core.signals import restored

FORMAT = 1
MANIFEST = "manifest.json"
TABLES, FILES = "tables", "files"
STAMP = "last-backup.json"
SKIPPED = {"sessions.session"}  # whoever was signed in signs in again
BATCH = 400
PIECE = 1 << 20
SAFE = re.compile(r"tables/[a-z0-9_]+\.[a-z0-9_]+\.jsonl|files/[^\x00]+|manifest\.json")


class BadArchiveError(Exception):
    """The archive cannot be trusted, or is not for this version; says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive: its lines when it is a table, its fingerprint."""

    rows: int
    sha256: str


def tables() -> list[type[models.Model]]:
    """Every table of ours and of the libraries, those that tie two others included."""
    every = apps.get_models(include_auto_created=True)
    kept = [m for m in every if m._meta.managed and not m._meta.proxy]  # an index is built anew
    return sorted(
        (m for m in kept if m._meta.label_lower not in SKIPPED), key=lambda m: m._meta.label_lower
    )


def part_of(model: type[models.Model]) -> str:
    """The name of the table's file in the archive."""
    return f"{TABLES}/{model._meta.label_lower}.jsonl"


def migrations() -> list[str]:
    """The shape of the database: an archive goes back into the shape it came from."""
    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


# --- Taking ----------------------------------------------------------------------------------


@contextmanager
def one_instant() -> Iterator[None]:
    """Read the database as it is now, whatever others write meanwhile, and without stopping them."""
    connection.ensure_connection()  # a connection learns its mode when it opens
    sqlite: Any = connection if connection.vendor == "sqlite" else None
    mode = sqlite and sqlite.transaction_mode
    if sqlite:
        sqlite.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if sqlite:
            sqlite.transaction_mode = mode


class _Exact(DjangoJSONEncoder):
    """Instants to the microsecond, which the library cuts to the millisecond."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class _Noting:
    """Passes text on as bytes, and takes its fingerprint."""

    def __init__(self, out: IO[bytes] | None) -> None:
        self.out, self.rows, self.hash = out, 0, hashlib.sha256()

    def write(self, text: str) -> None:
        data = text.encode()
        self.hash.update(data)
        self.rows += data.count(b"\n")
        if self.out:
            self.out.write(data)


def dump(model: type[models.Model], out: IO[bytes] | None = None) -> Part:
    """Write a table, a line a row, in the order of its keys."""
    noting = _Noting(out)
    rows = model._base_manager.order_by("pk").iterator(chunk_size=2000)
    fields = [field.name for field in model._meta.concrete_fields]
    serializers.serialize("jsonl", rows, stream=noting, fields=fields, cls=_Exact)
    return Part(noting.rows, noting.hash.hexdigest())


def take(target: Path, *, at: datetime, version: str) -> dict[str, Any]:
    """Write the archive, readable by its owner alone; it stands under its name only once whole.

    Files are held at the instant that the tables are read from: each that a row names is in, though
    both may be gone before the archive is written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        folder = Path(scratch)
        (folder / TABLES).mkdir()
        (folder / FILES).mkdir()
        with one_instant():
            with files_stay():
                shape = migrations()  # the first question fixes the instant
                _hold_files(folder / FILES)
            parts = dict(_dump_all(folder))
        manifest = {
            "format": FORMAT,
            "version": version,
            "taken_at": at.isoformat(),
            "migrations": shape,
        }
        manifest = _pack(folder, folder / "archive", parts, manifest)
        (folder / "archive").replace(target)
    _stamp(target, at)
    return manifest


def _dump_all(folder: Path) -> Iterator[tuple[str, Part]]:
    for model in tables():
        with (folder / part_of(model)).open("wb") as out:
            yield part_of(model), dump(model, out)


def _files(root: Path | None = None) -> Iterator[tuple[str, Path]]:
    root = root or Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix(), path


def _hold_files(folder: Path) -> None:
    """Keep each file under a second name, which whoever removes the first does not touch."""
    for name, path in _files():
        held = folder / name
        held.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, held)
        except FileNotFoundError:
            continue  # gone since the folder was read, by other means than ours
        except OSError:
            _copy(path, held)  # another disk, or a system without such names


def _copy(path: Path, held: Path) -> None:
    try:
        shutil.copyfile(path, held)
    except FileNotFoundError:
        held.unlink(missing_ok=True)


class _Reading:
    """Reads a file on, and takes the fingerprint of what was read: that, and no other, is packed."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.hash = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.hash.update(data)
        return data


def _pack(
    folder: Path, target: Path, parts: dict[str, Part], manifest: dict[str, Any]
) -> dict[str, Any]:
    """Put all into one file, the manifest last: it says what went in."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out, tarfile.open(fileobj=out, mode="w:gz") as archive:
        archive.add(folder / TABLES, TABLES)
        for name, path in _files(folder / FILES):
            with path.open("rb") as source:
                reading = _Reading(source)
                member, facts = tarfile.TarInfo(f"{FILES}/{name}"), os.fstat(source.fileno())
                member.size, member.mtime = facts.st_size, facts.st_mtime
                archive.addfile(member, reading)
            parts[member.name] = Part(0, reading.hash.hexdigest())
        manifest["parts"] = {n: {"rows": p.rows, "sha256": p.sha256} for n, p in parts.items()}
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        archive.add(folder / MANIFEST, MANIFEST)
    return manifest


@dataclass(frozen=True, slots=True)
class Taken:
    """The last archive: when, how heavy, under which name."""

    taken_at: datetime
    size: int
    name: str


def _stamp(target: Path, at: datetime) -> None:
    """Remember it, wherever it was written: what watches this server asks for it."""
    told = {"taken_at": at.isoformat(), "size": target.stat().st_size, "name": target.name}
    path = Path(settings.VAR) / STAMP
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told), encoding="utf-8")


def last_taken() -> Taken | None:
    """What the last backup left; nothing when there was none, or when its note cannot be read."""
    try:
        told = json.loads((Path(settings.VAR) / STAMP).read_text(encoding="utf-8"))
        return Taken(datetime.fromisoformat(told["taken_at"]), int(told["size"]), str(told["name"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


# --- Checking --------------------------------------------------------------------------------


def check(archive: tarfile.TarFile) -> dict[str, Any]:
    """Read the whole archive against its manifest; nothing is written anywhere."""
    members = {member.name: member for member in archive.getmembers() if not member.isdir()}
    for name, member in members.items():
        if not member.isreg() or not SAFE.fullmatch(name) or ".." in Path(name).parts:
            raise BadArchiveError(f"It holds {name!r}, which no backup of ours does.")
    manifest = _manifest(archive, members)
    if set(members) - {MANIFEST} != set(manifest["parts"]):
        raise BadArchiveError("It does not hold what its manifest says: it was cut, or changed.")
    for name, part in manifest["parts"].items():
        if _hash_of(archive, members[name]) != part["sha256"]:
            raise BadArchiveError(
                f"{name} is not what was saved: the archive was damaged or changed."
            )
    return manifest


def _manifest(archive: tarfile.TarFile, members: dict[str, tarfile.TarInfo]) -> dict[str, Any]:
    if MANIFEST not in members:
        raise BadArchiveError("It has no manifest: this is no backup of ours.")
    manifest: dict[str, Any] = json.load(_open(archive, members[MANIFEST]))
    if manifest.get("format") != FORMAT:
        raise BadArchiveError(
            "Its format is another one: restore it with the version that made it."
        )
    return manifest


def refuse_other_shape(manifest: dict[str, Any]) -> None:
    """An archive goes back into the version it came from; upgrading comes after."""
    theirs, ours = set(manifest["migrations"]), set(migrations())
    if theirs != ours:
        raise BadArchiveError(
            f"It was taken by version {manifest['version']}, whose database has another shape "
            f"({len(theirs - ours)} steps unknown here, {len(ours - theirs)} more here). "
            "Restore it with that version, then upgrade."
        )


def _open(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    found = archive.extractfile(member)
    if found is None:
        raise BadArchiveError(f"{member.name} cannot be read.")
    return found


def _hash_of(archive: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    total, source = hashlib.sha256(), _open(archive, member)
    while piece := source.read(PIECE):
        total.update(piece)
    return total.hexdigest()


# --- Giving back -----------------------------------------------------------------------------


def is_empty() -> bool:
    """Whether nobody ever worked here: no account, no act."""
    watched = ("accounts.user", "journal.entry")
    return not any(
        model._base_manager.exists() for model in tables() if model._meta.label_lower in watched
    ) and not any(_files())


def give_back(archive: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    """Put all back, or nothing: the tables in one transaction, compared before it ends; then files."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for model in tables():
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- our own table's name
        for model in tables():
            _load(model, _open(archive, archive.getmember(part_of(model))))
        _restart_counters()
        for model in tables():
            if dump(model).sha256 != manifest["parts"][part_of(model)]["sha256"]:
                raise BadArchiveError(
                    f"{part_of(model)} did not come back as it was saved: nothing is changed."
                )
        restored.send(sender=None)
    _give_files_back(archive, manifest)


def _load(model: type[models.Model], source: IO[bytes]) -> None:
    """Insert rows as they were: dates that the code sets by itself are not set again."""
    found = serializers.deserialize("jsonl", TextIOWrapper(source, encoding="utf-8"))
    rows = (row.object for row in found)
    while batch := list(islice(rows, BATCH)):
        query = InsertQuery(model)
        query.insert_values(model._meta.concrete_fields, batch, raw=True)
        query.get_compiler(connection.alias).execute_sql()


def _restart_counters() -> None:
    """PostgreSQL counts keys beside the tables: the next row must not take a key that is back."""
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(line)


def _give_files_back(archive: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    """Lay the files beside, then change places: the old ones stay, under another name."""
    root = Path(settings.MEDIA_ROOT)
    beside = root.with_name(f"{root.name}.coming")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name in manifest["parts"]:
        if name.startswith(f"{FILES}/"):
            target = beside / name.removeprefix(f"{FILES}/")
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as out:
                shutil.copyfileobj(_open(archive, archive.getmember(name)), out)
    if root.exists():
        aside = root.with_name(f"{root.name}.before")
        shutil.rmtree(aside, ignore_errors=True)
        root.rename(aside)
    beside.rename(root)
