"""All addresses; each view carries its own access decision."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("lotrinh.web.organisation.urls")),
    path("", include("lotrinh.web.people.urls")),
    path("", include("lotrinh.web.registry.urls")),
    path("", include("lotrinh.web.programmes.urls")),
    path("", include("lotrinh.web.finding.urls")),
    path("", include("lotrinh.web.reminding.urls")),
    path("", include("lotrinh.web.api.urls")),
]
