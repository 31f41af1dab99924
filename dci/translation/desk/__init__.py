"""The desk: everything there is to translate, how far each language is, and who sees to it.

listing.py      which lanes are listed, and in which order
filters.py      what of them is asked for
rows.py         the table
totals.py       each language as a whole
people.py       who may translate what
assignment.py   who sees to a lane, and the mail that says so
export.py       the list as a file
waiting.py      what waits for somebody, on the admin's home page
page_states.py  each language's state in the page explorer and the page editor
"""

from .listing import desk_url, lane_url

__all__ = ["desk_url", "lane_url"]
