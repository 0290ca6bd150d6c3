"""An archive taken while people write, put back whole or not at all."""

import builtins
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import threading
from datetime import date, timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from maillage.actors.models import Membership, Organisation
from maillage.actors.services import add_organisation, join_network
from maillage.core import backups
from maillage.core.signals import restored
from maillage.files.models import Document, Picture
from maillage.files.services import keep_document, let_go
from maillage.journal.models import Entry
from maillage.projects.models import Project
from tests.web import story


@pytest.fixture
def files(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT, settings.VAR = tmp_path / "files", tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    (tmp_path / "files" / "a").mkdir(parents=True)
    (tmp_path / "files" / "a" / "été.txt").write_bytes(b"\x00\xffbonjour")
    return tmp_path


def take(folder: Path) -> Path:
    target = folder / "copy.tar.gz"
    call_command("backup", "--to", str(target), stdout=StringIO())
    return target


def put_back(archive: Path, *options: str) -> str:
    out = StringIO()
    call_command("restore", str(archive), *options, stdout=out)
    return out.getvalue()


def prints() -> dict[str, str]:
    return {model._meta.label: backups.dump(model).sha256 for model in backups.tables()}


def remade(archive: Path, change) -> Path:
    """The same archive, its members changed by hand: {name: bytes} in, {name: bytes} out."""
    with tarfile.open(archive) as source:
        held = {m.name: source.extractfile(m).read() for m in source.getmembers() if m.isreg()}
    change(held)
    target = archive.with_name("remade.tar.gz")
    with tarfile.open(target, "w:gz") as out:
        for name, data in held.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            out.addfile(member, io.BytesIO(data))
    return target


@pytest.mark.django_db
class TestRoundTrip:
    def test_all_comes_back_as_it_was(self, files):
        told = story.tell()
        before, joined = prints(), told.people["lead"].joined_at
        archive = take(files)
        Project.objects.update(title="Changé")
        Entry.objects.all().delete()
        told.organisation.memberships.all().delete()
        (files / "files" / "a" / "été.txt").write_text("écrasé")
        (files / "files" / "nouveau.txt").write_text("x")

        said = put_back(archive, "--overwrite")
        assert prints() == before
        assert "rows, each compared" in said
        told.people["lead"].refresh_from_db()
        assert told.people["lead"].joined_at == joined
        assert (files / "files" / "a" / "été.txt").read_bytes() == b"\x00\xffbonjour"
        assert not (files / "files" / "nouveau.txt").exists()
        assert (files / "files.before" / "nouveau.txt").exists()

    def test_the_next_row_takes_a_free_key(self, files):
        story.tell()
        put_back(take(files), "--overwrite")
        assert add_organisation(by=None, name="La suivante").pk

    def test_sessions_stay_out(self, files, client_of):
        told = story.tell()
        client_of(told.people["lead"])
        with tarfile.open(take(files)) as archive:
            assert "tables/sessions.session.jsonl" not in archive.getnames()

    def test_photographs_and_papers_come_back_with_their_rows(self, files):
        """What the room of files keeps: each size of a picture, each document, by its fingerprint."""
        story.tell()
        before = laid(files)
        assert {Path(name).suffix for name in before} >= {".webp", ".jpg", ".pdf", ".txt"}
        archive = take(files)
        shutil.rmtree(files / "files")
        put_back(archive, "--overwrite")
        assert laid(files) == before
        for picture in Picture.objects.all():
            assert default_storage.exists(picture.path("480.webp"))
        for document in Document.objects.all():
            with default_storage.open(document.path()) as kept:
                assert sha256(kept.read()).hexdigest() == document.sha256

    def test_what_rooms_draw_from_the_tables_is_drawn_anew(self, files):
        story.tell()
        heard = []

        def hear(**_kwargs: object) -> None:
            heard.append((connection.in_atomic_block, Project.objects.count()))

        restored.connect(hear)
        try:
            put_back(take(files), "--overwrite")
        finally:
            restored.disconnect(hear)
        assert heard == [(True, 2)]

    def test_what_is_no_table_of_a_model_stays_out_and_is_left_alone(self, files):
        """An index of words, say, which the data base keeps in tables of its own."""
        story.tell()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("CREATE VIRTUAL TABLE words_index USING fts5(words)")
            else:
                cursor.execute("CREATE TABLE words_index (words text)")
            cursor.execute("INSERT INTO words_index (words) VALUES ('semences')")
            put_back(take(files), "--overwrite")
            with tarfile.open(files / "copy.tar.gz") as archive:
                assert not [name for name in archive.getnames() if "index" in name]
            cursor.execute("SELECT count(*) FROM words_index")
            assert cursor.fetchone() == (1,)
            cursor.execute("DROP TABLE words_index")

    def test_the_last_one_is_remembered_wherever_it_was_written(self, files):
        assert backups.last_taken() is None
        archive = take(files / "elsewhere")
        last = backups.last_taken()
        assert (last.name, last.size) == (archive.name, archive.stat().st_size)
        assert timezone.now() - last.taken_at < timedelta(minutes=1)


def laid(folder: Path) -> dict[str, str]:
    """The fingerprint of each file under the folder of files."""
    root = folder / "files"
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.mark.django_db
class TestFilesMeanwhile:
    """People hand files in and take them away while the archive is written."""

    def during(self, monkeypatch, act) -> None:
        """Do this once the tables are read, before the files are packed."""
        real = backups._dump_all

        def dump_all(folder):
            yield from real(folder)
            act()

        monkeypatch.setattr(backups, "_dump_all", dump_all)

    def packed(self, archive: Path) -> dict[str, bytes]:
        with tarfile.open(archive) as opened:
            backups.check(opened)
            found = [m for m in opened.getmembers() if m.name.startswith("files/")]
            return {m.name: opened.extractfile(m).read() for m in found}

    def test_one_that_goes_is_in_since_a_row_names_it(self, files, monkeypatch):
        path = files / "files" / "a" / "été.txt"
        self.during(monkeypatch, path.unlink)
        assert self.packed(take(files)) == {"files/a/été.txt": b"\x00\xffbonjour"}
        assert not path.exists()

    def test_one_that_comes_breaks_nothing(self, files, monkeypatch):
        """It is of a later instant: whether it is in does not matter."""
        self.during(monkeypatch, lambda: (files / "files" / "new.txt").write_text("new"))
        assert list(self.packed(take(files))) == ["files/a/été.txt"]

    def test_one_that_grows_is_as_it_was_read(self, files, monkeypatch):
        growing = files / "files" / "a" / "été.txt"

        def grow() -> None:
            with growing.open("ab") as more:
                more.write(b" et plus")

        self.during(monkeypatch, grow)
        held = self.packed(take(files))["files/a/été.txt"]
        assert held in {b"\x00\xffbonjour", b"\x00\xffbonjour et plus"}

    def test_where_a_file_cannot_have_two_names_it_is_copied(self, files, monkeypatch):
        def refuse(*_paths):
            raise OSError(18, "Invalid cross-device link")

        monkeypatch.setattr(backups.os, "link", refuse)
        path = files / "files" / "a" / "été.txt"
        self.during(monkeypatch, path.unlink)
        assert self.packed(take(files)) == {"files/a/été.txt": b"\x00\xffbonjour"}

    def test_two_names_of_one_file_are_two_files(self, files):
        (files / "files" / "b.txt").hardlink_to(files / "files" / "a" / "été.txt")
        assert len(set(self.packed(take(files)).values())) == 1
        assert len(self.packed(files / "copy.tar.gz")) == 2

    def test_a_link_that_leads_elsewhere_stays_out(self, files):
        (files / "files" / "passwd").symlink_to("/etc/passwd")
        assert list(self.packed(take(files))) == ["files/a/été.txt"]

    def test_nothing_is_left_beside_the_archive(self, files):
        take(files)
        assert sorted(p.name for p in files.iterdir()) == [
            "copy.tar.gz",
            "files",
            "files.lock",
            "last-backup.json",
        ]


@pytest.mark.django_db
class TestArchive:
    def test_it_is_its_owners_alone_and_old_ones_go(self, files):
        folder = files / "kept"
        for number in range(3):
            (folder / f"maillage-2026010{number}-000000.tar.gz").parent.mkdir(exist_ok=True)
            (folder / f"maillage-2026010{number}-000000.tar.gz").write_text("old")
        call_command("backup", "--to", str(folder), "--keep", "2", stdout=StringIO())
        names = sorted(path.name for path in folder.iterdir())
        assert len(names) == 2
        assert names[0] == "maillage-20260102-000000.tar.gz"
        assert stat.S_IMODE((folder / names[1]).stat().st_mode) == 0o600

    def test_the_manifest_says_what_is_inside(self, files):
        story.tell()
        with tarfile.open(take(files)) as archive:
            manifest = json.load(archive.extractfile("manifest.json"))
        assert manifest["parts"]["tables/projects.project.jsonl"]["rows"] == 2
        assert "files/a/été.txt" in manifest["parts"]
        assert "projects.0001_initial" in manifest["migrations"]


def damage(held):
    held["tables/projects.project.jsonl"] = held["tables/projects.project.jsonl"].replace(
        b"Projet", b"Project"
    )


def cut(held):
    del held["tables/journal.entry.jsonl"]


def slip_in(name):
    def change(held):
        held[name] = b"x"

    return change


def age(held):
    manifest = json.loads(held["manifest.json"])
    manifest["migrations"].append("projects.9999_later")
    held["manifest.json"] = json.dumps(manifest).encode()


def other_format(held):
    held["manifest.json"] = b'{"format": 99}'


@pytest.mark.django_db
class TestRefusals:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (damage, "is not what was saved"),
            (cut, "does not hold what its manifest says"),
            (slip_in("../../escaped"), "which no backup of ours does"),
            (slip_in("files/../../escaped"), "which no backup of ours does"),
            (slip_in("/etc/escaped"), "which no backup of ours does"),
            (slip_in("tables/zut.sh"), "which no backup of ours does"),
            (slip_in("files/more.txt"), "does not hold what its manifest says"),
            (age, "another shape"),
            (other_format, "another one"),
            (lambda held: held.pop("manifest.json"), "no manifest"),
        ],
    )
    def test_what_cannot_be_trusted_changes_nothing(self, files, change, said):
        story.tell()
        wrong, before = remade(take(files), change), prints()
        with pytest.raises(CommandError, match=said):
            put_back(wrong, "--overwrite")
        assert prints() == before
        assert (files / "files" / "a" / "été.txt").exists()
        assert not list(files.rglob("escaped"))

    def test_a_link_inside_is_refused(self, files):
        archive = files / "link.tar.gz"
        with tarfile.open(archive, "w:gz") as out:
            member = tarfile.TarInfo("files/link")
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            out.addfile(member)
        with pytest.raises(CommandError, match="no backup of ours"):
            put_back(archive)

    @pytest.mark.parametrize("share", [0, 0.3, 0.95])
    def test_a_file_cut_short_is_refused(self, files, share):
        story.tell()
        archive = take(files)
        whole = archive.read_bytes()
        archive.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(CommandError, match="is not restored"):
            put_back(archive, "--overwrite")
        assert Project.objects.count() == 2

    def test_work_is_not_replaced_without_the_word(self, files, monkeypatch):
        story.tell()
        archive = take(files)
        Project.objects.update(title="Le travail du jour")
        monkeypatch.setattr(builtins, "input", lambda _prompt: "yes")
        with pytest.raises(CommandError, match="Nothing is changed"):
            put_back(archive)
        assert Project.objects.filter(title="Le travail du jour").count() == 2
        monkeypatch.setattr(builtins, "input", lambda _prompt: "overwrite")
        put_back(archive)
        assert not Project.objects.filter(title="Le travail du jour").exists()


