"""The golden scenarios: the library answers what was worked out by hand."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import servicedesk_core as sd
from servicedesk_core.testing import scenarios
from servicedesk_core.testing.scenarios import Asks, Scenario

ALL = scenarios.all()
# What must be among them, and how many of each kind at least.
TAGS = {
    "night": 2,
    "dst": 3,
    "holidays": 5,
    "russia": 3,
    "pause": 6,
    "reopen": 3,
    "priority": 2,
    "cycles": 2,
    "response": 4,
    "weekend": 5,
    "working-days": 3,
    "escalation": 4,
    "complaint": 4,
}

every_scenario = pytest.mark.parametrize(
    "scenario", ALL, ids=[scenario.name for scenario in ALL]
)


@every_scenario
def test_the_library_answers_as_expected(scenario: Scenario) -> None:
    assert scenario.expected == scenarios.answer(scenario)


class TestScenarios:
    def test_there_are_many(self) -> None:
        assert len(ALL) >= 25

    def test_names_differ(self) -> None:
        assert len({scenario.name for scenario in ALL}) == len(ALL)

    @pytest.mark.parametrize(("tag", "least"), TAGS.items(), ids=[*TAGS])
    def test_a_tag_finds_its_own(self, tag: str, least: int) -> None:
        found = scenarios.all(tag)

        assert len(found) >= least
        assert [each for each in ALL if tag in each.tags] == [*found]

    def test_an_unknown_tag_finds_none(self) -> None:
        assert () == scenarios.all("gravity")

    @pytest.mark.parametrize("asks", Asks)
    def test_every_kind_of_question_has_one(self, asks: Asks) -> None:
        assert [each for each in ALL if each.asks is asks]

    @every_scenario
    def test_each_says_why(self, scenario: Scenario) -> None:
        assert scenario.why.endswith(".")
        assert scenario.expected

    @every_scenario
    def test_each_hashes(self, scenario: Scenario) -> None:
        again = Scenario(**scenario.to_dict())

        assert hash(again) == hash(scenario)

    def test_something_wrong_would_be_told(self) -> None:
        scenario = scenarios.all("lunch")[0]
        wrong = Scenario(
            name=scenario.name,
            asks=scenario.asks,
            tags=scenario.tags,
            given=scenario.given,
            expected={"due": "2026-01-05T14:31:00+01:00"},
            why="",
        )

        assert wrong.expected != scenarios.answer(wrong)

    def test_an_answer_that_there_is_not_is_an_error(self) -> None:
        with pytest.raises(KeyError, match="colour"):
            scenarios.answer(
                Scenario(
                    name="odd",
                    asks="hours",
                    tags=(),
                    given={
                        "calendar": {"hours": "24/7", "tz": "UTC"},
                        "start": "2026-01-05T09:00:00+00:00",
                    },
                    expected={"colour": "red"},
                    why="",
                )
            )


class TestPlainData:
    def test_it_is_one_document_of_json(self) -> None:
        document = scenarios.to_dict()

        assert document == json.loads(json.dumps(document))
        assert [each.name for each in ALL] == [
            each["name"] for each in document["scenarios"]
        ]

    @every_scenario
    def test_it_is_read_back(self, scenario: Scenario) -> None:
        told = json.loads(json.dumps(scenario.to_dict()))

        assert scenario == Scenario(**told)

    def test_it_may_be_changed_without_harm(self) -> None:
        document = scenarios.to_dict()
        document["scenarios"][0]["given"]["calendar"]["tz"] = "Asia/Tokyo"

        assert document != scenarios.to_dict()


class TestObjects:
    """What is given, as values of the library."""

    def test_a_calendar_has_its_hours_and_days_off(self) -> None:
        eve = next(each for each in ALL if each.name == "russia-short-eve").calendar
        off = next(
            each for each in ALL if each.name == "special-hours-beat-a-day-off"
        ).calendar

        hour = timedelta(hours=1)

        assert sd.DaysOff.country("RU", short_eves=hour) == eve.days_off
        assert "Europe/Moscow" == str(eve.tz)
        assert "day off" == off.days_off.label(date(2026, 12, 24))
        assert date(2026, 12, 24) == off.special[0].day

    def test_what_countries_have_is_told_to_those_who_lack_a_table(self) -> None:
        for scenario in scenarios.all("russia"):
            told = scenario.given.get("calendar", {}).get("holidays")
            if told is not None:
                label = scenario.calendar.days_off.label

                assert [] == [day for day in told["off"] if label(day) is None]
                assert told.get("worked", {}).keys() <= {
                    date.fromordinal(day).isoformat()
                    for day in scenario.calendar.days_off.worked(2025)
                }

    def test_a_clock_is_measured_with_them(self) -> None:
        scenario = scenarios.all("pause")[0]
        status = sd.measure(scenario.signals, scenario.target, now=scenario.now)

        assert scenario.expected["state"] == status.state
        assert "Europe/Berlin" == str(scenario.now.tzinfo)

    def test_targets_are_of_every_form(self) -> None:
        within = {
            type(each.target.within).__name__ for each in ALL if "target" in each.given
        }

        assert {"timedelta", "WorkingDays", "FrozenMap"} == within

    def test_instants_that_are_not_given_are_none(self) -> None:
        scenario = scenarios.all("complaint")[0]

        assert scenario.instant("answered_at") is None
        assert datetime(2026, 1, 12, 8, tzinfo=UTC) == scenario.instant("received_at")


def test_no_other_file_is_read() -> None:
    folder = Path(scenarios.__file__).parent

    assert {".py"} == {path.suffix for path in folder.iterdir() if path.is_file()}
