"""Documents on their way to readers."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.documents.views import serve

# A file that is opened in the browser can do nothing there. Browsers show a PDF with a program of
# their own, which a sandbox would keep from starting.
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
SHOWN = "application/pdf"


@transaction.non_atomic_requests
@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A document for whoever may read it: a PDF is shown, all else is kept by the browser."""
    response = serve.serve(request, document_id, document_filename)
    if "Content-Disposition" in response.headers:
        is_shown = response.headers["Content-Type"] == SHOWN
        policy = POLICY if is_shown else f"{POLICY}; sandbox"
        response.headers["Content-Security-Policy"] = policy
    return response
