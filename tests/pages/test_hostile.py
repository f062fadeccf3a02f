"""Hostile texts in every field of a convenant, opened in a browser that would run whatever it is given."""

from pathlib import Path

from playwright.sync_api import Browser

from convtool.context import Site, pages
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
    context = browser.new_context(bypass_csp=True)  # the pages themselves have to hold, without their policy
    page = context.new_page()
    page.add_init_script("window.alert = text => console.error('ran ' + text)")
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.on("console", lambda said: ran.append(said.text))
    page.on("pageerror", lambda error: ran.append(str(error)))
    for text in (*PAYLOADS, *MORE, "\n\n".join((*PAYLOADS, *MORE))):
        files = renderer.render(pages(portfolio(text), Site(audience="internal")))
        for path, content in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content, encoding="utf-8")
        for path in files:
            if path == "convenants/proef.html" or (path.endswith(".html") and text.startswith(PAYLOADS[0])):
                page.goto((tmp_path / path).as_uri(), wait_until="load")
                page.mouse.move(200, 200)
                assert page.locator("script, iframe, object, embed, base, form, [onload], [onerror]").count() == 0
    context.close()
    assert ran == []
    assert len(asked) > len(PAYLOADS)
    assert [url for url in asked if not url.startswith(tmp_path.as_uri())] == []
