"""What becomes of people and jobs when PostgreSQL, Redis or a worker goes away."""

from pathlib import Path

from tests.project.project import Project


def test_a_product_under_load_survives_the_loss_of_each_server_and_of_a_worker(
    cluster: dict[str, str], shared: Path
) -> None:
    """The drill says what it promises. Only the packages of the cluster's project are used: it starts servers of its own."""
    project = Project("outages", shared / "cluster", PYTHONPATH=str(Path(__file__).parent))

    project.run("uv", "run", "python", "-m", "drill")
