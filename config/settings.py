"""Every setting of Maillage, read from the environment and safe by default.

`DEBUG=0` is the default: whoever installs Maillage and forgets a variable gets a
server that refuses to start with a sentence, not one that is open.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()
if (ROOT / ".env").exists():
    env.read_env(ROOT / ".env")

# --- What kind of installation this is -----------------------------------------

DEMO = env.bool("MAILLAGE_DEMO", default=False)
DEMO_PASSWORD = "demonstration"  # noqa: S105 -- printed in the demonstration, refused elsewhere
DEBUG = env.bool("DEBUG", default=False)
VAR = Path(env.str("MAILLAGE_VAR", default=str(ROOT / "var")))

DEMO_SECRET_KEY = "demonstration-only-" + "0" * 40
SECRET_KEY = env.str("SECRET_KEY", default=DEMO_SECRET_KEY if DEMO or DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing: set it in the environment to a long random text "
        "(python -c 'import secrets; print(secrets.token_urlsafe(50))')."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")

# --- Rooms and doors ------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "maillage.web.account",  # before the sign-in library: its pages take our clothes
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "maillage.core",
    "maillage.design",
    "maillage.accounts",
    "maillage.journal",
    "maillage.search",
    "maillage.territories",
    "maillage.themes",
    "maillage.mail",
    "maillage.files",
    "maillage.imports",
    "maillage.actors",
    "maillage.programmes",
    "maillage.applications",
    "maillage.selection",
    "maillage.projects",
    "maillage.web.public",
    "maillage.web.api",
    "maillage.web.space",
    "maillage.web.jury",
    "maillage.web.desk",
    "maillage.demo",
]

MIDDLEWARE = [
    "maillage.core.access.access",
    "maillage.core.middleware.arrival",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "maillage.core.middleware.plain_input",
    "maillage.core.middleware.way_back",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "maillage.core.middleware.personal_pages",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "maillage.core.middleware.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "maillage.web.shell.shell",
            ],
            "builtins": [
                "maillage.design.templatetags.design",
                "maillage.core.templatetags.money",
                "django.templatetags.i18n",
            ],
        },
    }
]
FORM_RENDERER = "maillage.design.renderer.FormRenderer"

# --- Data -------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'maillage.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR.mkdir(parents=True, exist_ok=True)
    # Measured: with these, 32 writers get no "database is locked"; without, thousands.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
        ),
    }
DATABASES["default"]["CONN_MAX_AGE"] = 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counters of refused sign-ins live here: a cache shared by every process, or the limit is a sieve.
CACHES = {
    "default": env.cache_url("CACHE_URL", default="dbcache://maillage_cache"),
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "process",
        "OPTIONS": {"MAX_ENTRIES": 5_000},  # the marks of what the API gave are many and small
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- People -----------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account:door"
LOGOUT_REDIRECT_URL = "public:home"

ACCOUNT_ADAPTER = "maillage.web.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "contact": "5/h/ip,60/h/key",  # the contact form counts as sign-ins do: of one, and of all
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "login_webauthn": "maillage.web.account.keys.LoginKeyForm",
    "add_webauthn": "maillage.web.account.keys.AddKeyForm",
    "edit_webauthn": "maillage.web.account.keys.RenameKeyForm",
    "reauthenticate_webauthn": "maillage.web.account.keys.ReauthenticateKeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
MFA_TOTP_ISSUER = "Maillage"

# --- Mail: everything goes through the outbox, the worker hands it to this server ----

EMAIL_BACKEND = "maillage.mail.backends.OutboxBackend"
EMAIL_URL = env.str("EMAIL_URL", default="")  # e.g. smtp+tls://user:password@mail.example.org:587
EMAIL_SERVER = env.email_url_config(EMAIL_URL) if EMAIL_URL else {}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Maillage <ne-pas-repondre@localhost>")
# Where mails come back to: each leaves with this address and its own mark, "+" between them.
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", default="")
BOUNCE_MAILBOX_URL = env.str("BOUNCE_MAILBOX_URL", default="")  # imaps:// or pop3s://

# --- Words, dates -----------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français")), ("en", _("Anglais"))]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "langue"
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Paris")

# --- Files that pages load ------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
NODE_MODULES = ROOT / "node_modules"
STATICFILES_DIRS = [
    ("fonts/fraunces", NODE_MODULES / "@fontsource-variable" / "fraunces" / "files"),
    ("fonts/source-sans-3", NODE_MODULES / "@fontsource-variable" / "source-sans-3" / "files"),
    ("htmx", NODE_MODULES / "htmx.org" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = VAR / "files"

# --- Safety -----------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
HTTPS = env.bool("HTTPS", default=not (DEBUG or DEMO))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "maillage.web.errors.csrf_failure"
API_PER_MINUTE = env.int("API_PER_MINUTE", default=120)  # for one address; 0 is no limit
FILES_PER_MINUTE = env.int("FILES_PER_MINUTE", default=20)  # whole lists: seconds each, when long
NINJA_NUM_PROXIES = 0  # whoever asks is whom we see, unless a proxy of ours says otherwise
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = NINJA_NUM_PROXIES = 1

# --- What is said to whoever runs the server ------------------------------------------------

LOG_FORMAT = env.str("LOG_FORMAT", default="human")  # or json, one object a line
LOG_LEVEL = env.str("LOG_LEVEL", default="WARNING" if DEMO else "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"context": {"()": "maillage.core.logs.Context"}},
    "formatters": {
        "human": {
            "()": "maillage.core.logs.Human",
            "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
        },
        "json": {"()": "maillage.core.logs.Json", "json_ensure_ascii": False},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_FORMAT == "json" else "human",
            "filters": ["context"],
            "stream": "ext://sys.stdout" if LOG_FORMAT == "json" else "ext://sys.stderr",
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL},
        "django.request": {"level": "ERROR"},  # each request has its line already
    },
}
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")  # without one, no figures are given
