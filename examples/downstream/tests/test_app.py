"""The service by hand: a manual clock, and answers a person can check."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

import servicedesk_core as sd
from servicedesk_core.testing import ManualClock

AGENT, CALLER = {"x-user": "anna@desk"}, {"x-user": "ivan"}
FRIDAY = sd.localize(datetime(2026, 1, 16, 17), "Europe/Moscow")


@pytest.fixture
def manual_clock() -> ManualClock:
    """A Friday, one hour before the desk closes."""
    return ManualClock(FRIDAY)


def opened(client: TestClient, **body: Any) -> dict[str, Any]:
    answer = client.post("/tickets", json={"priority": 2, **body}, headers=CALLER)
    assert answer.status_code == 201
    found: dict[str, Any] = answer.json()
    return found


def act(client: TestClient, id: str, action: str, **fields: Any) -> Any:
    return client.post(f"/tickets/{id}/{action}", json=fields, headers=AGENT)


class TestClocks:
    def test_are_due_in_service_hours(self, client: TestClient) -> None:
        first, resolution = opened(client)["clocks"]
        assert first["due_at"] == "2026-01-16T18:00:00+03:00"
        assert resolution["due_at"] == "2026-01-19T17:00:00+03:00"
        assert resolution["left"] == "9 hours"

    def test_wait_for_the_caller(
        self, client: TestClient, manual_clock: ManualClock
    ) -> None:
        id = opened(client)["id"]
        act(client, id, "start")
        act(client, id, "hold", reason="caller")
        manual_clock.advance(timedelta(days=7))
        (_, resolution) = client.get(f"/tickets/{id}").json()["clocks"]
        assert (resolution["state"], resolution["left"]) == ("paused", "9 hours")

    def test_speak_russian(self, client: TestClient) -> None:
        answer = client.post(
            "/tickets", json={}, headers={**CALLER, "accept-language": "ru"}
        ).json()
        assert answer["label"] == sd.label("new", language="ru")
        assert answer["clocks"][0]["left"] == "1 час"


class TestCommands:
    def test_say_every_reason_for_a_refusal(self, client: TestClient) -> None:
        id = opened(client)["id"]
        answer = act(client, id, "resolve")
        assert answer.status_code == 409
        assert answer.json()["code"] == "ticket.refused"
        assert "code" in answer.json()["message"]
        russian = client.post(
            f"/tickets/{id}/resolve",
            json={},
            headers={**AGENT, "accept-language": "ru"},
        )
        assert answer.json()["message"] != russian.json()["message"]

    def test_of_an_unknown_name_are_not_found(self, client: TestClient) -> None:
        id = opened(client)["id"]
        assert act(client, id, "explode").status_code == 404
        assert act(client, id, "__init__").status_code == 404
        assert act(client, "INC-0", "start").status_code == 404

    def test_leave_a_history_that_can_be_read_anywhere(
        self, client: TestClient
    ) -> None:
        id = opened(client)["id"]
        act(client, id, "start")
        data = client.get(f"/tickets/{id}/history").json()
        history = [sd.from_dict(each, sd.events.Event) for each in data]
        assert sd.Ticket.fold(history).state == "in_progress"


class TestTimer:
    def test_escalates_when_it_said_it_would(
        self, client: TestClient, manual_clock: ManualClock
    ) -> None:
        opened(client)
        woken = client.post("/wake").json()
        assert woken["done"] == []
        told = []
        while woken["next"] and datetime.fromisoformat(woken["next"]) < FRIDAY + (
            timedelta(days=4)
        ):
            manual_clock.advance_to(datetime.fromisoformat(woken["next"]))
            woken = client.post("/wake").json()
            at = manual_clock().isoformat()
            told += [(at, *each["told"]) for each in woken["done"]]
        assert told == [
            ("2026-01-19T14:45:00+03:00", "lead"),
            ("2026-01-19T17:00:00+03:00", "manager"),
        ]

    def test_leaves_in_peace_what_was_resolved(
        self, client: TestClient, manual_clock: ManualClock
    ) -> None:
        id = opened(client)["id"]
        act(client, id, "start")
        act(client, id, "resolve", code="fixed", notes="a new cable")
        manual_clock.advance(timedelta(days=2))
        assert client.post("/wake").json()["done"] == []

    def test_closes_after_three_working_days(
        self, client: TestClient, manual_clock: ManualClock
    ) -> None:
        id = opened(client)["id"]
        act(client, id, "start")
        act(client, id, "resolve", code="fixed", notes="a new cable")
        manual_clock.advance(timedelta(days=10))
        done = client.post("/wake").json()["done"]
        assert [each["kind"] for each in done] == ["close"]
        assert client.get(f"/tickets/{id}").json()["state"] == "closed"
        assert client.post("/wake").json()["done"] == []
