"""Answers to try: values that every question refuses, and good ones that a careless template would break on."""

REFUSED: dict[str, tuple[str, list[object]]] = {
    "project_name": (
        "Use up to 60 letters, digits, spaces",
        ["", " ", " Padded", "Padded ", "-dash", "'quoted'", "a" * 61, "two\nlines", "tail\n"],
    ),
    "project_slug": (
        "Use up to 40 lower-case letters, digits and single hyphens",
        ["", "My-Product", "my_product", "my product", "1st", "-a", "a-", "a--b", "a.b", "../a"],
    ),
    "project_description": (
        "Write one line of 1 to 200 characters",
        ["", " ", " padded", "two\nlines", "x" * 201, "bell\a", "line\u2028separator"],
    ),
    "author_name": (
        "Write one line of up to 80 characters",
        ["", " ", "-x", "padded ", "a\nb", "x" * 81, "<me@example.com>", "Jo <jo@example.com>"],
    ),
    "author_email": (
        "Write an e-mail address, as in hello@example.com.",
        ["", "nobody", "a@b", "a b@example.com", "a@example.com\n", "a@-x.com", "a@example..com"],
    ),
    "github_owner": (
        "Write the account's name alone",
        ["", "-a", "a-", "a--b", "a_b", "a/b", "@a", "https://github.com/a", "a" * 40, "a\n", "ä"],
    ),
    "production_domain": (
        "Write a domain in lower case without https:// and path",
        ["", "localhost", "https://example.com", "example.com/", "Example.com", "a_b.example.com"],
    ),
    "licence": ("", ["", "gpl", "MIT"]),
    "auth": ("", ["", "passwords", "Clerk"]),
    "secrets": ("", ["", "vault", "Files"]),
    "onepassword_account": (
        "Write the address at which you sign in",
        ["", "team", "https://team.1password.com", "team.example.com", "a.1password.com\n"],
    ),
    "onepassword_vault": (
        "Use up to 60 letters, digits, spaces",
        ["", " ", "a/b", "two  spaces", 'a"b', "a" * 61, "a\n", "ä"],
    ),
    "features": ("", [["unknown"], ["notes", "unknown"]]),
}
"""For each question what a person is told, and what is refused with it."""

REFUSED["project_slug"][1].extend(["ünï", "a" * 41, "a\n", "{{ 7 * 7 }}"])
REFUSED["author_email"][1].extend(
    ["A <a@example.com>", "a@exa_mple.com", "a@example.c", 'a"@b.com']
)
REFUSED["author_email"][1].append("x" * 250 + "@example.com")
REFUSED["production_domain"][1].extend(
    ["-a.com", "a-.com", "a..com", ".com", "a.com.", "a.com:443"]
)
REFUSED["production_domain"][1].extend(["a" * 64 + ".com", "127.0.0.1", "example.com\n", "ä.com"])
REFUSED["production_domain"][1].append(("a" * 60 + ".") * 5 + "com")

HOSTILE = [
    "$(touch owned)",
    "`touch owned`",
    "{{ 7 * 7 }}",
    "<b>x</b>",
    "back\\slash",
    "nul\0",
    "half\udcff",
]
"""What shells, Jinja, HTML and string literals would take for more than text."""

for name in (
    *("project_name", "project_slug", "author_name", "author_email", "production_domain"),
    *("onepassword_account", "onepassword_vault"),
):
    REFUSED[name][1].extend(HOSTILE)
# A dollar and parentheses are fine in a sentence.
REFUSED["project_description"][1].extend(HOSTILE[1:])

UNUSUAL: dict[str, list[str]] = {
    "project_name": ["O'Brien & Söhne (Büro), Ltd. +1!", "日本語 ノート", "7", "a" * 60, "null"],
    "project_slug": ["a", "a1-b2-c3", "a" * 40, "null"],
    "project_description": [
        "It's \"quoted\", & 100 % 'safe'; naïve, 日本語 🎉",
        "#% if this were a statement",
        "key: value # no comment, [list], - - -, $(id) $HOME",
        "'",
        "x" * 200,
    ],
    "author_name": ["O'Neil, Ærø & Co. #1: yes", "李小龙", "x" * 80, "null", "1e3", "0x10"],
    "author_email": ["first.last+tag@sub.example.co.uk", "UPPER@EXAMPLE.COM"],
    "github_owner": ["A-1", "a" * 39, "null", "007"],
    "production_domain": ["a.co", "xn--bcher-kva.example", "1.2.example", "a-b.c-d.example"],
}
"""Good answers, each with something that YAML, TOML, JSON, Python, Markdown, HTML or a shell reads in its own way."""

FIELDS = {
    "project_name": "name",
    "project_slug": "slug",
    "project_description": "description",
    "author_name": "author",
    "author_email": "email",
    "github_owner": "owner",
    "production_domain": "domain",
}
"""The key under which programs read an answer from project.json."""
