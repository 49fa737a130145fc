"""Addresses of documents."""

from __future__ import annotations

from django.urls import path

from lotrinh.web.registry import views
from lotrinh.web.registry.judging import views as judging

urlpatterns = [
    path("ke-hoach/", views.document_list, name="document-list"),
    path("ke-hoach/tai-len/", views.document_upload, name="document-upload"),
    path("ke-hoach/<int:pk>/", views.document, name="document"),
    path("ke-hoach/<int:pk>/doc-lai/", views.reading_again, name="reading-again"),
    path("ke-hoach/<int:pk>/the-thuc/", judging.document_findings, name="document-findings"),
    path("ke-hoach/<int:pk>/kiem-tra-lai/", judging.findings_again, name="findings-again"),
    path("ke-hoach/<int:pk>/ban-da-sua/", judging.document_mended, name="document-mended"),
    path("ke-hoach/<int:pk>/tep-goc/", views.original, name="document-original"),
    path("ke-hoach/<int:pk>/trang/<int:number>.png", views.document_page, name="document-page"),
    path("ke-hoach/<int:pk>/lich-su/", views.document_history, name="document-history"),
    path("ke-hoach/<int:pk>/xac-nhan/", views.document_confirm, name="document-confirm"),
    path("ke-hoach/<int:pk>/them/<slug:kind>/", views.fact_add, name="fact-add"),
    path("ke-hoach/<int:pk>/du-kien/<int:fact_pk>/", views.fact_mend, name="fact-mend"),
    path("ke-hoach/<int:pk>/du-kien/<int:fact_pk>/xoa/", views.fact_drop, name="fact-drop"),
    path("quy-tac/<str:code>/", views.rule, name="rule"),
]
