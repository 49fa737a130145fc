"""Addresses of the API, and of the tokens that open it."""

from __future__ import annotations

from django.urls import include, path

from lotrinh.web.api import token_views, v1

urlpatterns = [
    path("tai-khoan/ma-phan-mem/", token_views.token_list, name="token-list"),
    path("tai-khoan/ma-phan-mem/moi/", token_views.token_make, name="token-make"),
    path("tai-khoan/ma-phan-mem/<int:pk>/thu-hoi/", token_views.token_withdraw, name="token-withdraw"),
    path("api/v1/openapi.json", v1.openapi_document, name="api-openapi"),
    path("api/v1/", include(v1.addresses())),
]
