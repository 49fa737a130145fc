"""Addresses of programmes, work and events."""

from __future__ import annotations

from django.urls import path

from lotrinh.web.programmes import bulk_views, stage_views, views
from lotrinh.web.programmes.activities import views as activity_views
from lotrinh.web.programmes.calendar import event_views, feed_views, workday_views
from lotrinh.web.programmes.calendar import views as calendar_views
from lotrinh.web.programmes.matrix import views as matrix_views
from lotrinh.web.programmes.mergers import merge_views, placing_views, split_views
from lotrinh.web.programmes.occurrences import views as occurrence_views
from lotrinh.web.programmes.states import views as state_views
from lotrinh.web.programmes.unit_work import phone_views, question_views, waiting_views, work_views
from lotrinh.web.programmes.unit_work import plan_views as unit_plan_views
from lotrinh.web.programmes.unit_work import views as unit_views

urlpatterns = [
    path("manifest.webmanifest", phone_views.manifest, name="manifest"),
    path("service-worker.js", phone_views.service_worker, name="service-worker"),
    path("ngoai-tuyen/", phone_views.offline, name="offline"),
    path("the-gui/", phone_views.sending_pass, name="sending-pass"),
    path("cho-xu-ly/", waiting_views.waiting, name="waiting"),
    path("chuong-trinh/", views.programme_list, name="programme-list"),
    path("chuong-trinh/<int:pk>/", views.programme, name="programme"),
    path("chuong-trinh/<int:pk>/ma-tran/", matrix_views.matrix, name="matrix"),
    path("chuong-trinh/<int:pk>/ma-tran.xlsx", matrix_views.matrix_excel, name="matrix-excel"),
    path("chuong-trinh/<int:pk>/hang-loat/", bulk_views.bulk, name="bulk"),
    path("chuong-trinh/<int:pk>/gan-don-vi/", views.phrase_link, name="phrase-link"),
    path("ke-hoach/<int:document_pk>/bat-dau/", views.programme_start, name="programme-start"),
    path("giai-doan/<int:pk>/", stage_views.stage_change, name="stage-change"),
    path("nhiem-vu/<int:pk>/giao/", views.duty_assign, name="duty-assign"),
    path("nhiem-vu/<int:pk>/ky/", occurrence_views.duty_recur, name="duty-recur"),
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
    path("viec/<int:pk>/ke-hoach/", unit_plan_views.unit_plan, name="unit-plan"),
    path("viec/<int:pk>/ke-hoach/buoc/", unit_plan_views.step_add, name="step-add"),
    path("viec/<int:pk>/ke-hoach/gan/", unit_plan_views.plan_attach, name="plan-attach"),
    path("viec/<int:pk>/hoi/", question_views.question_ask, name="question-ask"),
    path("buoc/<int:pk>/", unit_plan_views.step_change, name="step-change"),
    path("buoc/<int:pk>/doi/", unit_plan_views.step_move, name="step-move"),
    path("ke-hoach-don-vi/<int:pk>/", unit_plan_views.plan_file, name="plan-file"),
    path("ke-hoach-don-vi/<int:pk>/go/", unit_plan_views.plan_detach, name="plan-detach"),
    path("cau-hoi/", question_views.question_list, name="question-list"),
    path("cau-hoi/<int:pk>/tra-loi/", question_views.question_answer, name="question-answer"),
    path("cau-hoi/<int:pk>/rut/", question_views.question_withdraw, name="question-withdraw"),
    path("viec-cua-toi/", work_views.my_work, name="my-work"),
    path("hoat-dong/<int:pk>/sua/", activity_views.activity_change, name="activity-change"),
    path("hoat-dong/<int:pk>/rut-lai/", activity_views.activity_withdraw, name="activity-withdraw"),
    path("minh-chung/<int:pk>/", activity_views.evidence, name="evidence"),
    path("minh-chung/<int:pk>/anh-nho/", activity_views.thumbnail, name="evidence-thumbnail"),
    path("don-vi/sap-nhap/", merge_views.unit_merge, name="unit-merge"),
    path("don-vi/<int:pk>/", unit_views.unit, name="unit"),
    path("don-vi/<int:pk>/doi-ten/", unit_views.unit_rename, name="unit-rename"),
    path("don-vi/<int:pk>/chuyen/", unit_views.unit_move, name="unit-move"),
    path("don-vi/<int:pk>/chia-tach/", split_views.unit_split, name="unit-split"),
    path("don-vi/<int:pk>/chia-tach/xep-lai/", placing_views.split_places, name="unit-split-places"),
    path("don-vi/<int:pk>/ket-thuc/", unit_views.unit_close, name="unit-close"),
    path("don-vi/thay-doi/<int:pk>/rut/", unit_views.change_withdraw, name="unit-change-withdraw"),
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
