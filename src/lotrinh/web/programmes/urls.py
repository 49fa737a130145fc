"""Addresses of programmes, work and events."""

from __future__ import annotations

from django.urls import path

from lotrinh.web.programmes import (
    bulk_views,
    calendar_views,
    event_views,
    feed_views,
    matrix_views,
    merge_views,
    state_views,
    views,
    work_views,
    workday_views,
)

urlpatterns = [
    path("chuong-trinh/", views.programme_list, name="programme-list"),
    path("chuong-trinh/<int:pk>/", views.programme, name="programme"),
    path("chuong-trinh/<int:pk>/ma-tran/", matrix_views.matrix, name="matrix"),
    path("chuong-trinh/<int:pk>/ma-tran.xlsx", matrix_views.matrix_excel, name="matrix-excel"),
    path("chuong-trinh/<int:pk>/hang-loat/", bulk_views.bulk, name="bulk"),
    path("chuong-trinh/<int:pk>/gan-don-vi/", views.phrase_link, name="phrase-link"),
    path("ke-hoach/<int:document_pk>/bat-dau/", views.programme_start, name="programme-start"),
    path("nhiem-vu/<int:pk>/giao/", views.duty_assign, name="duty-assign"),
    path("nhiem-vu/<int:pk>/xep/", matrix_views.duty_place, name="duty-place"),
    path("viec/<int:pk>/", views.assignment, name="assignment"),
    path("viec/<int:pk>/sua/", views.assignment_change, name="assignment-change"),
    path("viec/<int:pk>/go/", views.assignment_remove, name="assignment-remove"),
    path("viec/<int:pk>/xac-nhan/", state_views.assignment_accept, name="assignment-accept"),
    path("viec/<int:pk>/tra-lai/", state_views.assignment_return, name="assignment-return"),
    path("viec/<int:pk>/tu-choi/", state_views.assignment_refuse, name="assignment-refuse"),
    path("viec/<int:pk>/tam-dung/", state_views.assignment_hold, name="assignment-hold"),
    path("viec/<int:pk>/lam-tiep/", state_views.assignment_resume, name="assignment-resume"),
    path("viec/<int:pk>/hoan-tac/", state_views.assignment_undo, name="assignment-undo"),
    path("viec/<int:pk>/bao-cao/", work_views.report, name="report"),
    path("viec-cua-toi/", work_views.my_work, name="my-work"),
    path("minh-chung/<int:pk>/", work_views.evidence, name="evidence"),
    path("don-vi/sap-nhap/", merge_views.unit_merge, name="unit-merge"),
    path("lich/", calendar_views.calendar, name="calendar"),
    path("lich/tuan/", calendar_views.week, name="calendar-week"),
    path("lich/cac-dia-chi/", feed_views.feed_list, name="calendar-feeds"),
    path("lich/dia-chi/", feed_views.feed_make, name="calendar-feed-make"),
    path("lich/thu-hoi/", feed_views.feed_withdraw, name="calendar-feed-withdraw"),
    path("lich/<slug:secret>.ics", feed_views.feed, name="calendar-feed"),
    path("ngay-lam-viec/", workday_views.workday_list, name="workday-list"),
    path("ngay-lam-viec/them/", workday_views.workday_add, name="workday-add"),
    path("ngay-lam-viec/<int:pk>/", workday_views.workday_change, name="workday-change"),
    path("su-kien/", event_views.event_list, name="event-list"),
    path("su-kien/<int:pk>/", event_views.event_change, name="event-change"),
    path("su-kien/<int:pk>/gop/", event_views.event_merge, name="event-merge"),
]
