"""A mail server of this machine that behaves as well or badly as a test wants."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from socket import SHUT_RDWR
from threading import Event, Thread


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mails, unless it is told otherwise.

    ``taken`` has the mails, ``reached`` the addresses that it took some for, ``refusals`` a code by
    address, ``dies_at`` the command at which it ends the connection ("END": when a mail is there
    and not yet acknowledged).
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken, self.reached, self.refusals, self.dies_at = [], [], {}, ""
        self.is_asked, self.may_answer = Event(), Event()
        self.may_answer.set()

    def hang(self) -> None:
        self.may_answer.clear()

    @property
    def subjects(self) -> list[str]:
        return sorted(mail["subject"] for mail in self.taken)


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self):
        self.server.is_asked.set()
        self.server.may_answer.wait(60)
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            command = line.split()[0].upper()
            if command == self.server.dies_at:
                return
            self.say(self.answer(command, line))
            if command == "DATA":
                self.take()

    def answer(self, command: str, line: str) -> str:
        if command == "RCPT":
            address = line.partition("<")[2].partition(">")[0]
            if address not in self.server.refusals:
                self.server.reached.append(address)
            return f"{self.server.refusals.get(address, 250)} said"
        return {"DATA": "354 go on", "QUIT": "221 bye"}.get(command, "250 well")

    def take(self):
        lines = []
        while (line := self.rfile.readline()).strip() != b".":
            lines.append(line)
        if self.server.dies_at == "END":
            self.connection.shutdown(SHUT_RDWR)
            return
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.say("250 taken")

    def say(self, text: str):
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def running() -> Iterator[MailServer]:
    with MailServer() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            server.may_answer.set()
            server.shutdown()
