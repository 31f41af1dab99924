"""What a WSGI server is given: ``dci.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dci.settings")

django = get_wsgi_application()
reverse("search")  # reads all addresses, and what answers at them: or the first visitor would wait

# They have models, which are there now.
from dci import health  # noqa: E402
from dci.page_cache import wsgi as page_cache  # noqa: E402
from dci.second_try import SecondTry  # noqa: E402

pages = page_cache.around(SecondTry(django))
application = health.around(pages)
