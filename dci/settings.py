"""Settings, all from the environment (`.env.example` explains each); the defaults fit a laptop."""

import os
from datetime import timedelta
from pathlib import Path

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from dci.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment(os.environ.get("ENV_FILE", BASE_DIR / ".env"))


# Who may ask, and for what address

DEBUG = env.switch("DEBUG", default=True)
HOST = env.str("HOST", default="127.0.0.1")
PORT = env.str("PORT", default="8000")
ADMIN_PASSWORD = env.str("ADMIN_PASSWORD", default="")
BASE_URL = env.str("BASE_URL", default=f"http://{HOST}:{PORT}").rstrip("/")
SECRET_KEY = env.str("SECRET_KEY", default="only-for-a-laptop")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", default=f"localhost,127.0.0.1,[::1],{HOST}" if DEBUG else ""
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]

if not DEBUG:
    unsafe = {
        "SECRET_KEY must be at least 50 random characters.": (
            len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5
        ),
        "ALLOWED_HOSTS must name the site's hosts, separated by commas, without *.": (
            not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS
        ),
        "BASE_URL must be the site's address, beginning with https://.": (
            not BASE_URL.startswith("https://")
        ),
        "DATABASE_URL must name the database, for example postgres://user:password@host/name.": (
            "DATABASE_URL" not in env
        ),
        "MEDIA_ROOT must be the folder of uploaded files, outside the code, or S3_BUCKET be set.": (
            "MEDIA_ROOT" not in env and "S3_BUCKET" not in env
        ),
    }
    if any(unsafe.values()):
        raise ImproperlyConfigured(
            "With DEBUG=0 the site does not start on the defaults of a laptop:\n"
            + "\n".join(f"- {sentence}" for sentence, applies in unsafe.items() if applies)
            + "\n.env.example explains each."
        )


# What the site is made of

INSTALLED_APPS = [
    "modeltranslation",
    "dci",
    "dci.translation",
    "dci.search",
    "dci.guests",
    "dci.links",
    "dci.contact",
    "dci.outbox",
    "dci.rounds",
    "dci.upkeep",
    "dci.tallies",
    "dci.page_cache",
    "django_tasks_db",
    "partners",
    "projects",
    "network",
    "wagtail.contrib.forms",
    "dci.wagtails_apps.RedirectsConfig",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "dci.people.apps.PeopleConfig",  # Wagtail's users
    "dci.wagtails_apps.SnippetsConfig",
    "dci.wagtails_apps.DocumentsConfig",
    "dci.wagtails_apps.ImagesConfig",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_countries",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.humanize",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "dci.request_id.RequestIdMiddleware",
    "dci.browser_policy.BrowserPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dci.reader_language.ReaderLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dci.signing_in.expiry.ExpiryMiddleware",
    "dci.signing_in.same_session.SameSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "dci.busy.BusyMiddleware",
    "dci.consent.publishing.ConsentMiddleware",
    "dci.crafted.CraftedMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dci.signing_in.second_factor.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "dci.urls"
WSGI_APPLICATION = "dci.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dci.surroundings.context",
            ],
        },
    },
]


# Where things are kept

DATABASE_URL = env.str("DATABASE_URL", default="sqlite:///db.sqlite3")
if not DATABASE_URL.startswith(("sqlite://", "postgres://", "postgresql://")):
    raise ImproperlyConfigured(
        "DATABASE_URL must begin with sqlite:/// or postgres://,"
        " for example postgres://user:password@host:5432/name."
    )
try:
    database = env.db_url_config(DATABASE_URL)
except ValueError as error:
    raise ImproperlyConfigured(f"DATABASE_URL cannot be understood: {error}.") from error
if not database["NAME"]:
    raise ImproperlyConfigured("DATABASE_URL must end in the database's name: postgres://.../name.")
if DATABASE_URL.startswith("sqlite"):
    if database["NAME"] != ":memory:":
        database["NAME"] = BASE_DIR / database["NAME"]
    # Writers wait for each other instead of failing with "database is locked".
    database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    database["CONN_MAX_AGE"] = 0 if DEBUG else 60  # to open one costs a tenth of a page
else:
    database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    database["OPTIONS"] = {"connect_timeout": 10} | database.get("OPTIONS", {})
DATABASES = {"default": database | {"ATOMIC_REQUESTS": True}}

