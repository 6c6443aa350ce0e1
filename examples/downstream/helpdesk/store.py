"""Tickets as events in SQLite."""

import json
import sqlite3

import servicedesk_core as sd

_TABLES = """
CREATE TABLE IF NOT EXISTS event (
    ticket TEXT NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (ticket, version)
);
CREATE TABLE IF NOT EXISTS done (ticket TEXT PRIMARY KEY, data TEXT NOT NULL);
"""


class ConflictError(Exception):
    """Somebody else changed the ticket meanwhile."""


class Store:
    """Every ticket's events, and what was done about each.

    Args:
        path: of the database; ``":memory:"`` for tests.
    """

    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, check_same_thread=False)
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def write(self, event: sd.events.Event) -> str:
        """Return an event as text."""
        return json.dumps(sd.to_dict(event))

    def read(self, text: str) -> sd.events.Event:
        """Return the event that a text stands for."""
        found: sd.events.Event = sd.from_dict(json.loads(text), sd.events.Event)
        return found

    def save(self, ticket: sd.Ticket, *, expected: int) -> None:
        """Append the events since a version.

        Raises:
            ConflictError: if the stored ticket has another version by now.
        """
        new = enumerate(ticket.events_since(expected), start=expected + 1)
        rows = [(ticket.id, version, self.write(event)) for version, event in new]
        try:
            with self._db:
                self._db.executemany("INSERT INTO event VALUES (?, ?, ?)", rows)
        except sqlite3.IntegrityError:
            raise ConflictError(ticket.id) from None

    def load(self, id: str) -> sd.Ticket | None:
        """Return a ticket, or None if there is none."""
        rows = self._db.execute(
            "SELECT data FROM event WHERE ticket = ? ORDER BY version", [id]
        ).fetchall()
        return sd.Ticket.fold(self.read(text) for (text,) in rows) if rows else None

    def ids(self) -> list[str]:
        """Return the id of every ticket."""
        rows = self._db.execute("SELECT DISTINCT ticket FROM event ORDER BY ticket")
        return [id for (id,) in rows]

    def done(self, id: str) -> sd.DeskState:
        """Return what was done about a ticket."""
        row = self._db.execute(
            "SELECT data FROM done WHERE ticket = ?", [id]
        ).fetchone()
        return sd.from_dict(json.loads(row[0]), sd.DeskState) if row else sd.DeskState()

    def save_done(self, id: str, state: sd.DeskState) -> None:
        """Keep what was done about a ticket."""
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO done VALUES (?, ?)",
                [id, json.dumps(sd.to_dict(state))],
            )
