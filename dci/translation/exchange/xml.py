"""Reading XML from people nobody knows."""

from lxml import etree

from .refusal import unreadable, with_declarations

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OWN = "urn:dci:translation"


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


def written(root: etree._Element, structure: set[str]) -> bytes:
    """The document, with each child of the elements named in ``structure`` on its own line."""
    for element in root.iter():
        if name(element) in structure and len(element):
            element.text = "\n"
            for child in element:
                child.tail = "\n"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
