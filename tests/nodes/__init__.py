"""The site on several machines, each played by processes of its own on this one.

``machines``  PostgreSQL, Redis and two nodes of the application, to begin, stop and kill
``people``    readers who judge each answer, and an editor who notes what was acknowledged
"""
