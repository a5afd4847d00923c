"""A text as a Word document: a style for every kind of paragraph, so that its outline works."""

import io
import zipfile
from typing import Any

from .document import Block, Document, Line, Run, han
from .language import RIGHT_TO_LEFT
from .packed import packed
from .reading import read

_LATIN = "Times New Roman"
_TYPEWRITER = "Courier New"
_EAST = {"zh": "SimSun", "ja": "MS Mincho", "ko": "Batang"}
_TAGS = {"en": "en-US", "zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR", "pt": "pt-PT"}
_DATE = "2000-01-01T00:00:00Z"

# Style -> (based on, left indent, right indent, first line, space before, space after; points)
_STYLES = {
    "Verse": ("Normal", 36, 0, 0, 0, 12),
    "Note": ("Normal", 36, 36, 0, 6, 12),
    "Scene Heading": ("Heading 2", 0, 0, 0, 24, 12),
    "Action": ("Normal", 0, 0, 0, 0, 12),
    "Character": ("Normal", 158, 0, 0, 0, 0),
    "Parenthetical": ("Normal", 115, 100, 0, 0, 0),
    "Dialogue": ("Normal", 72, 72, 0, 0, 12),
    "Speech": ("Normal", 72, 0, -72, 0, 6),
}


def docx(data: bytes) -> bytes:
    """Return Markdown as a Word document."""
    import docx

    document = read(data)
    made = docx.Document()
    _Writer(made, document).write()
    buffer = io.BytesIO()
    made.save(buffer)
    return _settled(buffer.getvalue())


