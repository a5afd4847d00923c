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


def test_an_answer_that_comes_late_takes_nothing_back(studio: Studio) -> None:
    page = studio.go(studio.page, "settings")
    value = page.evaluate(
        """async () => {
          const app = document.querySelector("script[type=module]").src;
          const { Document } = await import(new URL("base/desk.js", app).href);
          const kept = new Document("late", {});
          kept.set({ a: 1 });
          await kept.flush();
          const real = window.fetch;
          let come, go;
          const came = new Promise((done) => (come = done));
          const gone = new Promise((done) => (go = done));
          window.fetch = async (address, init) => {
            const answer = await real(address, init);
            if (init.method !== "GET") return answer;
            come();
            await gone;
            return answer;
          };
          const reading = kept.read();
          await came;
          kept.set({ a: 2 });
          await kept.flush();
          window.fetch = real;
          go();
          await reading;
          const { a } = kept.value;
          await kept.remove();
          return a;
        }"""
    )
    assert value == 2


def test_addresses_and_texts_are_read_as_they_are_meant(studio: Studio) -> None:
    page = studio.go(studio.page, "settings")
    found = page.evaluate(
        """async () => {
          const app = document.querySelector("script[type=module]").src;
          const load = (name) => import(new URL(`base/${name}.js`, app).href);
          const names = ["places", "passages", "artifact"];
          const [places, passages, made] = await Promise.all(names.map(load));
          const work = { id: "a-1", title: " a/b: c? " };
          const on = "and it goes on and on";
          const line = "these are some fifty letters of a verse in English,";
          return {
            place: places.here(new URL("/studio/artifact/%zz%E4", location.href)).rest,
            verse: passages.kindOf(`${line}\n${line}`),
            prose: passages.kindOf(`${line} ${on}\n${line} ${on}`),
            saved: [".png", "/03.png", "drums.wav"].map((each) => made.savedAs(work, each)),
          };
        }"""
    )
    assert found == {
        "place": ["%zz%E4"],
        "verse": "stanza",
        "prose": "paragraph",
        "saved": ["a b c.png", "a b c-03.png", "a b c-drums.wav"],
    }
