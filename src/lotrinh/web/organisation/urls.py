"""Addresses of the organisation."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from lotrinh.web.organisation import body_views, group_views, table_views, views
from lotrinh.web.organisation.access import everyone

urlpatterns = [
    path("", views.home, name="home"),
    path("ngon-ngu/", everyone(set_language), name="set_language"),
    path("suc-khoe/", views.health, name="health"),
    path("co-quan/", body_views.body_choose, name="body-choose"),
    path("don-vi/", views.unit_list, name="unit-list"),
    path("don-vi/them/", views.unit_add, name="unit-add"),
    path("don-vi/<int:pk>/sua/", views.unit_change, name="unit-change"),
    path("don-vi/nhap/", table_views.unit_import, name="unit-import"),
    path("don-vi/don-vi.<str:ending>", table_views.unit_export, name="unit-export"),
    path("don-vi/cum-tu/", group_views.group_change, name="group-add"),
    path("don-vi/cum-tu/<int:pk>/", group_views.group_change, name="group-change"),
]