# Finished public pages (dci/page_cache)
PAGE_CACHE = env.str("PAGE_CACHE", default="off" if DEBUG else str(BASE_DIR / "pages"))
PAGE_CACHE = "" if PAGE_CACHE == "off" else PAGE_CACHE
PAGE_CACHE_MEGABYTES = env.number("PAGE_CACHE_MEGABYTES", default=500)
SEVERAL_MACHINES = env.switch("SEVERAL_MACHINES", default=False)

# A CDN that keeps pages without asking is told of every change (dci/page_cache/purging.py)
WAGTAILFRONTENDCACHE = {}
if purged := env.web_address("CDN_PURGE", default=""):
    WAGTAILFRONTENDCACHE["purged"] = {
        "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
        "LOCATION": purged,
    }
if distribution := env.str("CLOUDFRONT_DISTRIBUTION", default=""):
    WAGTAILFRONTENDCACHE["cloudfront"] = {
        "BACKEND": "wagtail.contrib.frontend_cache.backends.CloudfrontBackend",
        "DISTRIBUTION_ID": distribution,
    }

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
if SEVERAL_MACHINES and not DEBUG and CACHES["default"]["BACKEND"] == "dci.own_cache.OwnCache":
    raise ImproperlyConfigured(
        "SEVERAL_MACHINES=1 needs a cache that all of them share:"
        " CACHE_URL=rediscache://host:6379/1."
    )

# What can wait is done at once, or by a worker (`manage.py db_worker`) from rows of the database.
WORKERS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
if (tasks := env.str("TASKS", default="immediate")) not in WORKERS:
    raise ImproperlyConfigured(f"TASKS must be immediate or database, not {tasks}.")
TASKS = {"default": {"BACKEND": WORKERS[tasks]}}

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_FINDERS = [
    "dci.stylesheet.StyleSheetFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(BASE_DIR / "media"))
S3_BUCKET = env.str("S3_BUCKET", default="")
if S3_BUCKET:
    AWS_STORAGE_BUCKET_NAME = S3_BUCKET
    AWS_S3_ENDPOINT_URL = env.web_address("S3_ENDPOINT", default="") or None
    AWS_S3_REGION_NAME = env.str("S3_REGION", default="") or None
    AWS_S3_ACCESS_KEY_ID = env.str("S3_ACCESS_KEY", default="") or None
    AWS_S3_SECRET_ACCESS_KEY = env.str("S3_SECRET_KEY", default="") or None
STORAGES = {
    "default": {
        "BACKEND": "dci.uploads.bucket.BucketStorage"
        if S3_BUCKET
        else "dci.uploads.storage.WholeFileStorage"
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "dci.static_files.StaticFiles"
    },
}


# Languages and time

SITE_LANGUAGES = env.words("SITE_LANGUAGES", default="en,fr,es")
unknown = [code for code in SITE_LANGUAGES if "name_local" not in LANG_INFO.get(code, {})]
if unknown or not SITE_LANGUAGES:
    raise ImproperlyConfigured(
        f"SITE_LANGUAGES must be codes such as en,fr,es, the source first; unknown: {unknown}."
    )
LANGUAGES = [(code, LANG_INFO[code]["name_local"]) for code in SITE_LANGUAGES]
LANGUAGE_CODE = SITE_LANGUAGES[0]
TIME_ZONE = env.time_zone("TIME_ZONE", default="Europe/Brussels")
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "dci" / "locale"]
FORMAT_MODULE_PATH = ["dci.formats"]

MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
MODELTRANSLATION_REQUIRED_LANGUAGES = (LANGUAGE_CODE,)
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ()}
MODELTRANSLATION_CUSTOM_FIELDS = ("BodyField", "StreamField", "RichTextField")
MODELTRANSLATION_TRANSLATION_FILES = ("dci.translation.registration",)


def MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME(name, language):  # noqa: N802
    """A column carries its field's plain name: staff see one language at a time."""
    return name


# Machine translation, which is off unless a service is named. Its texts are suggestions.

TRANSLATION_SERVICE_URL = env.web_address("TRANSLATION_SERVICE_URL", default="")
TRANSLATION_SERVICE_KEY = env.str("TRANSLATION_SERVICE_KEY", default="")


