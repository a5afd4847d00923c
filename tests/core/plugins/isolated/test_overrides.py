"""What a plugin would have instead of what packages ask for, and what the user would."""

from muse.plugins.isolated.installing import instead


def test_the_user_has_the_last_word_on_a_name() -> None:
    wished = ("torch>=2.6", "hugging_face ; sys_platform == 'never'", "av>=12")
    assert instead(wished, ()) == wished
    asked = ("torch==2.1.0", "Hugging-Face<1")
    assert instead(wished, asked) == ("av>=12", *asked)
