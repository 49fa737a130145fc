"""Addresses about people."""

from __future__ import annotations

from django.urls import path

from lotrinh.web.people import account_views, invitation_views, sign_in_views, views

urlpatterns = [
    path("dang-nhap/", sign_in_views.sign_in, name="sign-in"),
    path("dang-xuat/", sign_in_views.sign_out, name="sign-out"),
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
    path("loi-moi/<str:secret>/danh-tinh/", invitation_views.invitation_by_identity, name="invitation-by-identity"),
    path("tai-khoan/", account_views.account, name="account"),
    path("tai-khoan/doi-mat-khau/", account_views.password_change, name="password-change"),
    path("tai-khoan/bo-noi/", account_views.identity_unlink, name="identity-unlink"),
    path("nguoi-dung/<int:pk>/quen-thiet-bi/", account_views.factors_forget, name="factors-forget"),
    path("co-quan/<int:pk>/dang-nhap/", account_views.body_sign_in, name="body-sign-in"),
]
# The library of sign-in finds its way by names of its own.
urlpatterns += [
    path("dang-nhap/", sign_in_views.sign_in, name="account_login"),
    path("dang-nhap/xac-nhan/", sign_in_views.second_step, name="mfa_authenticate"),
    path("dang-nhap/khoa/", sign_in_views.passkey_sign_in, name="mfa_login_webauthn"),
    path("dang-nhap/bo-qua/", sign_in_views.identity_cancelled, name="socialaccount_login_cancelled"),
    path("dang-nhap/<str:provider_id>/", sign_in_views.identity_start, name="openid_connect_login"),
    path("dang-nhap/<str:provider_id>/ve/", sign_in_views.identity_back, name="openid_connect_callback"),
    path("tai-khoan/", account_views.account, name="mfa_index"),
    path("tai-khoan/", account_views.account, name="mfa_list_webauthn"),
    path("tai-khoan/", account_views.account, name="socialaccount_connections"),
    path("tai-khoan/mat-khau/", sign_in_views.password_again, name="account_reauthenticate"),
    path("tai-khoan/ma/", sign_in_views.code_again, name="mfa_reauthenticate"),
    path("tai-khoan/khoa/", sign_in_views.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/ma/bat/", sign_in_views.codes_add, name="mfa_activate_totp"),
    path("tai-khoan/ma/tat/", sign_in_views.codes_drop, name="mfa_deactivate_totp"),
    path("tai-khoan/khoa/them/", sign_in_views.passkey_add, name="mfa_add_webauthn"),
    path("tai-khoan/khoa/<int:pk>/bo/", sign_in_views.passkey_drop, name="mfa_remove_webauthn"),
    path("tai-khoan/ma-du-phong/", sign_in_views.recovery_codes, name="mfa_view_recovery_codes"),
    path("tai-khoan/ma-du-phong/tao-lai/", sign_in_views.recovery_renew, name="mfa_generate_recovery_codes"),
]