def _settled(data: bytes) -> bytes:
    """Return a Word document without the time at which it was packed, ready to carry a recipe."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    kind = b'<Default Extension="json" ContentType="application/json"/>'
    settled = []
    for name, content in members:
        if name == "docProps/thumbnail.jpeg":
            continue  # of the template that python-docx brings
        if name == "[Content_Types].xml":
            content = content.replace(b"<Default ", kind + b"<Default ", 1)
        elif name == "_rels/.rels":
            content = _without_thumbnail(content)
        settled.append((name, content))
    return packed(settled)


def _without_thumbnail(content: bytes) -> bytes:
    from xml.etree import ElementTree as Xml

    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    Xml.register_namespace("", space)
    root = Xml.fromstring(content)
    for each in list(root):
        if each.get("Target", "").endswith("thumbnail.jpeg"):
            root.remove(each)
    return Xml.tostring(root, encoding="UTF-8", xml_declaration=True)


class _Writer:
    """Writes one document."""

    def __init__(self, made: Any, document: Document) -> None:
        self.made, self.document = made, document
        self.typewritten = document.kind == "script" and document.language not in _EAST
        self.east = _EAST.get(document.language, "SimSun")
        self.after = "heading"

    def write(self) -> None:
        """Write styles, page and blocks."""
        self._styles()
        self._page()
        if self.document.title:
            self.paragraph("Title", self.document.title)
        rows: list[Block] = []
        for block in self.document.blocks:
            if block.kind == "row":
                rows.append(block)
                continue
            self._table(rows)
            rows = []
            self.block(block)
            self.after = block.kind
        self._table(rows)

    def block(self, block: Block) -> None:
        """Write a block."""
        match block.kind:
            case "heading":
                scene = self.document.kind == "script" and block.level > 1
                level = min(9, max(1, block.level - 1 if self.document.title else block.level))
                made = self.lines("Scene Heading" if scene else f"Heading {level}", block.lines)
                if self.document.book and block.level == self.document.top:
                    made.paragraph_format.page_break_before = True
            case "rule":
                self.paragraph("Note", "⁂" if self.document.kind != "script" else "* * *")
            case "stanza":
                self.lines("Verse", block.lines)
            case "note":
                self.lines("Note", block.lines)
            case "quote":
                self.lines("Quote", block.lines)
            case "speech":
                self.speech(block)
            case "point":
                style = "List Bullet" if block.mark == "•" else "List Continue"
                before = () if block.mark in ("•", "") else (Run(f"{block.mark} "),)
                made = self.lines(style, ((*before, *block.lines[0]), *block.lines[1:]))
                if block.level:
                    from docx.shared import Pt

                    made.paragraph_format.left_indent = Pt(18 * (1 + min(block.level, 8)))
            case _:
                self._plain(block)

    def _plain(self, block: Block) -> None:
        made = self.lines("Action" if self.document.kind == "script" else "Normal", block.lines)
        opens = self.after in ("heading", "rule", "note") and self.document.language not in _EAST
        if self.document.kind == "prose" and block.kind == "paragraph" and not opens:
            from docx.shared import Pt

            made.paragraph_format.first_line_indent = Pt(24)

    def speech(self, block: Block) -> None:
        """Write who speaks, how and what: beneath each other, or Chinese behind each other."""
        if not self.typewritten:
            aside = (Run(f"（{block.aside}）" if han(block.text) else f"({block.aside}) "),)
            first = (Run(block.name, bold=True), Run("\t"), *(aside if block.aside else ()))
            lines = block.lines or ((),)
            self.lines("Speech", ((*first, *lines[0]), *lines[1:]))
            return
        self.paragraph("Character", block.name.upper())
        if block.aside:
            self.paragraph("Parenthetical", f"({block.aside})")
        if block.lines:
            self.lines("Dialogue", block.lines)

    def paragraph(self, style: str, text: str) -> Any:
        """Write a paragraph of plain words."""
        return self.lines(style, ((Run(text),),))

    def lines(self, style: str, lines: tuple[Line, ...]) -> Any:
        """Write a paragraph of lines."""
        made = self.made.add_paragraph(style=style)
        for place, line in enumerate(lines):
            for run in line:
                added = made.add_run(run.text)
                added.bold = run.bold or None
                # Chinese has no italics.
                added.italic = (run.italic and self.document.language not in _EAST) or None
                if run.code:
                    added.font.name = _TYPEWRITER
            if place < len(lines) - 1:
                made.add_run().add_break()
        return made

    def _table(self, rows: list[Block]) -> None:
        if not rows:
            return
        table = self.made.add_table(len(rows), max(1, *(len(row.lines) for row in rows)))
        table.style = "Table Grid"
        for place, row in enumerate(rows):
            for column, cell in enumerate(row.lines):
                paragraph = table.cell(place, column).paragraphs[0]
                for run in cell:
                    paragraph.add_run(run.text).bold = run.bold or place == 0 or None

    # -- how it looks

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt, RGBColor

        styles = self.made.styles
        chinese = self.document.language in _EAST
        for name, (base, left, right, first, before, after) in _STYLES.items():
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles[base]
            shape = style.paragraph_format
            shape.left_indent, shape.right_indent = Pt(left), Pt(right)
            shape.first_line_indent = Pt(first)
            shape.space_before, shape.space_after = Pt(before), Pt(after)
            shape.line_spacing = 1.0 if self.document.kind == "script" and not chinese else 1.5
            shape.keep_together = True
            shape.keep_with_next = name in ("Scene Heading", "Character", "Parenthetical")
        styles["Note"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        styles["Normal"].font.size = Pt(12)
        normal = styles["Normal"].paragraph_format
        normal.line_spacing, normal.space_after = 1.5, Pt(0)
        normal.widow_control = True
        heads = [f"Heading {level}" for level in range(1, 10)]
        for name in ("Normal", "Title", *heads, *_STYLES):
            self._font(styles[name], _TYPEWRITER if self.typewritten else _LATIN)
        for name, size in (("Title", 20), ("Heading 1", 15), ("Heading 2", 13)):
            styles[name].font.size = Pt(size)
        for name in ("Title", *heads, "Scene Heading"):
            styles[name].font.color.rgb = RGBColor(0, 0, 0)
            styles[name].font.bold = name != "Title"
            styles[name].font.italic = False
        styles["Scene Heading"].font.size = Pt(12)
        styles["Scene Heading"].font.all_caps = self.typewritten
        title = styles["Title"].paragraph_format
        title.alignment, title.space_before, title.space_after = (
            WD_ALIGN_PARAGRAPH.CENTER,
            Pt(72),
            Pt(36),
        )
        border = styles["Title"].element.pPr.find(_w("pBdr"))
        if border is not None:
            styles["Title"].element.pPr.remove(border)

    def _font(self, style: Any, name: str) -> None:
        """Set a style's font, for Chinese characters too, and its language."""
        from docx.oxml import OxmlElement

        style.font.name = name
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for key in list(fonts.attrib):
            if "Theme" in key:
                del fonts.attrib[key]
        fonts.set(_w("eastAsia"), self.east)
        fonts.set(_w("cs"), name)
        told = self.document.language
        if style.name == "Normal" and told != "und":
            language = OxmlElement("w:lang")
            key = "eastAsia" if told in _EAST else "bidi" if told in RIGHT_TO_LEFT else "val"
            language.set(_w(key), _TAGS.get(told, told))
            properties.append(language)

    def _page(self) -> None:
        """Set margins, a page's number at its head, and the document's own facts."""
        import datetime

        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.shared import Mm

        section = self.made.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(28)
        section.top_margin = section.bottom_margin = Mm(26)
        number = section.header.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        field = OxmlElement("w:fldSimple")
        field.set(_w("instr"), "PAGE")
        number._p.append(field)
        section.different_first_page_header_footer = True
        facts = self.made.core_properties
        facts.title, facts.author, facts.comments = self.document.title[:255], "", ""
        facts.language = self.document.language
        date = datetime.datetime.fromisoformat(_DATE).replace(tzinfo=None)
        facts.created = facts.modified = date


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
