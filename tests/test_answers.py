import pytest

from tests.answers import kept


def test_answer_is_asked_for_once_and_another_question_anew(tmp_path):
    asked = []

    def ask(question, *, files):
        asked.append((question, files))
        return f"{question} {files}"

    asking = kept(ask, tmp_path, lambda: "program")

    assert [asking("a", files=n) for n in (1, 1, 2)] == ["a 1", "a 1", "a 2"]
    assert asked == [("a", 1), ("a", 2)]
    kept(ask, tmp_path, lambda: "another program")("a", files=1)
    assert len(asked) == 3


def test_failure_is_not_kept(tmp_path):
    answers = iter([1])
    asking = kept(lambda x: next(answers) / x, tmp_path, lambda: "program")

    with pytest.raises(ZeroDivisionError):
        asking(0)
    with pytest.raises(StopIteration):
        asking(0)
