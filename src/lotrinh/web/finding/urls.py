"""The address of finding."""

from __future__ import annotations

from django.urls import path

from lotrinh.web.finding import views

urlpatterns = [path("tim/", views.find, name="find")]
