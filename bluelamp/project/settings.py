"""Server settings: technical capability only. What a force may decide is data in its own tables and packs."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from bluelamp.project import env, keys

CHECKOUT = Path(__file__).resolve().parents[2]
HOME = Path(env.text("BLUELAMP_HOME", str(CHECKOUT / "var"))).resolve()
HOST = env.text("BLUELAMP_HOST", "127.0.0.1")
PORT = env.number("BLUELAMP_PORT", 8000)
PUBLIC_URL = env.text("BLUELAMP_URL", f"http://{HOST}:{PORT}").rstrip("/")
DEMO = env.flag("BLUELAMP_DEMO")
"""Demonstration mode: invented forces, and a practice second factor that exists nowhere else."""

SECRET_KEY = env.text("SECRET_KEY") or keys.secret(HOME / "keys", "django")
DEBUG = False
ALLOWED_HOSTS = [HOST, "localhost", "127.0.0.1", "[::1]", *env.text("ALLOWED_HOSTS").split()]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ROOT_URLCONF = "bluelamp.project.urls"
WSGI_APPLICATION = "bluelamp.project.wsgi.application"

INSTALLED_APPS = [
    "bluelamp.insight",
    "bluelamp.publicsite",
    "bluelamp.inbox",
    "bluelamp.publishing",
    "bluelamp.review",
    "bluelamp.posts",
    "bluelamp.policy",
    "bluelamp.channels",
    "bluelamp.media",
    "bluelamp.forces",
    "bluelamp.audit",
    "bluelamp.jobs",
    "bluelamp.ui",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bluelamp.forces.middleware.MemberMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bluelamp.insight.frame.frame",
            ],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    """Django's words for a postgresql:// URL; a socket directory may stand in `?host=`."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 12, "timeout": 10}},
        "TEST": {"NAME": env.text("BLUELAMP_TEST_DB") or None},
    }


DATABASES = {"default": _database(env.text("DATABASE_URL", "postgresql:///bluelamp"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "forces.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "bluelamp.forces.signin.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "bluelamp.forces.signin.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_URL.startswith("http://")
MFA_TOTP_ISSUER = "Bluelamp"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = f"bluelamp_{PORT}"
CSRF_COOKIE_NAME = f"bluelamp_csrf_{PORT}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [CHECKOUT / "bluelamp" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = HOME / "media"
SITE_ROOT = HOME / "site"
PRACTICE_ROOT = HOME / "practice"
KEYS_ROOT = HOME / "keys"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
PROCRASTINATE_ON_APP_READY = "bluelamp.jobs.app.ready"
SILENCED_SYSTEM_CHECKS: list[str] = []
