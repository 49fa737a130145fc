"""A small mail server on this machine, for `kills.py`: it takes every letter and keeps it."""

from __future__ import annotations

import contextlib
import socketserver
from email import message_from_bytes, policy
from typing import cast


class Letterbox(socketserver.ThreadingTCPServer):
    """A mail server that takes every letter and keeps what its body names."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters: list[tuple[str, str]] = []  # Message-ID, text

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as smtplib speaks to a server that offers nothing."""

    def handle(self) -> None:
        """Answer until the other side goes, perhaps in the middle of a word."""
        with contextlib.suppress(OSError):
            self.say("220 here")
            while line := self.rfile.readline():
                verb = line[:4].upper()
                if verb == b"DATA":
                    self.say("354 go on")
                    if not self.take():
                        return
                elif verb == b"QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 well")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def take(self) -> bool:
        """Read a letter; half a letter is none."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        body = letter.get_body(("plain",))
        text = "" if body is None else str(body.get_content())
        cast(Letterbox, self.server).letters.append((str(letter["Message-ID"]), text))
        self.say("250 taken")
        return True
