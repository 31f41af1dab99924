"""A WSGI application that takes a tenth of a second: what a server does with too many requests."""

import time

SECONDS = 0.1


def application(environ, start_response):
    time.sleep(SECONDS)
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<html>whole</html>"]
