from app.core.settings import Settings
from app.core.variables import PROCESSES, variables_of
from app.features import features
from tools.environment.declared import declared, declaring_classes
from tools.environment.own import ToolVariables
from tools.processes import parse_procfile
from tools.project import ROOT


def test_all_that_the_product_reads_is_declared() -> None:
    of_features = [feature.settings for feature in features if feature.settings]

    read = variables_of(Settings, *of_features)

    assert {each.name for each in read} == set(declared()) - {
        each.name for each in variables_of(ToolVariables)
    }


def test_a_feature_that_is_not_listed_declares_nothing() -> None:
    listed = {feature.name for feature in features}
    folders = {kind.__module__.split(".")[1] for kind in declaring_classes()}

    assert folders - {"core", "environment"} <= listed


def test_every_variable_says_what_it_is_for_in_a_sentence() -> None:
    assert [
        name
        for name, each in declared().items()
        if not (each.meaning[:1].isupper() and each.meaning.endswith("."))
    ] == []


def test_what_the_page_is_told_is_no_secret() -> None:
    assert [n for n, each in declared().items() if each.secret and "page" in each.read_by] == []


def test_variables_are_read_by_the_processes_that_there_are() -> None:
    assert set(PROCESSES) == set(parse_procfile((ROOT / "Procfile").read_text()).processes)
