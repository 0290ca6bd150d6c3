"""Small mailbox servers of the real protocols, POP3 and IMAP, in clear or behind TLS."""

import datetime as dt
import ipaddress
import re
import socket
import ssl
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "retours@alliances.example", "un mot/de:passe"


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for this machine, to be trusted by whom the test says, and its server's side."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return path, context


class MailboxServer:
    """Holds mails; `lost` makes it hang up in the middle of the conversation."""

    greeting = ""

    def __init__(self, mails: list[bytes], context: ssl.SSLContext | None = None) -> None:
        self.mails = dict(enumerate(mails, 1))
        self.marked: set[int] = set()  # to be removed
        self.read: set[int] = set()
        self.said: list[str] = []
        self.lost = ""
        self.context = context
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(timeout=5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            try:
                if self.context:
                    connection = self.context.wrap_socket(connection, server_side=True)
                with connection:
                    self._talk(connection)
            except OSError:
                connection.close()  # whoever called did not trust us, or hung up

    def _talk(self, connection: socket.socket) -> None:
        connection.sendall(f"{self.greeting}\r\n".encode())
        for raw in connection.makefile("rb"):
            line = raw.decode().rstrip("\r\n")
            self.said.append(line)
            if self.lost and self.lost in line:
                return
            if self.answer(connection, line):
                return

    def answer(self, connection: socket.socket, line: str) -> bool:
        raise NotImplementedError

    def remove(self) -> None:
        for number in self.marked:
            self.mails.pop(number, None)
        self.marked = set()


class PopServer(MailboxServer):
    greeting = "+OK ready"

    def answer(self, connection: socket.socket, line: str) -> bool:
        word, _space, rest = line.partition(" ")
        said = b"+OK"
        if word == "STLS" or (word == "PASS" and rest != PASSWORD):
            said = b"-ERR wrong"
        elif word == "STAT":
            said = f"+OK {len(self.mails)} 1000".encode()
        elif word == "TOP":
            mail = self.mails[int(rest.split()[0])].replace(b"\r\n.", b"\r\n..")
            said = b"+OK\r\n" + mail + b"\r\n."
        elif word == "DELE":
            self.marked.add(int(rest))
        elif word == "QUIT":
            self.remove()
        connection.sendall(said + b"\r\n")
        return word == "QUIT"


class ImapServer(MailboxServer):
    greeting = "* OK ready"

    def answer(self, connection: socket.socket, line: str) -> bool:
        tag, _space, command = line.partition(" ")
        done, before = "OK done", b""
        if command.startswith("CAPABILITY"):
            before = b"* CAPABILITY IMAP4rev1\r\n"
        elif command.startswith("LOGIN") and f'"{PASSWORD}"' not in command:
            done = "NO wrong"
        elif command.startswith("SELECT"):
            before = f"* {len(self.mails)} EXISTS\r\n".encode()
            done = "OK done" if '"INBOX"' in command or '"Ret ours"' in command else "NO none"
        elif command == "UID SEARCH UNSEEN":
            unseen = " ".join(str(n) for n in sorted(self.mails) if n not in self.read)
            before = f"* SEARCH {unseen}\r\n".encode()
        elif found := re.match(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", command):
            mail = self.mails[int(found[1])][: int(found[2])]
            before = f"* 1 FETCH (UID {found[1]} BODY[]<0> {{{len(mail)}}}\r\n".encode()
            before += mail + b")\r\n"
        elif found := re.match(r"UID STORE (\d+) \+FLAGS\.SILENT \(\\(\w+)\)", command):
            {"Deleted": self.marked, "Seen": self.read}[found[2]].add(int(found[1]))
        elif command == "EXPUNGE":
            self.remove()
        elif command == "LOGOUT":
            before = b"* BYE\r\n"
        connection.sendall(before + f"{tag} {done}\r\n".encode())
        return command == "LOGOUT"
