"""Each rule, with code that breaks it and code beside it that does not."""

from pathlib import Path

import pytest

from tools.architecture.rules import problems

FEATURES = """
from app.accounts.feature import accounts
from app.core.feature import Feature
from app.billing.feature import billing

features: list[Feature] = [accounts, billing]
"""

# What stands in the file, and what is said about it; nothing where all is well.
CASES: dict[str, tuple[str, str, str]] = {
    "a feature's helper is its own": (
        "app/billing/service.py",
        "from app.accounts.pictures import resized",
        "app.accounts.pictures is the inside of another feature",
    ),
    "a feature's helper is its own, however it is imported": (
        "app/billing/service.py",
        "from ..accounts import pictures",
        "app.accounts.pictures is the inside of another feature",
    ),
    "a feature's routes are its own": (
        "app/billing/service.py",
        "import app.accounts.routes",
        "app.accounts.routes is the inside of another feature",
    ),
    "features build on each other's models": (
        "app/billing/models.py",
        "from app.accounts.models import UserId",
        "",
    ),
    "a feature knows its own inside": (
        "app/accounts/routes.py",
        "from app.accounts.pictures import resized",
        "",
    ),
    "seeds build on seeds": ("app/billing/seed.py", "from app.accounts.seed import demo_user", ""),
    "only seeds build on seeds": (
        "app/billing/service.py",
        "from app.accounts.seed import demo_user",
        "app.accounts.seed is the inside of another feature",
    ),
    "no circle": (
        "app/accounts/service.py",
        "from app.billing.models import Invoice",
        "app/features.py lists billing after accounts, which imports it",
    ),
    "the core knows no feature": (
        "app/core/health.py",
        "from app.accounts.models import User",
        "app/core builds on nothing above it",
    ),
    "the core does not know the application": (
        "app/core/health.py",
        "def ready() -> None:\n    from app.main import create_app",
        "app/core builds on nothing above it",
    ),
    "the core may ask for the list of features": (
        "app/core/health.py",
        "from app.features import features",
        "",
    ),
    "no tests in production": (
        "app/accounts/service.py",
        "from tests.factories.accounts import UserFactory",
        "in production has no tests/",
    ),
    "no tools in production": (
        "migrations/env.py",
        "import tools.ports",
        "in production has no tools/",
    ),
    "routes do not commit": (
        "app/billing/routes.py",
        "def pay(session):\n    session.commit()",
        ".commit() belongs to the unit of work",
    ),
    "services do not roll back": (
        "app/billing/service.py",
        "def pay(self):\n    self.session.rollback()",
        ".rollback() belongs to the unit of work",
    ),
    "the unit of work commits": ("app/core/database.py", "session.commit()", ""),
    "routes do not query": (
        "app/billing/routes.py",
        "from sqlmodel import select",
        "A route asks its service",
    ),
    "a feature is listed": ("app/chat/feature.py", "chat = 1", "does not list this feature"),
    "tests that would never run": (
        "tests/unit/billing/invoices.py",
        "def test_sum() -> None: ...",
        "test_sum never runs",
    ),
    "tests with another name": (
        "tests/unit/billing/test_invoices.py",
        "",
        "named after its subject: *_test.py",
    ),
    "tests outside of their place": (
        "tests/billing/invoices_test.py",
        "",
        "Tests lie in tests/<unit or routes",
    ),
    "tests of no feature": ("tests/unit/invoices_test.py", "", "Tests lie in tests/<unit or"),
    "tests beside the program": ("app/billing/invoices_test.py", "", "Tests lie in tests/<unit or"),
    "a fixture outside of its place": (
        "tests/unit/billing/utils.py",
        "@pytest.fixture(scope='session')\ndef invoice() -> None: ...",
        "The fixture invoice belongs into a conftest.py",
    ),
    "a fixture that one file uses": (
        "tests/unit/billing/invoices_test.py",
        "@pytest.fixture\ndef invoice() -> None: ...",
        "",
    ),
    "a factory outside of its place": (
        "tests/unit/billing/invoices_test.py",
        "class InvoiceFactory: ...",
        "InvoiceFactory belongs into tests/factories/",
    ),
    "an assertion outside of its place": (
        "tests/unit/billing/invoices_test.py",
        "def assert_paid() -> None: ...",
        "assert_paid belongs into tests/assertions.py",
    ),
    "a mail outside of its place": ("app/billing/invoice.html", "<p>", "belongs into a folder"),
    "a mail in its place": ("app/billing/emails/invoice.html", "<p>", ""),
    "a page of another feature": (
        "web/app/features/billing/pages/plan.tsx",
        "import { Form } from '~/features/accounts/components/form'",
        "features/accounts/components/form is the inside of a feature",
    ),
    "a page of another feature, by a relative path": (
        "web/app/features/billing/pages/plan.tsx",
        "import { Form } from '../../accounts/components/form'",
        "features/accounts/components/form is the inside of a feature",
    ),
    "a page of a feature, loaded later": (
        "web/app/components/shell.tsx",
        "const page = await import('~/features/accounts/pages/account')",
        "features/accounts/pages/account is the inside of a feature",
    ),
    "a feature's own component": (
        "web/app/features/billing/pages/plan.tsx",
        "import { Form } from '../components/form'",
        "",
    ),
    "a hook of another feature": (
        "web/app/features/billing/pages/plan.tsx",
        "import { useCurrentUser } from '~/features/accounts/hooks/use-current-user'",
        "",
    ),
    "the design system knows no feature": (
        "web/app/components/ui/button.tsx",
        "import { useCurrentUser } from '~/features/accounts/hooks/use-current-user'",
        "serves every page, so it imports no feature",
    ),
    "a library of its own": (
        "web/app/lib/problem.ts",
        "export { theme } from '~/utils/theme'",
        "could be a library of its own",
    ),
    "a page with a helper of the tests": (
        "web/app/pages/landing.tsx",
        "import { render } from '~tests/render'",
        "which is of the tests",
    ),
    "a test with a helper of the tests": (
        "web/app/pages/landing.test.tsx",
        "import { render } from '~tests/render'",
        "",
    ),
}


@pytest.mark.parametrize(("path", "text", "complaint"), CASES.values(), ids=CASES)
def test_rules(tmp_path: Path, path: str, text: str, complaint: str) -> None:
    for name, content in {"app/features.py": FEATURES, path: text}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)

    said = [str(problem) for problem in problems(tmp_path, [Path(path)])]

    if complaint:
        [only] = said
        assert only.startswith(f"{path}:")
        assert complaint in only
    else:
        assert said == []
