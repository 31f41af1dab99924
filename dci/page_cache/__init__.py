"""Finished public pages, handed out before Django begins, and never older than what was saved.

``wsgi``      the outermost layer of the application: which requests are answered from here
``asked``     what a request asks for, as a key under which an answer is kept
``entries``   an answer as it is sent: plain, gzip and Brotli, with its headers
``store``     where entries are kept: in the process, and in a folder that processes share
``files``     the same pages as plain files, for a web server in front
``purging``   what a CDN is told, if it keeps pages without asking
``versions``  which version of the public site is the current one
``triggers``  how the database changes the version in the transaction that changes the content
"""
