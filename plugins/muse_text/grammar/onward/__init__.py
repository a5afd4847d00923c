"""A text that is there: continued, or one passage of it in other words; the rest stays as it is.

blocks      Markdown -> passages, letter for letter
known       what they tell: language, form, people (english_people, chinese_people), places, things
grounding   the rules of prose with the facts of the text, and no others
tense       English narration in the present
prose       the next passage of a story or play
outline     the next chapter of an outline; heads: another heading
verse       another stanza of the same meter and rhyme
going       all together
"""

from .going import Onward, anew, go_on

__all__ = ["Onward", "anew", "go_on"]
