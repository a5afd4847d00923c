"""What `book.songbook` understands."""

from typing import Literal

from muse import Condition, Field, InputFile

MOST_SONGS = 40

Paper = Literal["a4", "letter", "a5"]
Edition = Literal["C", "Bb", "Eb", "F"]

STEPS: dict[Edition, int] = {"C": 0, "Bb": 2, "Eb": -3, "F": -5}
"""Edition -> semitones by which its notes are written higher than they sound."""


class SongbookCondition(Condition):
    """A book of songs: what they are about or which they are, and how they are printed."""

    prompt: str = Field(
        "",
        description="What the songs are about, in English or Chinese; fields that you don't set are"
        " read from it.",
        examples=["five songs about the sea for children", "五首关于大海的儿歌"],
    )
    songs_from: list[InputFile] = Field(
        [],
        max_length=MOST_SONGS,
        description="Songs that there are already, note for note: MIDI, MusicXML, ABC, or muse:ID.",
        json_schema_extra={"media": ["audio/midi", "application/vnd.recordare.*", "text/vnd.abc"]},
    )
    songs: int = Field(
        5, ge=1, le=MOST_SONGS, description="How many songs are written.", examples=[3]
    )
    title: str = Field(
        "", max_length=80, description="Title of the book; from the prompt if omitted."
    )
    style: str | None = Field(
        None, description="Style of the music: folk (if omitted), waltz, pop...", examples=["waltz"]
    )
    edition: Edition = Field(
        "C",
        description="For whom the notes are written: C as they sound, or for instruments in B flat,"
        " E flat or F.",
    )
    transpose: int = Field(
        0, ge=-12, le=12, description="Semitones by which all songs are moved.", examples=[-2]
    )
    words: bool = Field(
        False, description="Whether a page of words with chords follows each song, to sing from."
    )
    pictures: Literal["none", "cover", "songs"] = Field(
        "songs", description="What is painted: nothing, the cover, or the cover and every song."
    )
    art: str = Field(
        "gouache", description="How pictures are painted: a style of the painter.", examples=["ink"]
    )
    paper: Paper = Field("a4", description="Size of the pages.")
    language: Literal["en", "zh"] | None = Field(
        None, description="Language of the songs; that of the request if omitted."
    )
    story_by: str | None = Field(
        None,
        description="The generator of texts that writes the words; the default one if omitted.",
    )
    music_by: str | None = Field(
        None,
        description="The generator of music; music.midi writes notes.",
        examples=["music.midi"],
    )
    pictures_by: str | None = Field(
        None, description="The generator of pictures; the default one if omitted."
    )
