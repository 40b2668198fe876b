"""At the prompt: a bad answer is refused with its reason, can be mended, and Ctrl-C leaves nothing behind."""

from pathlib import Path

import yaml

from tests.render.answers import REFUSED
from tests.render.terminal import Terminal
from tests.renderings import QUESTIONS
from tests.utils import ANSWERS_FILE

ENTER, CONTROL_C, CLEAR_LINE = "\r", "\x03", "\x15"


def test_a_bad_answer_is_refused_and_leaving_writes_nothing(
    terminal: Terminal, destination: Path
) -> None:
    with terminal:
        terminal.wait_for("What is the product called?")
        terminal.wait_for("Walnut Desk")
        terminal.type(ENTER)
        terminal.wait_for("Its short name")
        terminal.wait_for("walnut-desk")
        terminal.type(CLEAR_LINE + "Walnut Desk!" + ENTER)
        terminal.wait_for(REFUSED["project_slug"][0])
        terminal.type(CONTROL_C)
        assert terminal.end() != 0
        assert "Traceback" not in terminal.shown
    assert not destination.exists()


def test_a_bad_answer_can_be_mended_and_the_rest_is_offered(
    terminal: Terminal, destination: Path
) -> None:
    with terminal:
        terminal.wait_for("What is the product called?")
        terminal.type(CLEAR_LINE + "<Quince>" + ENTER)
        terminal.wait_for(REFUSED["project_name"][0])
        terminal.type(CLEAR_LINE + "Quince" + ENTER)
        always = [name for name, question in QUESTIONS.items() if "when" not in question]
        for name in always[1:]:
            terminal.wait_for(QUESTIONS[name]["help"])
            terminal.type(ENTER)
        assert terminal.end() == 0
    found = yaml.safe_load((destination / ANSWERS_FILE).read_text())
    assert (found["project_name"], found["project_slug"]) == ("Quince", "quince")
    assert found.keys() >= set(always)


def test_a_folder_with_other_files_is_refused_before_a_question_is_asked(
    terminal: Terminal, destination: Path
) -> None:
    destination.mkdir()
    (destination / "mine").touch()
    with terminal:
        terminal.wait_for("is not empty. Choose a new folder")
        assert terminal.end() != 0
    assert [path.name for path in destination.iterdir()] == ["mine"]
