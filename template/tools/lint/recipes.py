"""Lays out the justfiles that it is given, as just does it; with --check, complains about those that are not."""

import argparse
import os
import subprocess
import sys


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("files", nargs="+")
    words = parser.parse_args()
    # The program that runs the recipe at this moment; it need not be on PATH. A git hook is run by none.
    by_uv = ["uvx", "--quiet", "--from", "rust-just", "just"]
    just = [os.environ["JUST"]] if "JUST" in os.environ else by_uv
    how = ["--fmt", *(["--check"] if words.check else [])]
    results = [
        subprocess.run([*just, *how, "--justfile", file], check=False) for file in words.files
    ]
    sys.exit(any(result.returncode for result in results))


if __name__ == "__main__":
    main()
