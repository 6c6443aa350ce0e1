"""Scenarios of clocks against their targets, in the first weeks of January 2026."""

from typing import Any

from servicedesk_core.testing.scenarios.scenario import Asks, Scenario

_OFFICE = {"hours": "Mo-Fr 09:00-17:00", "tz": "Europe/Berlin"}


def clock_facts(
    target: dict[str, Any], happened: str, now: str, **others: Any
) -> dict[str, Any]:
    """Return what is given to a clock of Mo-Fr 09:00-17:00 in Berlin.

    Args:
        target: its fields.
        happened: the signals, ``"05 09:00 opened; 05 11:00 paused caller"``: the day of
            January 2026, the time in Berlin, the kind, and the reason of a pause or
            else the priority.
        now: the viewpoint, ``"05 12:00"``.
        others: more facts.

    Example:
        >>> facts = clock_facts({}, "05 09:00 opened", "05 12:00")
        >>> facts["signals"], facts["now"]
        ([{'at': '2026-01-05T09:00:00+01:00', 'kind': 'opened'}], \
'2026-01-05T12:00:00+01:00')
    """
    return {
        "calendar": _OFFICE,
        "target": target,
        "signals": [_signal(*told.split()) for told in happened.split(";")],
        "now": in_january(now),
        **others,
    }


def in_january(told: str) -> str:
    """Return an instant of January 2026 in Berlin.

    Example:
        >>> in_january("05 09:00")
        '2026-01-05T09:00:00+01:00'
    """
    day, time = told.split()
    return f"2026-01-{day}T{time}:00+01:00"


def _signal(day: str, time: str, kind: str, word: str | None = None) -> dict[str, str]:
    told = {"at": in_january(f"{day} {time}"), "kind": kind}
    if word is None:
        return told
    return {**told, "reason" if kind == "paused" else "priority": word}


def _clock(
    name: str,
    tags: str,
    given: dict[str, Any],
    expected: dict[str, Any],
    why: str,
) -> Scenario:
    """Return a scenario; instants of what is expected are told as in ``in_january``."""
    return Scenario(
        name=name,
        asks=Asks.CLOCK,
        tags=("clock", *tags.split()),
        given=given,
        expected={
            each: in_january(value)
            if isinstance(value, str) and each.endswith(("_at", "_resumed"))
            else value
            for each, value in expected.items()
        },
        why=why,
    )


def _resolution(within: str, **others: Any) -> dict[str, Any]:
    return {"metric": "resolution", "within": within, **others}