# Signing in (dci/signing_in)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name, "OPTIONS": options}
    for name, options in {
        "django.contrib.auth.password_validation.MinimumLengthValidator": {"min_length": 15},
        "django.contrib.auth.password_validation.CommonPasswordValidator": {},
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator": {},
        "dci.signing_in.passwords.GuessableValidator": {},
    }.items()
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # those of before, until they sign in
]
PASSWORD_RESET_TIMEOUT = 3600
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "wagtailadmin_home"
ACCOUNT_ADAPTER = "dci.signing_in.adapters.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # how one signs in; nobody can sign up
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True  # for as long as a session lasts
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": None,  # counted in the database, see MFA_FORMS and AXES_HANDLER
    "reset_password": "20/h/ip",
}
MFA_ADAPTER = "dci.signing_in.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "dci.signing_in.codes.AuthenticateForm",
    "reauthenticate": "dci.signing_in.codes.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Defence for Children International"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # administrators make the accounts
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
SECOND_FACTOR_FOR = env.words("SECOND_FACTOR_FOR", default="nobody" if DEBUG else "administrators")
CLIENT_ADDRESS_HEADER = env.str("CLIENT_ADDRESS_HEADER", default="")
AXES_HANDLER = "dci.signing_in.throttle.OneByOne"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # Wagtail's history has it, without addresses
AXES_CLIENT_IP_CALLABLE = "dci.signing_in.throttle.sender"
AXES_LOCKOUT_CALLABLE = "dci.signing_in.throttle.too_many"
ACCOUNT_DAYS = env.number("ACCOUNT_DAYS", default=90)
SESSION_COOKIE_AGE = 60 * env.number("SESSION_MINUTES", default=12 * 60)
SESSION_IDLE = 60 * env.number("SESSION_IDLE_MINUTES", default=60)
if not DEBUG:  # cookies that no neighbour below the same domain can set
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"


# Mail and messages

vars().update(env.mail("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost"))
MAIL_BACKEND, EMAIL_BACKEND = vars()["EMAIL_BACKEND"], "dci.outbox.backend.OutboxBackend"
EMAIL_TIMEOUT = 10  # seconds, or mails to others would wait for a mail server that hangs
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="website@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_DAYS = env.number("MAIL_DAYS", default=3)
MAIL_WAITS_AT_MOST = env.number("MAIL_WAITS_AT_MOST", default=0)
BACKUP_EVERY = env.number("BACKUP_EVERY", default=0)
MESSAGE_DAYS = env.number("MESSAGE_DAYS", default=90)
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
if LOG_LEVEL not in ("DEBUG", "INFO", "WARNING", "ERROR"):
    raise ImproperlyConfigured("LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
LOG_FORMAT = env.str("LOG_FORMAT", default="line" if DEBUG else "json")
if LOG_FORMAT not in ("line", "json"):
    raise ImproperlyConfigured("LOG_FORMAT must be line or json.")
REQUEST_ID_HEADER = env.str("REQUEST_ID_HEADER", default="")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "dci.log_lines.PlainLines"},
        "json": {"()": "dci.log_lines.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": []},  # the root's handler is enough
        "axes": {"level": "ERROR"},  # it would name people and where they are
        "django_tasks": {"level": "WARNING"},  # else five lines for every row saved
        "wagtail": {"level": "WARNING"},  # its own history keeps what it would tell
    },
}


# A block that fails costs its page that block only; who works on it wants to see the error.

RAISE_IN_BLOCKS = DEBUG


# After so many years a figure is in the report of old ones.

FIGURES_GOOD_FOR = env.number("FIGURES_GOOD_FOR", default=5)


# What `manage.py check_links` may ask for. Only tests have their sites on this machine.

CHECK_PRIVATE_ADDRESSES = False


# Safety. A visitor without an account gets no cookie, so nothing here may touch the session.

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page has thousands of form fields
SECURE_REFERRER_POLICY = "no-referrer"
SECURITY_CONTACT = env.contact("SECURITY_CONTACT", default="")
CLAMAV = env.place("CLAMAV", default="")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=0 if DEBUG else 2 * 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
if proxy_header := env.str("SECURE_PROXY_SSL_HEADER", default=""):
    SECURE_PROXY_SSL_HEADER = ("HTTP_" + proxy_header.upper().replace("-", "_"), "https")


# Wagtail

WAGTAIL_PAGE_MODEL = "dci.SitePage"
WAGTAIL_SITE_NAME = "Defence for Children International"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "dci.rich_text_area.RichTextArea"}}
WAGTAIL_I18N_ENABLED = False  # a language is a column here, not a tree
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "dci.search.admin_search"}}
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("fr", "français"), ("es", "español")]
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILEMBEDS_FINDERS = []

WAGTAILIMAGES_IMAGE_MODEL = "dci.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "dci.image_form.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000

WAGTAILDOCS_DOCUMENT_MODEL = "dci.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "dci.document_form.SiteDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # a private document asks for permission
