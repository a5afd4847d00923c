"""Scripts are sent without their comments, and mean the same."""

import pytest

from muse_server.lean import lean


def test_lines_that_are_comment_alone_are_empty_then() -> None:
    text = '// what\nimport "./a.js"; // stays\n/** A.\n * @type {B} */\n  /* c */\nlet d = 1;\n'
    assert lean(text) == '\nimport "./a.js"; // stays\n\n\n\nlet d = 1;\n'


@pytest.mark.parametrize(
    "text",
    [
        "const a = `\n// a line of a template\n`;\n",
        "/* one\n two */ call();\n",
        "call(); /* one\n// two */ call();\n",
        'const a = "b \\\n// c";\n',
        "call();\n/* never ended\n",
    ],
)
def test_what_may_be_no_comment_stays(text: str) -> None:
    assert lean(text) == text


def test_code_behind_a_comment_stays() -> None:
    text = "/** @type {A} */ (b).c();\n/* d */ e();\n"
    assert lean(text) == text
