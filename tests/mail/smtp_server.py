"""A small mail server of the real protocol, that answers as it is told."""

import socket
import threading


class SmtpServer:
    """Takes mails on a port of its own. `answer` is what it says to RCPT: 250, 451 or 550."""

    def __init__(self, answer: str = "250 OK") -> None:
        self.answer = answer
        self.received: list[str] = []
        self.senders: list[str] = []  # of the envelopes
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self) -> None:
        if self.listener.fileno() == -1:
            return
        self.listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for a call
        self.listener.close()
        self.thread.join(timeout=5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            with connection:
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb")

        def say(text: str) -> None:
            connection.sendall(f"{text}\r\n".encode())

        say("220 test")
        for raw in lines:
            word = raw.decode().strip().upper()
            if word.startswith("MAIL FROM:"):
                self.senders.append(raw.decode().partition("<")[2].partition(">")[0])
            if word.startswith("RCPT"):
                say(self.answer)
            elif word == "DATA":
                say("354 go on")
                self.received.append(self._data(lines))
                say("250 taken")
            elif word == "QUIT":
                say("221 bye")
                return
            else:
                say("250 OK")

    @staticmethod
    def _data(lines) -> str:
        kept = []
        for raw in lines:
            if raw == b".\r\n":
                break
            kept.append(raw.decode())
        return "".join(kept)
