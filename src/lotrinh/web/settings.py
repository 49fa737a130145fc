"""Settings, all from the environment. `LOTRINH_HOME` is the one folder that data lives under.

LOTRINH_DATABASE: postgres://user:password@host:port/name, or nothing for SQLite in LOTRINH_HOME.
LOTRINH_DEMO=1 allows the demo people and says so on every page. LOTRINH_HOSTS: names that we answer to.
LOTRINH_ADDRESS: how links in letters begin. LOTRINH_MAIL: the mail server, smtp://user:password@host:port (smtp+tls://
for STARTTLS, smtps://); without it no letter is sent, reminders stand on the page only. LOTRINH_MAIL_FROM: the sender.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shlex
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

HERE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("LOTRINH_HOME", "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True, mode=0o700)


def secret_key() -> str:
    """Return the key of this installation, made once and kept readable by its owner only."""
    if "LOTRINH_SECRET_KEY" in os.environ:
        return os.environ["LOTRINH_SECRET_KEY"]
    path = HOME / "secret-key"
    if not path.exists():
        descriptor, beside = tempfile.mkstemp(dir=HOME)  # readable by its owner only
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # the server and the worker may start at once: the first key stays
            os.link(beside, path)
        os.unlink(beside)
    return path.read_text(encoding="ascii")


def database() -> dict[str, object]:
    """Return the database that LOTRINH_DATABASE names, or SQLite under LOTRINH_HOME."""
    address = os.environ.get("LOTRINH_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(HOME / "lotrinh.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(address)
    host = unquote(parts.hostname or "") or dict(p.split("=", 1) for p in parts.query.split("&") if p).get("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


SECRET_KEY = secret_key()
DEBUG = False
DEMO = os.environ.get("LOTRINH_DEMO") == "1"
ALLOWED_HOSTS = os.environ.get("LOTRINH_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
HTTPS = os.environ.get("LOTRINH_HTTPS") == "1"
SITE_ADDRESS = os.environ.get("LOTRINH_ADDRESS", f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}").rstrip("/")
MAIL_SERVER = urlsplit(os.environ.get("LOTRINH_MAIL", ""))
MAIL_IS_ON = bool(MAIL_SERVER.hostname)
EMAIL_HOST = unquote(MAIL_SERVER.hostname or "localhost")
EMAIL_PORT = MAIL_SERVER.port or {"smtps": 465, "smtp+tls": 587}.get(MAIL_SERVER.scheme, 25)
EMAIL_HOST_USER = unquote(MAIL_SERVER.username or "")
EMAIL_HOST_PASSWORD = unquote(MAIL_SERVER.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_SERVER.scheme == "smtps", MAIL_SERVER.scheme == "smtp+tls"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("LOTRINH_MAIL_FROM", "lotrinh@localhost")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "lotrinh.web.jobs",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "lotrinh.web.organisation",
    "lotrinh.web.people",
    "lotrinh.web.workdays",
    "lotrinh.web.registry",
    "lotrinh.web.programmes",
    "lotrinh.web.reminding",
    "lotrinh.web.finding",
    "lotrinh.web.api",
    "lotrinh.web.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lotrinh.web.organisation.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lotrinh.web.organisation.middleware.PrivateAnswers",
    "allauth.account.middleware.AccountMiddleware",
    "lotrinh.web.programmes.mergers.taking_effect.ChangesOfUnits",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "lotrinh.web.urls"
WSGI_APPLICATION = "lotrinh.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lotrinh.web.organisation.context.page",
                "lotrinh.web.reminding.context.reminders",
            ],
            "builtins": ["lotrinh.web.organisation.templatetags.vietnamese"],
        },
    }
]
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
PERIODIC_JOBS = {  # the task, and how many seconds later it comes again
    "lotrinh.web.jobs.tasks.prune": 24 * 3600,
    "lotrinh.web.finding.tasks.follow": 60,  # how long a change waits at most until it is found
    "lotrinh.web.reminding.tasks.remind": 10 * 60,
    "lotrinh.web.reminding.tasks.prune": 24 * 3600,
    "lotrinh.web.programmes.evidence.tasks.look_again": 3600,
    "lotrinh.web.programmes.evidence.cleaning.clean_up": 6 * 3600,
}

AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "lotrinh.web.organisation.backends.PasswordBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "organisation/locked.html"

# Second factors, passkeys and the office's identity provider; accounts are made by invitation only.
OIDC_ISSUER = os.environ.get("LOTRINH_OIDC_ISSUER", "")
OIDC_SIGN_IN = urlsplit(os.environ.get("LOTRINH_OIDC_SIGN_IN", OIDC_ISSUER))
OIDC_NAME = os.environ.get("LOTRINH_OIDC_NAME", "SSO") if OIDC_ISSUER else ""
ACCOUNT_ADAPTER = "lotrinh.web.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# By person, not by address: a whole office may stand behind one. Passwords at sign-in are counted by axes, above.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "reauthenticate": "10/m/user"}
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_ADAPTER = "lotrinh.web.people.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Lộ Trình"
MFA_TOTP_TOLERANCE = 1  # codes of 30 seconds: the phone's clock may be one of them off
SOCIALACCOUNT_ADAPTER = "lotrinh.web.people.adapters.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "co-quan",
                "name": OIDC_NAME,
                "client_id": os.environ.get("LOTRINH_OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("LOTRINH_OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
# Codes used once and counts of wrong ones: known to every process and machine.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "lotrinh_cache"}}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "files"  # served only through access checks: there is no MEDIA_URL
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_MAX_BYTES = int(os.environ.get("LOTRINH_UPLOAD_MAX_BYTES", str(30 * 1024 * 1024)))
EVIDENCE_MAX_BYTES = int(os.environ.get("LOTRINH_EVIDENCE_MAX_BYTES", str(15 * 1024 * 1024)))
# What looks at each file before anybody else sees it, as `clamdscan --no-summary --fdpass {path}`: 0 clean, 1 refused,
# anything else: it stays in quarantine. Without a shell; empty: there is no scanner.
EVIDENCE_SCAN_COMMAND = shlex.split(os.environ.get("LOTRINH_EVIDENCE_SCAN_COMMAND", ""))
EVIDENCE_SCAN_SECONDS = int(os.environ.get("LOTRINH_EVIDENCE_SCAN_SECONDS", "60"))
REMINDERS_KEPT_DAYS = max(
    0, int(os.environ.get("LOTRINH_REMINDERS_KEPT_DAYS", "90"))
)  # after the next took their place
EVIDENCE_REMOVED_DAYS = int(os.environ.get("LOTRINH_EVIDENCE_REMOVED_DAYS", "30"))  # the file of removed evidence stays
API_CALLS_A_MINUTE = int(os.environ.get("LOTRINH_API_CALLS_A_MINUTE", "120"))  # of one token
READING_LEASE_SECONDS = 90  # a reading whose heartbeat is older than this has died

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        # the form that leads to the office's provider is sent on there
        "form-action": [SELF, *([f"{OIDC_SIGN_IN.scheme}://{OIDC_SIGN_IN.netloc}"] if OIDC_ISSUER else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"secrets": {"()": "lotrinh.web.log_secrets.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
