"""Addresses of reminders."""

from __future__ import annotations

from django.urls import path

from lotrinh.web.reminding import views

urlpatterns = [
    path("nhac-viec/", views.reminder_list, name="reminder-list"),
    path("nhac-viec/da-doc/", views.reminder_read, name="reminder-read"),
    path("nhac-viec/thu/", views.contact, name="contact"),
    path("nhac-viec/xac-nhan/<str:token>/", views.contact_confirm, name="contact-confirm"),
    path("viec/<int:pk>/loi-nhan/", views.work_message, name="work-message"),
    path("v/<int:pk>", views.work_short, name="work-short"),
]
