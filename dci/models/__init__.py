"""The page that every page is made of, the general pages, media and settings."""

from .content import ContentPage
from .home import HomePage
from .media import SiteDocument, SiteImage, SiteRendition
from .querysets import SitePageQuerySet
from .settings import FooterLink, SiteSettings, StaffNotice
from .site_page import SitePage
from .starter import StarterObject

__all__ = [
    "ContentPage",
    "FooterLink",
    "HomePage",
    "SiteDocument",
    "SiteImage",
    "SitePage",
    "SitePageQuerySet",
    "SiteRendition",
    "SiteSettings",
    "StaffNotice",
    "StarterObject",
]
