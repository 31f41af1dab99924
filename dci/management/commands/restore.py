"""Brings a site back from a backup."""

from dci.archive.contents import Kind

from .import_site import Command as ImportSite


class Command(ImportSite):
    help = (
        "Reads a backup into a site that has been migrated and not used, on the same kind of "
        "database or another. Every row and file is compared; whatever is wrong, nothing is "
        "written."
    )
    kind = Kind.BACKUP
