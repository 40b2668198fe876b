"""What axe finds wrong with a page for people who use it in another way than its maker."""

import functools
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"

RUN = """async ([within, rules]) => {
    const options = rules ? {runOnly: {type: 'rule', values: rules}} : {}
    const {violations} = await axe.run(within ?? document, {...options, resultTypes: ['violations']})
    return violations.flatMap(({id, help, nodes}) =>
        nodes.map(({html, any}) => [id, help, any[0]?.message, html].filter(Boolean).join(' | ')))
}"""


def accessibility_problems(page: Page, *rules: str, within: str | None = None) -> list[str]:
    """What violates axe's rules, or those that are named, a line for each element.

    `within` is a selector. An open menu is looked at alone: the page behind it is hidden and its links cannot take the
    focus meanwhile, which axe does not see.
    """
    if page.evaluate("typeof axe") == "undefined":
        # Evaluated, not added to the document: a policy against foreign scripts stays in force.
        page.evaluate(axe_source())
    return page.evaluate(RUN, [within, list(rules) or None])


@functools.cache
def axe_source() -> str:
    return AXE.read_text()
