"""A script as Final Draft's XML (.fdx), which most screenwriting programs read."""

from xml.etree import ElementTree as Xml

from .document import Line
from .reading import read
from .scripts import elements


def fdx(data: bytes) -> bytes:
    """Return Markdown as FDX; what is no script becomes action."""
    document = read(data)
    root = Xml.Element("FinalDraft", DocumentType="Script", Template="No", Version="1")
    content = Xml.SubElement(root, "Content")
    for element in elements(document):
        kind = "Action" if element.type == "Note" else element.type
        number = {"Number": element.number} if element.number else {}
        paragraph = Xml.SubElement(content, "Paragraph", {"Type": kind, **number})
        _fill(paragraph, element.runs, " ".join(element.text.split()))
    if document.title:
        title = Xml.SubElement(Xml.SubElement(root, "TitlePage"), "Content")
        for _ in range(12):  # a third down the page, as Final Draft sets titles
            Xml.SubElement(Xml.SubElement(title, "Paragraph", Alignment="Center"), "Text")
        line = Xml.SubElement(title, "Paragraph", Alignment="Center")
        Xml.SubElement(line, "Text").text = " ".join(document.title.split())
    Xml.indent(root)
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
    return head + Xml.tostring(root, encoding="unicode").encode() + b"\n"


def _fill(paragraph: Xml.Element, lines: tuple[Line, ...], text: str) -> None:
    if not lines:
        Xml.SubElement(paragraph, "Text").text = text
        return
    for place, line in enumerate(lines):
        for position, run in enumerate(line):
            names = [name for name in ("bold", "italic") if getattr(run, name)]
            style = {"Style": "+".join(name.title() for name in names)} if names else {}
            end = "\n" if position == len(line) - 1 and place < len(lines) - 1 else ""
            Xml.SubElement(paragraph, "Text", style).text = run.text + end
