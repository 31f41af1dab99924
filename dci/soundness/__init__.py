"""Whether what is stored fits together: ``manage.py check_site``.

A check yields a sentence for each thing that does not, and changes nothing. ``checks`` names them.
"""
