"""What a WSGI server is given: ``dci.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dci.settings")

application = get_wsgi_application()

from dci.page_cache import wsgi  # noqa: E402 it has models, which are there now

application = wsgi.around(application)
