"""After a merge or a rebase: what it brought that this checkout still has to take over. Prints the commands, runs none."""

from tools.environment.news import tell_news
from tools.lint.files import git

#: A change below one of these paths, and what to do about it.
HINTS = {
    "Packages have changed": (
        "just setup",
        ("pyproject.toml", "uv.lock", "web/package.json", "web/pnpm-lock.yaml", "mise.toml"),
    ),
    "The database has new migrations": ("just db migrate", ("migrations/",)),
}


def hints(changed: list[str]) -> list[str]:
    """What to tell about files that have changed."""
    return [
        f"{what}: run `{command}`."
        for what, (command, places) in HINTS.items()
        if any(file.startswith(places) for file in changed)
    ]


def main() -> None:
    # Relative to this folder, and only what lies in it.
    changed = git("diff", "--name-only", "--relative", "ORIG_HEAD", "HEAD")
    for hint in hints(changed.splitlines() if changed else []):
        print(hint)
    tell_news()


if __name__ == "__main__":
    main()
