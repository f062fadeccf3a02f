"""Hostile texts in every field of a convenant, opened in a browser that would run whatever it is given."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from convtool.context import Seen, Site, pages
from convtool.findable import searchable
from convtool.rendering import Renderer
from tests.filled import portfolio
from tests.test_rendering import PAYLOADS, TEMPLATES

ROOT = Path(__file__).parents[2]
MORE = (
    "\u202egevaar\u202c <b>vet</b>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<style>@import 'https://elders.example/x.css'</style>",
    '<meta http-equiv="refresh" content="0;url=https://elders.example/">',
    '<iframe src="https://elders.example/"></iframe>',
    "<img src=https://elders.example/x.png>",
)


def test_no_text_runs_asks_or_leads_anywhere(browser: Browser, tmp_path: Path) -> None:
    renderer = Renderer(TEMPLATES, ["html"])
    asked: list[str] = []
    ran: list[str] = []
    found = 0
    context = browser.new_context(bypass_csp=True)  # the pages themselves have to hold, without their policy
    page = context.new_page()
    page.add_init_script("window.alert = text => console.error('ran ' + text)")
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.on("console", lambda said: ran.append(said.text))
    page.on("pageerror", lambda error: ran.append(str(error)))
    for text in (*PAYLOADS, *MORE, "\n\n".join((*PAYLOADS, *MORE))):
        site = Site(audience="internal")
        files = renderer.render(pages(portfolio(text), site))
        files |= searchable(Seen(portfolio(text), site), files)
        for path, content in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content, encoding="utf-8")
        for path in files:
            if path == "convenants/proef.html" or (path.endswith(".html") and text.startswith(PAYLOADS[0])):
                page.goto((tmp_path / path).as_uri(), wait_until="load")
                page.mouse.move(200, 200)
                page.locator("#search-field").fill(text.split()[0])
                expect(page.locator(".search-panel [role=status]")).not_to_be_empty()
                found += page.locator(".search-panel a").count()
                assert page.locator(".search-panel :not(p, ul, li, a, span)").count() == 0
                assert page.locator("iframe, object, embed, base, form:not(.search), [onload], [onerror]").count() == 0
                sources = page.eval_on_selector_all("script", "all => all.map(each => each.getAttribute('src') ?? '')")
                assert {source.rpartition("assets/")[2] for source in sources} == {"search.js", "index.nl.js"}
    context.close()
    assert ran == []
    assert found > len(PAYLOADS)
    assert len(asked) > len(PAYLOADS)
    assert [url for url in asked if not url.startswith(tmp_path.as_uri())] == []
