"""设置 Settings: Django's, read from the home of this installation and from the environment, never from the code.

ZHONGFU_HOME names the home; ZHONGFU_DB_ROLE the database role of this process (app, worker or owner; app by default);
ZHONGFU_HOSTS the host names that the portals answer to besides the loopback ones; ZHONGFU_HTTPS=1 says that a proxy speaks TLS.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from zhongfu.site.connection import database_settings
from zhongfu.site.home import Home
from zhongfu.site.law import law_of
from zhongfu.site.logs import logging_settings
from zhongfu.site.secret import secret_key

ZHONGFU_HOME = Home.open(Path(os.environ.get("ZHONGFU_HOME", "./var")))
# Read anew by each call; `zhongfu.verification.law` keeps the answer while no file changes.
ZHONGFU_LAW = partial(law_of, ZHONGFU_HOME)
DATABASE_ROLE = os.environ.get("ZHONGFU_DB_ROLE", "app")
HTTPS = os.environ.get("ZHONGFU_HTTPS") == "1"

SECRET_KEY = secret_key(ZHONGFU_HOME.keys)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("ZHONGFU_HOSTS", "").split(","))]
ROOT_URLCONF = "zhongfu.site.urls"
WSGI_APPLICATION = "zhongfu.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "zhongfu.audit",
    "zhongfu.deliveries",
    "zhongfu.people",
    "zhongfu.verification",
    "zhongfu.cases",
    "zhongfu.payments",
    "zhongfu.monitoring",
    "zhongfu.matching",
    "zhongfu.oversight",
    "zhongfu.portals",
]
# The region scope comes last: everything inside it runs in one transaction that sees only the user's own region.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zhongfu.portals.protection.Protection",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhongfu.portals.languages.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "zhongfu.people.middleware.RegionScope",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "zhongfu.portals.environment.environment"},
    }
]
DATABASES = {"default": database_settings(ZHONGFU_HOME, DATABASE_ROLE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["zhongfu.people.signin.StaffSignIn"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/desk"

# Fifteen minutes without a request end a session, as the protection level asks of staff.
SESSION_COOKIE_AGE = 15 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "zhongfu_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "zhongfu_csrf"
CSRF_FAILURE_VIEW = "zhongfu.portals.gateway.views.forged_request"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
APPEND_SLASH = False

USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parents[1] / "portals" / "locale"]

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LOGGING = logging_settings(ZHONGFU_HOME.logs)
