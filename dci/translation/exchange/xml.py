"""XML: read as it comes from people nobody knows, and written."""

import re

from lxml import etree

from .refusal import unreadable, with_declarations

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OWN = "urn:dci:translation"
# Not in XML, not even as a reference.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parsed(content: bytes) -> etree._Element:
    """The root of a document. Raises ``Refusal`` for what is none, or declares a type of its own.

    No entity is replaced and no other file or address is ever read; a document of more than 256
    levels, or with a text of more than 10 MB, is refused by the parser.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise unreadable(getattr(error, "lineno", None) or 1) from error
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise with_declarations()
    return root


def name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def for_xml(text: str) -> str:
    """``text`` without what XML can't hold."""
    return NOT_IN_XML.sub("", text)


def qualified(namespace: str, local: str) -> str:
    """The name of an element as lxml writes it."""
    return f"{{{namespace}}}{local}"


def add(parent: etree._Element, local: str, **attributes: str) -> etree._Element:
    """A new last child, in the namespace of its parent."""
    namespace = etree.QName(parent).namespace
    return etree.SubElement(parent, qualified(namespace, local), **attributes)


def append(element: etree._Element, text: str) -> None:
    """Add text after whatever the element holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def written(root: etree._Element, structure: set[str]) -> bytes:
    """The document, with each child of the elements named in ``structure`` on its own line."""
    for element in root.iter():
        if name(element) in structure and len(element):
            element.text = "\n"
            for child in element:
                child.tail = "\n"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
