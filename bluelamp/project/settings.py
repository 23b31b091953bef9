"""Server settings: technical capability only. What a force may decide is data in its own tables and packs."""

from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from bluelamp.project import env, keys

HOME = env.home()
HOST = env.text("BLUELAMP_HOST", "127.0.0.1")
PORT = env.number("BLUELAMP_PORT", 8000)
PUBLIC_URL = env.text("BLUELAMP_URL", f"http://{HOST}:{PORT}").rstrip("/")
DEMO = env.flag("BLUELAMP_DEMO")
"""Demonstration mode: invented forces, and a practice second factor that exists nowhere else."""

LOOPBACK = env.flag("BLUELAMP_LOOPBACK")
"""Channels may call this machine itself: for practice servers and drills. Everything else inside stays closed."""

FFMPEG = env.text("BLUELAMP_FFMPEG")
"""Where ffmpeg lies, without which no films are taken; empty: on the path."""

SECRET_KEY = env.text("SECRET_KEY") or keys.secret(HOME / "keys", "django")
DEBUG = False
ALLOWED_HOSTS = [
    HOST,
    urlsplit(PUBLIC_URL).hostname or HOST,
    "localhost",
    "127.0.0.1",
    "[::1]",
    *env.text("ALLOWED_HOSTS").split(),
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ROOT_URLCONF = "bluelamp.project.urls"
WSGI_APPLICATION = "bluelamp.project.wsgi.application"

INSTALLED_APPS = [
    "bluelamp.project.demo",
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
    "django.contrib.messages.middleware.MessageMiddleware",
    "bluelamp.forces.middleware.MemberMiddleware",
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
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": query.pop("port", str(parts.port or "")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 12, "timeout": 10}, **query},
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": env.text("BLUELAMP_TEST_DB") or None},
    }


DATABASES = {"default": _database(env.text("DATABASE_URL", "postgresql:///bluelamp"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "forces.User"
AUTHENTICATION_BACKENDS = ["bluelamp.forces.signin.Backend"]
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
MFA_ADAPTER = "bluelamp.forces.factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Addresses are entered by an administrator, so nobody is asked to prove theirs before adding a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_URL.startswith("http://")
MFA_TOTP_ISSUER = "Bluelamp"
MFA_TOTP_TOLERANCE = 1
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = f"bluelamp_{PORT}"
CSRF_COOKIE_NAME = f"bluelamp_csrf_{PORT}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PUBLIC_URL.startswith("https://") else 0
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [env.CHECKOUT / "bluelamp" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"/build/[0-9a-f]{12}/"
FORM_RENDERER = "bluelamp.ui.forms.HouseRenderer"
MEDIA_ROOT = HOME / "media"
SITE_ROOT = HOME / "site"
PRACTICE_ROOT = HOME / "practice"
KEYS_ROOT = HOME / "keys"
EMAIL_HOST = "" if DEMO else env.text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = EMAIL_PORT != 25
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "bluelamp@localhost")
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
PROCRASTINATE_ON_APP_READY = "bluelamp.project.turns.ready"
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "bluelamp": {"level": "INFO"},
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
"""One line an event, to standard error; under `bluelamp up` that is a file in the data folder."""
