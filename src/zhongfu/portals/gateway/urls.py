"""入口地址: the addresses of sign-in, language and first page."""

from django.urls import path

from zhongfu.portals.gateway import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("language", views.language, name="language"),
]
