"""`careercli gap`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from program import Result

Call = Callable[..., Result]


def test_the_gap_of_nurses_and_managers_number_by_number(call: Call) -> None:
    """From Registered Nurses to Medical and Health Services Managers: the figures of docs/methods/gap.md."""
    code, out, _ = call("gap", "registered nurses", "medical and health services managers", "--json")
    assert code == 0
    gap = json.loads(out)
    assert gap["schema"] == "careercli.gap/1"
    coverage = {each["area"]: (each["needed"], each["there"], round(each["percent"])) for each in gap["coverage"]}
    assert coverage == {"knowledge": (13, 6, 70), "skills": (23, 14, 87)}
    levels = {each["label"]: (round(each["from_level"]), round(each["to_level"])) for each in gap["higher"]}
    assert len(levels) == 16
    assert levels["Administration and Management"] == (41, 79)
    assert levels["Personnel and Human Resources"] == (34, 71)
    assert levels["Economics and Accounting"] == (13, 55)
    assert levels["Operations Analysis"] == (25, 55)
    assert levels["Management of Financial Resources"] == (20, 52)
    assert [each["label"] for each in gap["higher"] if each["imprecise"]] == ["Economics and Accounting"]
    new = [each for each in gap["missing"] if each["section"] == "duties"]
    assert (len(new), sum(bool(each["near"]) for each in new)) == (27, 2)
    assert not [each for each in gap["shared"] if each["section"] == "duties"]
    zones = next(each for each in gap["education"] if each["area"] == "job zone")
    assert (zones["change"], zones["from"]) == ("same", zones["to"])


def test_the_arithmetic(call: Call) -> None:
    """--explain shows how each number comes about."""
    _, out, _ = call("gap", "registered nurses", "medical and health services managers", "--explain")
    assert "HOW THE NUMBERS COME ABOUT" in out
    assert "626.3 / 889.8 = 70.4%" in " ".join(out.split())


def test_what_you_have(call: Call, tmp_path: Path) -> None:
    """--have and --have-file say what you have; what is not recognised is listed."""
    file = tmp_path / "have.yaml"
    file.write_text("skills: [analytical skills]\neducation: [bachelor's degree]\nyears: 3\n", "utf-8")
    args = ("gap", "practice-manager", "--have", "communication, timekeeping", "--have-file", str(file), "--json")
    code, out, _ = call(*args)
    gap = json.loads(out)
    assert code == 0
    assert gap["from"] is None
    assert [each["text"] for each in gap["matched"]] == ["communication", "analytical skills", "bachelor's degree"]
    assert [each["text"] for each in gap["unrecognised"]] == ["timekeeping"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["practice-manager"], "gap takes two roles, or one and --have, not 1"),
        (["practice-manager", "office-manager", "--have", "x"], "gap takes one role beside --have, not 2"),
        (["practice-manager", "Practice Manager"], "are the same role, practice-manager"),
        (["practice-manager", "--have", " , "], "--have names nothing"),
    ],
)
def test_wrong_usage(call: Call, args: list[str], message: str) -> None:
    """Too few or too many roles, one role twice, or nothing to have is wrong usage."""
    code, out, err = call("gap", *args)
    assert (code, out) == (2, "")
    assert message in err


def test_the_list_of_what_you_have_is_never_written_over(call: Call, tmp_path: Path) -> None:
    """--output may not be the file of --have-file."""
    file = tmp_path / "have.txt"
    file.write_text("excel", "utf-8")
    code, _, _ = call("gap", "practice-manager", "--have-file", str(file), "-o", str(file))
    assert code == 5
    assert file.read_text("utf-8") == "excel"