CLOCKS = (
    _clock(
        "opened-on-saturday",
        "weekend due",
        clock_facts(_resolution("PT1H"), "10 12:00 opened", "11 12:00"),
        {"state": "running", "elapsed": "PT0S", "due_at": "12 10:00"},
        "Nobody is there until Monday 09:00, so no service time has passed on Sunday, "
        "and the hour is up on Monday at 10:00.",
    ),
    _clock(
        "resolved-after-closing",
        "weekend edge",
        clock_facts(
            _resolution("PT2H"), "09 15:00 opened; 10 12:00 resolved", "12 12:00"
        ),
        {
            "state": "met",
            "elapsed": "PT2H",
            "due_at": "09 17:00",
            "finished_at": "10 12:00",
            "overrun": "PT0S",
        },
        "The two hours are up on Friday at closing. Until Saturday noon no service "
        "time passed, so elapsed is still two hours: not more than the target, hence "
        "met.",
    ),
    _clock(
        "last-safe-instant",
        "weekend edge",
        clock_facts(_resolution("PT2H"), "09 15:00 opened", "12 09:00"),
        {
            "state": "at_risk",
            "is_breached": False,
            "remaining": "PT0S",
            "due_at": "09 17:00",
            "breaches_at": "12 09:00",
        },
        "Due on Friday at closing, and still not breached when Monday opens: a breach "
        "is more service time than the target, and none has passed since. Monday 09:00 "
        "is the last instant at which that is so.",
    ),
    _clock(
        "just-breached",
        "weekend edge",
        clock_facts(_resolution("PT2H"), "09 15:00 opened", "12 09:01"),
        {"state": "breached", "overrun": "PT1M", "due_at": "09 17:00"},
        "One minute of Monday is more than the two hours of Friday.",
    ),
    _clock(
        "pause-in-service-time",
        "pause due",
        clock_facts(
            _resolution("PT8H"),
            "05 09:00 opened; 05 16:00 paused caller; 06 10:00 resumed",
            "06 10:30",
        ),
        {
            "state": "at_risk",
            "elapsed": "PT7H30M",
            "paused_time": "PT2H",
            "due_at": "06 11:00",
        },
        "Seven hours ran on Monday until 16:00. The pause lasts 18 hours, but costs "
        "two of service time: Monday 16:00-17:00 and Tuesday 09:00-10:00. Half an hour "
        "has run since, and the eighth hour is up at 11:00.",
    ),
    _clock(
        "pause-over-night",
        "pause due",
        clock_facts(
            _resolution("PT8H"),
            "05 10:00 opened; 05 17:00 paused caller; 06 09:00 resumed",
            "06 09:30",
        ),
        {"elapsed": "PT7H30M", "paused_time": "PT0S", "due_at": "06 10:00"},
        "A pause while the desk is closed costs no service time and moves nothing.",
    ),
    _clock(
        "paused-now",
        "pause due",
        clock_facts(
            _resolution("PT4H"), "05 09:00 opened; 05 11:00 paused caller", "05 15:00"
        ),
        {
            "state": "paused",
            "is_paused": True,
            "elapsed": "PT2H",
            "due_at": None,
            "due_if_resumed": "05 17:00",
        },
        "Two hours ran before the pause. Nobody knows when it ends, so there is no due "
        "time; if it ended at 15:00, the other two hours would be up at 17:00.",
    ),
    _clock(
        "pause-that-does-not-count",
        "pause",
        clock_facts(
            _resolution("PT4H"), "05 09:00 opened; 05 11:00 paused vendor", "05 12:00"
        ),
        {
            "state": "at_risk",
            "is_paused": False,
            "elapsed": "PT3H",
            "due_at": "05 13:00",
        },
        "The target pauses for the caller alone. Waiting for a vendor is the desk's "
        "own time: three of four hours are used, which is the warning share of 75 %.",
    ),
    _clock(
        "late-pause",
        "pause",
        clock_facts(
            _resolution("PT2H"), "05 09:00 opened; 05 12:00 paused caller", "05 15:00"
        ),
        {
            "state": "breached",
            "is_paused": True,
            "overrun": "PT1H",
            "due_at": "05 11:00",
        },
        "It was due at 11:00 and breached by an hour when the pause began; a pause "
        "after the due time moves nothing and heals nothing.",
    ),
    _clock(
        "reopened-goes-on",
        "reopen due",
        clock_facts(
            _resolution("PT8H", on_reopen="resume"),
            "05 09:00 opened; 05 12:00 resolved; 06 10:00 reopened",
            "06 11:00",
        ),
        {"state": "running", "elapsed": "PT4H", "due_at": "06 15:00"},
        "Three hours ran before the resolution. The time while it was resolved does "
        "not count. From Tuesday 10:00 on five hours are left: 15:00.",
    ),
    _clock(
        "reopened-starts-anew",
        "reopen due",
        clock_facts(
            _resolution("PT8H", on_reopen="new_cycle"),
            "05 09:00 opened; 05 12:00 resolved; 06 10:00 reopened",
            "06 11:00",
        ),
        {
            "state": "running",
            "elapsed": "PT1H",
            "due_at": "07 10:00",
            "cycles": ["met", "running"],
        },
        "The first cycle was met with three hours. The second begins on Tuesday at "
        "10:00 with eight hours: seven of them on Tuesday, one on Wednesday.",
    ),
    _clock(
        "reopened-stays-finished",
        "reopen",
        clock_facts(
            _resolution("PT8H", on_reopen="stay_finished"),
            "05 09:00 opened; 05 12:00 resolved; 06 10:00 reopened",
            "06 11:00",
        ),
        {"state": "met", "elapsed": "PT3H", "finished_at": "05 12:00"},
        "What was resolved in time stays so, whatever comes after it.",
    ),
    _clock(
        "priority-raised",
        "priority due",
        clock_facts(
            {
                "metric": "resolution",
                "within": {"critical": "PT4H", "moderate": "PT8H"},
            },
            "05 09:00 opened moderate; 05 12:00 priority_changed critical",
            "05 13:30",
        ),
        {"state": "breached", "overrun": "PT30M", "due_at": "05 13:00"},
        "The new time is held against the whole clock: four hours from 09:00 are up at "
        "13:00, and half an hour more has passed.",
    ),
    _clock(
        "priority-raised-counts-from-then",
        "priority due",
        clock_facts(
            {
                "metric": "resolution",
                "within": {"critical": "PT4H", "moderate": "PT8H"},
            },
            "05 09:00 opened moderate; 05 12:00 priority_changed critical",
            "05 13:30",
            retroactive=False,
        ),
        {"state": "running", "elapsed": "PT1H30M", "due_at": "05 16:00"},
        "Not held against what was before: the four hours begin with the change at "
        "12:00.",
    ),
    _clock(
        "next-response-cycles",
        "response cycles due",
        clock_facts(
            {"metric": "next_response", "within": "PT2H"},
            "05 09:00 opened; 05 10:00 agent_reply; 05 11:00 requester_message;"
            "05 12:00 requester_message; 05 14:00 agent_reply;"
            "05 15:00 requester_message",
            "05 16:00",
        ),
        {
            "state": "running",
            "elapsed": "PT1H",
            "due_at": "05 17:00",
            "cycles": ["breached", "running"],
        },
        "After the first answer each cycle runs from the oldest message that nobody "
        "answered. The first one, 11:00-14:00, took three hours of two; the message of "
        "12:00 moved nothing. The second has run from 15:00 on.",
    ),
    _clock(
        "what-is-no-answer",
        "response",
        clock_facts(
            {"metric": "first_response", "within": "PT1H"},
            "05 09:00 opened; 05 09:00 auto_reply; 05 09:30 internal_note",
            "05 10:30",
        ),
        {"state": "breached", "overrun": "PT30M", "finished_at": None},
        "Neither a receipt of the system nor a note to colleagues answers anybody.",
    ),
    _clock(
        "nobody-waits-for-an-answer",
        "response",
        clock_facts(
            {"metric": "first_response", "within": "PT1H"},
            "05 09:00 opened_by_agent; 05 11:00 requester_message",
            "05 11:30",
        ),
        {
            "state": "running",
            "started_at": "05 11:00",
            "elapsed": "PT30M",
            "due_at": "05 12:00",
        },
        "A ticket that an agent opens without a requester has nobody to answer, until "
        "the requester writes at 11:00.",
    ),
    _clock(
        "resolution-answers-too",
        "response",
        clock_facts(
            {"metric": "first_response", "within": "PT4H"},
            "05 09:00 opened; 05 10:00 resolved",
            "05 12:00",
        ),
        {"state": "met", "elapsed": "PT1H", "finished_at": "05 10:00"},
        "Who is helped has been answered.",
    ),
    _clock(
        "workaround-restores",
        "restoration",
        clock_facts(
            {"metric": "restoration", "within": "PT4H"},
            "05 09:00 opened; 05 11:00 workaround",
            "05 15:00",
        ),
        {"state": "met", "elapsed": "PT2H"},
        "With the workaround the requester works again; the cause may take longer.",
    ),
    _clock(
        "update-after-each-answer",
        "cycles due",
        clock_facts(
            {"metric": "periodic_update", "within": "PT4H"},
            "05 09:00 opened; 05 10:00 agent_reply; 05 13:00 agent_reply",
            "05 16:00",
        ),
        {"state": "at_risk", "elapsed": "PT3H", "cycles": ["met", "at_risk"]},
        "Each answer ends one cycle and begins the next: 10:00-13:00 took three of "
        "four hours; the present one has run for three since 13:00, which is 75 %.",
    ),
    _clock(
        "working-days",
        "working-days due",
        clock_facts(
            _resolution({"days": 2, "rule": "end_of_day"}),  # type: ignore[arg-type]
            "09 10:00 opened",
            "13 12:00",
        ),
        {
            "state": "at_risk",
            "elapsed": "PT18H",
            "remaining": "PT5H",
            "due_at": "13 17:00",
        },
        "Two working days after Friday are Monday and Tuesday; it is due when Tuesday "
        "closes. Allowed are 7 + 8 + 8 hours, used are 7 + 8 + 3: 18 of 23, which is "
        "more than 75 %.",
    ),
    _clock(
        "working-days-and-a-pause",
        "working-days pause due",
        clock_facts(
            _resolution({"days": 2, "rule": "end_of_day"}),  # type: ignore[arg-type]
            "09 10:00 opened; 12 09:00 paused caller; 12 13:00 resumed",
            "13 12:00",
        ),
        {"state": "running", "paused_time": "PT4H", "due_at": "14 13:00"},
        "The pause cost four hours of service time, which come back after Tuesday's "
        "closing: Wednesday 09:00-13:00. Used are 7 + 4 + 3 of 23 hours.",
    ),
    _clock(
        "called-off",
        "cancelled",
        clock_facts(
            _resolution("PT4H"), "05 09:00 opened; 05 11:00 cancelled", "05 16:00"
        ),
        {"state": "cancelled", "due_at": None, "is_breached": False},
        "A ticket that is cancelled or merged is nobody's to solve: its clock is "
        "called off, and it cannot breach any more.",
    ),
)
