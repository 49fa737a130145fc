"""Addresses about people."""

from __future__ import annotations

from django.urls import path

from lotrinh.web.people import account_views, invitation_views, views

urlpatterns = [
    path("nguoi-dung/", views.person_list, name="person-list"),
    path("nguoi-dung/moi/", invitation_views.invitation_make, name="invitation-make"),
    path("nguoi-dung/loi-moi/<int:pk>/thu-hoi/", invitation_views.invitation_withdraw, name="invitation-withdraw"),
    path("nguoi-dung/<int:pk>/", views.person, name="person"),
    path("nguoi-dung/<int:pk>/giao-vai-tro/", views.role_give, name="role-give"),
    path("nguoi-dung/<int:pk>/roi-co-quan/", views.person_leave, name="person-leave"),
    path("nguoi-dung/<int:pk>/mo-lai/", invitation_views.person_open, name="person-open"),
    path("vai-tro/<int:pk>/ket-thuc/", views.role_end, name="role-end"),
    path("vai-tro/<int:pk>/nguoi-thay/", views.deputy_name, name="deputy-name"),
    path("loi-moi/<str:secret>/", invitation_views.invitation, name="invitation"),
    path("tai-khoan/", account_views.account, name="account"),
]
