"""Values as tables of HTML."""

from datetime import UTC, datetime, timedelta

import pytest

import servicedesk_core as sd
from servicedesk_core.explanation import Explanation
from servicedesk_core.markup import escaped, html_table
from servicedesk_core.sla import SpanRow

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")


class TestTable:
    def test_every_character_of_markup_is_escaped(self) -> None:
        assert escaped("<a href=\"x\">'R&D'") == (
            "&lt;a href=&quot;x&quot;&gt;&#x27;R&amp;D&#x27;"
        )

    def test_a_table_has_a_caption_a_header_and_rows(self) -> None:
        found = html_table([["1", "<2>"]], header=["a&b", "c"], caption="<all>")

        assert found == (
            '<table border="1"><caption>&lt;all&gt;</caption>'
            "<tr><th>a&amp;b</th><th>c</th></tr>"
            "<tr><td>1</td><td>&lt;2&gt;</td></tr></table>"
        )

    def test_nothing_is_left_out_but_what_is_empty(self) -> None:
        assert html_table([]) == '<table border="1"></table>'
        assert html_table([[""]]) == '<table border="1"><tr><td></td></tr></table>'


class TestExplanation:
    def test_its_facts_come_before_its_rows(self) -> None:
        explained = DESK.explain(MONDAY, MONDAY + HOUR)

        facts, rows = explained.to_html().split("</table>")[:2]

        assert facts.startswith('<table border="1"><tr><td>')
        assert "<tr><th>date</th><th>rule</th>" in rows
        assert "<td>2026-01-05</td>" in rows

    def test_it_speaks_russian(self) -> None:
        found = Explanation((("state", sd.SlaState.MET),), ()).to_html("ru")

        assert found == (
            '<table border="1"><tr><td>состояние</td><td>выполнен</td></tr></table>'
        )

    def test_another_language_is_refused(self) -> None:
        message = r"^language must be en or ru, got 'de'$"
        with pytest.raises(sd.InvalidArgumentError, match=message):
            Explanation((("state", 1),), ()).to_html("de")

    def test_a_notebook_shows_it_in_english(self) -> None:
        explained: Explanation[SpanRow] = Explanation((("due_at", "<soon>"),), ())

        assert explained._repr_html_() == (
            '<table border="1"><tr><td>due at</td><td>&lt;soon&gt;</td></tr></table>'
        )


class TestValues:
    def test_a_calendar_shows_its_hours(self) -> None:
        assert DESK._repr_html_() == (
            '<table border="1"><tr><td>hours</td><td>Mo-Fr 09:00-17:00</td></tr>'
            "<tr><td>zone</td><td>UTC</td></tr></table>"
        )

    def test_a_name_is_escaped(self) -> None:
        named = sd.ServiceCalendar("09:00-17:00", tz="UTC", name="<b>R&D</b>")

        assert "<td>name</td><td>&lt;b&gt;R&amp;D&lt;/b&gt;</td>" in (
            named._repr_html_()
        )

    def test_a_ticket_shows_what_is_known(self) -> None:
        ticket = sd.open_ticket("<1>", at=MONDAY, priority="high", group="R&D")

        assert ticket._repr_html_() == (
            '<table border="1"><tr><td>id</td><td>&lt;1&gt;</td></tr>'
            "<tr><td>kind</td><td>incident</td></tr>"
            "<tr><td>state</td><td>new</td></tr>"
            "<tr><td>priority</td><td>high</td></tr>"
            "<tr><td>group</td><td>R&amp;D</td></tr>"
            "<tr><td>opened at</td><td>2026-01-05 09:00+00:00</td></tr>"
            "<tr><td>updated at</td><td>2026-01-05 09:00+00:00</td></tr></table>"
        )

    def test_a_status_shows_its_explanation(self) -> None:
        target = sd.ServiceLevelTarget("resolution", 4 * HOUR, DESK)
        status = sd.measure(
            [sd.Signal(MONDAY, "opened")], target, now=MONDAY + HOUR, key="<1>"
        )

        assert status.explain().to_html() == status._repr_html_()
        assert "<td>&lt;1&gt;</td>" in status._repr_html_()
        assert "<td>running</td>" in status._repr_html_()

    def test_compliance_shows_all_and_each_group(self) -> None:
        target = sd.ServiceLevelTarget("resolution", 4 * HOUR, DESK)
        signals = [sd.Signal(MONDAY, "opened")]
        done = [*signals, sd.Signal(MONDAY + HOUR, "resolved")]
        statuses = [
            sd.measure(done, target, now=MONDAY + HOUR, key="<a>"),
            sd.measure(signals, target, now=MONDAY + HOUR, key="b"),
        ]

        found = sd.compliance(statuses, by=lambda status: status.key)

        assert found._repr_html_() == (
            '<table border="1"><caption>SLA compliance 100.0% (n=1, 95% CI '
            "20.7%..100.0%)</caption><tr><th></th><th>n</th><th>met</th>"
            "<th>breached</th><th>share</th><th>low</th><th>high</th></tr>"
            "<tr><td>all</td><td>1</td><td>1</td><td>0</td><td>100.0%</td>"
            "<td>20.7%</td><td>100.0%</td></tr>"
            "<tr><td>&lt;a&gt;</td><td>1</td><td>1</td><td>0</td><td>100.0%</td>"
            "<td>20.7%</td><td>100.0%</td></tr>"
            "<tr><td>b</td><td>0</td><td>0</td><td>0</td><td></td><td></td><td></td>"
            "</tr></table>"
        )
