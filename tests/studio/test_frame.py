"""The frame around every page: language, theme, places, keys; and what the fixtures notice."""

import pytest

from studio_pages import Studio


@pytest.mark.parametrize(("language", "title"), [("en", "Settings · Muse"), ("zh", "设置 · Muse")])
def test_a_page_speaks_the_browsers_language(studio: Studio, language: str, title: str) -> None:
    page = studio.go(studio.open(language=language), "settings")
    assert page.title() == title
    assert page.locator("html").get_attribute("lang") == {"en": "en", "zh": "zh-Hans"}[language]


def test_a_script_of_a_stranger_is_refused_and_noticed(studio: Studio) -> None:
    page = studio.go(studio.page)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hurt = 1";
          document.head.append(script);
        }"""
    )
    assert page.evaluate("window.hurt") is None
    assert any("Content Security Policy" in each for each in studio.troubles)
    studio.troubles.clear()


def test_a_request_to_another_host_is_noticed(studio: Studio) -> None:
    page = studio.go(studio.page)
    page.evaluate("fetch('http://example.org/').catch(() => {})")
    page.evaluate("void setTimeout(() => { throw new Error('nobody cares'); })")
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in each for each in studio.troubles)
    assert any("nobody cares" in each for each in studio.troubles)
    studio.troubles.clear()


def test_the_page_outlives_the_server(studio: Studio) -> None:
    page = studio.go(studio.page)
    studio.kill()
    page.locator("html.away").wait_for(state="attached")
    studio.again()
    page.locator("html:not(.away)").wait_for(state="attached")
    page.get_by_role("status").get_by_text("Muse is back.").wait_for()
