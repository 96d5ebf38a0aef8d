"""What the tests themselves rely on."""

from program import measure


def test_memory_is_that_of_the_program_alone() -> None:
    """The memory that is measured is that of the program, however much the process that starts it has had."""
    before = measure("--version")
    ballast = bytearray(300 * 2**20)
    after = measure("--version")
    assert len(ballast) > 2**28
    assert before[0] == after[0] == 0
    assert 5 < after[1] < 100
