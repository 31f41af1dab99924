"""What templates ask of the body of a page."""

from django import template

from dci.blocks import sections

register = template.Library()
register.filter("written", sections.written)
