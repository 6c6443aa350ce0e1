"""The programs under examples/ as a user runs them."""

import csv
import gzip
import json
import shutil
from pathlib import Path

import pytest

import make_log
import sla_compliance
from make_log import SAMPLE


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert sla_compliance.main(list(arguments)) == 0
    return capsys.readouterr().out


class TestTheSampleLog:
    def test_the_script_writes_it_again(self, tmp_path: Path) -> None:
        again = tmp_path / "again.csv"

        assert make_log.main([str(again)]) == 0
        assert SAMPLE.read_text(encoding="utf-8") == again.read_text(encoding="utf-8")


class TestTheReport:
    def test_it_shows_every_part(self, capsys: pytest.CaptureFixture[str]) -> None:
        text = report(capsys)
        titles = [
            "300 cases from 1,320 events",
            "Conformance to the incident lifecycle",
            "Reopenings: 18 in 17 cases",
            "Reassignments between known groups:",
            "Recorded SLA compliance",
            "Compliance recomputed from the events",
            "  resolution P3: 24 h within Mo-Fr 09:00-18:00 (UTC)",
            "The worst breaches",
            "reason",
            "Time to restore service",
        ]

        assert titles == [title for title in titles if title in text]

    def test_findings_name_the_row(self, capsys: pytest.CaptureFixture[str]) -> None:
        text = report(capsys)

        assert "finding unparsable_date: 5" in text
        assert "row 294, INC0000068: sys_updated_at is no date: '31/2/2026" in text

    def test_a_finding_s_row_is_that_of_the_file(self) -> None:
        lines = SAMPLE.read_text(encoding="utf-8").splitlines()

        assert "INC0000068" in lines[294 - 1]
        assert "31/2/2026" in lines[294 - 1]

    def test_options_change_the_hours(self, capsys: pytest.CaptureFixture[str]) -> None:
        text = report(
            capsys, "--tz", "Europe/Moscow", "--holidays", "RU", "--hours", "24/7"
        )

        assert "resolution P3: 24 h within 24/7 (Europe/Moscow)" in text
        assert "holidays: RU" in text

    def test_json_has_the_figures(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        file = tmp_path / "figures.json"
        report(capsys, "--json", str(file))
        figures = json.loads(file.read_text(encoding="utf-8"))

        assert figures["cases"] == 300
        assert {"1", "2", "3", "4"} == set(figures["recomputed"]["elapsed_h"])
        assert figures["from_events"]["reopenings"] == 18

    def test_a_gzipped_log_reads_the_same(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        packed = tmp_path / "log.csv.gz"
        with SAMPLE.open("rb") as plain, gzip.open(packed, "wb") as target:
            shutil.copyfileobj(plain, target)

        assert report(capsys) == report(capsys, str(packed))

    def test_progress_shows_on_long_input(
        self,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(sla_compliance, "_PROGRESS_EVERY", 200)
        sla_compliance.main([])
        shown = capsys.readouterr().err

        assert "1,200 rows read" in shown
        assert "200 cases measured" in shown


class TestBadInput:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--tz", "Europe/Berln"], "did you mean Europe/Berlin"),
            (["--hours", "Mo-Fr 9-17"], "position 6"),
            (["--holidays", "XX"], "holidays package knows, got 'XX'"),
            (["nowhere.csv"], "cannot read nowhere.csv"),
            ([__file__], "the log is empty, or no table with commas"),
            (["--json", "nowhere/figures.json"], "cannot write nowhere"),
        ],
        ids=["zone", "hours", "country", "no file", "no log", "no folder"],
    )
    def test_it_is_one_clear_line(
        self,
        capsys: pytest.CaptureFixture[str],
        arguments: list[str],
        message: str,
    ) -> None:
        with pytest.raises(SystemExit) as exit_info:
            sla_compliance.main(arguments)

        assert exit_info.value.code == 2
        assert message in capsys.readouterr().err

    def test_a_table_of_something_else(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        other = tmp_path / "other.csv"
        other.write_text("number,colour\n1,red\n", encoding="utf-8")
        with pytest.raises(SystemExit):
            sla_compliance.main([str(other)])

        assert "the log lacks the columns incident_state" in capsys.readouterr().err

    def test_a_log_of_nothing_but_a_header(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        empty = tmp_path / "empty.csv"
        header = SAMPLE.read_text(encoding="utf-8").splitlines()[0]
        empty.write_text(header + "\n", encoding="utf-8")

        assert "0 cases from 0 events" in report(capsys, str(empty))

    def test_rows_are_those_of_the_file_whatever_is_between(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Blank lines count, and a row that names no case is still read."""
        header, first, *_ = SAMPLE.read_text(encoding="utf-8").splitlines()
        nameless = first.replace("INC0000001", "", 1)
        log = tmp_path / "gaps.csv"
        log.write_text(f"{header}\n\n{first}\n\n{nameless}", encoding="utf-8")
        text = report(capsys, str(log))

        assert "2 cases from 2 events" in text
        assert "row 5, : the row names no case" in text

    def test_a_damaged_archive_is_one_clear_line(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        packed = bytearray(gzip.compress(SAMPLE.read_bytes()))
        for place in range(200, 2000, 7):
            packed[place] ^= 0xFF
        damaged = tmp_path / "damaged.csv.gz"
        damaged.write_bytes(packed)
        with pytest.raises(SystemExit):
            sla_compliance.main([str(damaged)])

        assert "cannot read" in capsys.readouterr().err

    def test_nothing_of_a_damaged_row_is_lost(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """A row cut short, one with a bad date and one with a bad state all count."""
        with SAMPLE.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[:4]
        rows[1] = rows[1][:2]
        rows[2][rows[0].index("sys_updated_at")] = "yesterday"
        rows[3][rows[0].index("incident_state")] = "Limbo"
        damaged = tmp_path / "damaged.csv"
        with damaged.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        text = report(capsys, str(damaged))

        assert "from 3 events" in text
        assert "row 2, INC0000001: made_sla is ''" in text
        assert "row 3, INC0000001: sys_updated_at is no date: 'yesterday'" in text
        assert "row 4, INC0000001: unknown state 'Limbo'" in text
