"""The endpoints: they run commands and show what comes of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import servicedesk_core as sd
from helpdesk import desk
from helpdesk.store import ConflictError, Store
from helpdesk.timer import Timer


class Opening(BaseModel):
    """What a client sends to open a ticket."""

    priority: sd.Priority = sd.Priority.MODERATE
    text: str = ""


class Fields(BaseModel):
    """What a client may send with a command; which it must, the lifecycle says."""

    text: str | None = None
    reason: str | None = None
    code: str | None = None
    notes: str | None = None
    agent: str | None = None
    group: str | None = None


def present() -> datetime:
    """Return the present; the one place that reads a clock."""
    return datetime.now(UTC)


def actor(x_user: Annotated[str, Header()]) -> sd.Actor:
    """Return who asks: put a sign-in of your own here."""
    return sd.Actor(x_user, "agent" if x_user.endswith("@desk") else "requester")


By = Annotated[sd.Actor, Depends(actor)]
Language = Annotated[str, Header(alias="accept-language", pattern="en|ru")]


def create(  # noqa: C901 - endpoints side by side
    store: Store,
    *,
    now: Callable[[], datetime] = present,
    policy: sd.DeskPolicy = desk.POLICY,
) -> FastAPI:
    """Return the app.

    Args:
        store: where tickets are kept.
        now: the clock.
        policy: what the desk has decided on.
    """
    app = FastAPI(title="helpdesk")
    timer = Timer(store, policy)

    def found(id: str) -> sd.Ticket:
        ticket = store.load(id)
        if ticket is None:
            raise HTTPException(404)
        return ticket

    def shown(ticket: sd.Ticket, language: str) -> dict[str, Any]:
        statuses = sd.measure_all(ticket, policy.agreements, now=now())
        return {
            "id": ticket.id,
            "version": ticket.version,
            "state": ticket.state,
            "label": sd.label(ticket.state, language=language),
            "clocks": [clock(each, language) for each in statuses],
        }

    @app.post("/tickets", status_code=201)
    def opened(body: Opening, by: By, language: Language = "en") -> dict[str, Any]:
        ticket = sd.open_ticket(
            f"INC-{uuid4()}",
            at=now(),
            by=by,
            priority=body.priority,
            attributes={"text": body.text},
        )
        store.save(ticket, expected=0)
        return shown(ticket, language)

    @app.get("/tickets/{id}")
    def show(id: str, language: Language = "en") -> dict[str, Any]:
        return shown(found(id), language)

    @app.get("/tickets/{id}/history")
    def history(id: str) -> list[dict[str, Any]]:
        return [sd.to_dict(event) for event in found(id).history]

    @app.post("/tickets/{id}/{action}")
    def act(
        id: str, action: str, body: Fields, by: By, language: Language = "en"
    ) -> dict[str, Any]:
        ticket = found(id)
        if action not in {each.name for each in ticket.lifecycle.actions}:
            raise HTTPException(404)
        command = getattr(ticket, action)
        changed = command(at=now(), by=by, **body.model_dump(exclude_none=True))
        store.save(changed, expected=ticket.version)
        return shown(changed, language)

    @app.post("/wake")
    def wake() -> dict[str, Any]:
        at = now()
        done = [
            {
                "ticket": id,
                "kind": due.kind,
                "told": due.step.targets if due.step else (),
            }
            for id, due in timer.wake(at)
        ]
        return {"done": done, "next": timer.next(at)}

    @app.exception_handler(sd.ServiceDeskError)
    def refused(request: Request, error: sd.ServiceDeskError) -> JSONResponse:
        language = request.headers.get("accept-language", "en")
        told = sd.message(error, language=language if language == "ru" else "en")
        return JSONResponse({"code": error.code, "message": told}, 409)

    @app.exception_handler(ConflictError)
    def stale(_request: Request, error: ConflictError) -> JSONResponse:
        return JSONResponse({"code": "conflict", "message": str(error)}, 409)

    return app


def clock(status: sd.SlaStatus, language: str) -> dict[str, Any]:
    """Return a status for a page."""
    left = status.remaining
    return {
        "metric": sd.label(status.metric, language=language),
        "state": status.state,
        "label": sd.label(status.state, language=language),
        "due_at": status.due_at,
        "left": None if left is None else sd.duration_text(left, language=language),
    }


def serve() -> FastAPI:
    """Return the app over a database file."""
    return create(Store("helpdesk.db"))
