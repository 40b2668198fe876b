"""Looks at every source file of the project and prints what breaks a rule."""

import sys

from tools.architecture.rules import problems
from tools.lint.files import project_files
from tools.project import ROOT


def main() -> None:
    found = problems(ROOT, project_files())
    for problem in found:
        print(problem)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