@pytest.mark.django_db(transaction=True)
def test_a_copy_taken_while_people_write_is_of_one_instant(files):
    """A writer adds members, each an organisation, its membership and a paper in one transaction;
    and takes the paper before away."""
    stop, broken, written, papers = threading.Event(), [], [], []

    def write():
        try:
            while not stop.is_set():
                with transaction.atomic():
                    one = add_organisation(by=None, name=f"Membre {len(written)}", listed=True)
                    join_network(one, on=date(2026, 1, 1), by=None)
                    paper = keep_document(f"%PDF {len(written)}".encode(), "pdf")
                with transaction.atomic():
                    for old in papers[:-3]:
                        let_go(old)
                        papers.remove(old)
                papers.append(paper)
                written.append(one.pk)
        except Exception as error:  # noqa: BLE001 -- shown by the test, in its own thread
            broken.append(error)
        finally:
            connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    while len(written) < 3 and not broken:
        pass
    archives = [take(files).rename(files / f"{number}.tar.gz") for number in range(3)]
    stop.set()
    writer.join()
    assert not broken
    for path in archives:
        with tarfile.open(path) as archive:
            parts = backups.check(archive)["parts"]
        members = parts["tables/actors.membership.jsonl"]["rows"]
        assert members == parts["tables/actors.organisation.jsonl"]["rows"]
        assert 3 <= members <= len(written)

    for path in archives:
        put_back(path, "--overwrite")
        assert Organisation.objects.count() == Membership.objects.count()
        assert Document.objects.exists()
        for document in Document.objects.all():
            with default_storage.open(document.path()) as kept:
                assert sha256(kept.read()).hexdigest() == document.sha256
    assert connection.in_atomic_block is False


@pytest.mark.slow
def test_from_one_machine_to_an_empty_one_by_the_console(tmp_path):
    """As the timer runs it: a process of its own, whose first question is the backup's."""

    def maillage(folder: Path, *words: str) -> str:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        given = {
            "MAILLAGE_VAR": str(folder),
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        done = subprocess.run(
            [sys.executable, "-m", "maillage", *words],
            cwd=Path(__file__).parents[2],
            env=kept | given,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def parts(archive: Path) -> dict[str, object]:
        with tarfile.open(archive) as opened:
            return backups.check(opened)["parts"]

    full, empty = tmp_path / "full", tmp_path / "empty"
    maillage(full, "migrate", "--verbosity", "0")
    (full / "files").mkdir()
    (full / "files" / "paper.pdf").write_bytes(b"%PDF")
    maillage(full, "backup", "--to", str(tmp_path / "one.tar.gz"))
    assert "each compared" in maillage(empty, "restore", str(tmp_path / "one.tar.gz"))
    maillage(empty, "backup", "--to", str(tmp_path / "two.tar.gz"))
    assert parts(tmp_path / "one.tar.gz") == parts(tmp_path / "two.tar.gz")
    assert (empty / "files" / "paper.pdf").read_bytes() == b"%PDF"
