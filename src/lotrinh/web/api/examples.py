"""One example of each thing that the API takes and sends, for its document; a test holds each against its shape.

Made up, as everything here: no words of a real document.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
UNIT: Json = {"id": 7, "name": "Trung tâm Văn hóa"}
PERSON: Json = {"id": 4, "name": "Lê Văn Thử"}
DAY: Json = {"kind": "date", "date": "2026-03-30"}
FIGURES: Json = {"done_in_time": 12, "done_late": 2, "open_in_time": 30, "open_late": 3}
MOVE: Json = {"what": "assignment", "id": 12, "field": "due_on", "before": None, "after": "2026-06-04"}
MARK = "5f0c6d4be2a94c0e8b7a1d2f3c4b5a69"
EVENT: Json = {
    "id": 3, "name": "Ngày hội Trồng cây", "names": ["Ngày hội Trồng cây"], "starts_on": "2026-06-05",
    "ends_on": "2026-06-07", "version": 2,
}  # fmt: skip
EVENT_DAYS: Json = {"version": 2, "starts_on": "2026-06-05", "ends_on": "2026-06-07"}
STAGE: Json = {
    "id": 5, "programme": 1, "label": "Giai đoạn 1", "section": "I.1", "start": {"kind": "issue", "span": [240, 246]},
    "start_on": "2026-01-05", "end": DAY | {"span": [250, 264]}, "end_on": "2026-03-30", "version": 1,
}  # fmt: skip
STAGE_DAYS: Json = {"version": 1, "start": {"kind": "issue"}, "end": DAY}
RULE: Json = {
    "name": "Nghỉ hoán đổi", "off_from": "2026-05-06", "off_until": "2026-05-06", "worked_on": "2026-05-09",
    "decided_by": "Thông báo số 12/TB-UBND", "decided_on": "2026-04-20",
}  # fmt: skip
EVIDENCE: Json = {
    "id": 9, "file_name": "trong-cay.jpg", "content_type": "image/jpeg", "size": 182044, "sha256": "9f86d081" * 8,
    "has_thumbnail": True, "link": "", "document": None, "state": "clean",
}  # fmt: skip
TOLD: Json = {
    "on": "2026-03-12", "note": "Đã trồng 200 cây", "place": "Công viên", "channel": None, "stage": None,
    "themes": [], "people": 40, "copies": None, "minutes": None, "items": None,
}  # fmt: skip
PROGRAMME: Json = {
    "id": 1, "title": "Trồng cây xanh năm 2026", "code": "12/KH-UBND", "issued_on": "2026-01-05",
    "unit": {"id": 1, "name": "Phường Thử Nghiệm"}, "document": 7,
}  # fmt: skip
COUNT: Json = {"planned": 6, "done": 2, "late": 1, "activities": 4}
CELL: Json = COUNT | {"column": {"id": 2, "name": "Phát thanh"}}
MATRIX_ROW: Json = COUNT | {"row": UNIT, "cells": [CELL]}
DUE: Json = {
    "on": "2026-03-30", "duty": 21, "text": "Trồng cây tại công viên", "programme": 1, "total": 3, "done": 1, "late": 0,
}  # fmt: skip

SHAPES: dict[str, Json] = {
    "ActivityChangeIn": TOLD | {"version": 1},
    "ActivityIn": TOLD | {"token": "6f1c1d5e-0c51-4b5e-9d0a-7a1f6d2b8c33", "progress": "submitted", "link": ""},
    "ActivityOut": TOLD | {
        "id": 31, "assignment": 12, "progress": "submitted", "by": PERSON, "at": "2026-03-12T09:30:00+07:00",
        "withdrawn_at": None, "evidence": [EVIDENCE], "version": 1,
    },
    "AssignIn": {"unit": 7, "part": "lead"},
    "AssignmentChangeIn": {
        "version": 3, "acceptor": {"person": 4},
        "deadline": {"kind": "offset", "days": 10, "working": True, "from": {"kind": "issue"}},
    },
    "AssignmentOut": {
        "id": 12, "duty": 21, "programme": 1, "text": "Trồng cây tại công viên", "unit": UNIT, "part": "lead",
        "progress": "in_progress", "deadline": DAY | {"span": [310, 331]}, "due_on": "2026-03-30",
        "late_after": "2026-03-30", "done_on": None, "occurrence_on": None, "deliverable": "Báo cáo", "authority": "",
        "acceptor": PERSON, "acceptor_unit": None, "reason": "", "version": 3,
    },
    "CalendarOut": {"due": [DUE], "stages_ending": [STAGE], "events": [EVENT], "is_cut": False},
    "DayRuleDatesIn": RULE | {"version": 0, "seen": MARK},
    "DayRuleIn": RULE | {"version": 0},
    "DayRuleMoved": {"rule": RULE | {"id": 2, "body": 1, "version": 1}, "moves": [MOVE]},
    "DayRuleOut": RULE | {"id": 2, "body": 1, "version": 1},
    "DocumentOut": {
        "id": 7, "unit": {"id": 1, "name": "Phường Thử Nghiệm"}, "file_name": "ke-hoach.docx",
        "sha256": "9f86d081" * 8, "code": "12/KH-UBND", "subject": "Trồng cây xanh năm 2026",
        "uploaded_at": "2026-01-06T08:00:00+07:00", "confirmed_at": None, "version": 1,
        "reading": {"state": "done", "percent": 100, "step": "", "error": ""},
    },
    "DutyOut": {
        "id": 21, "text": "Trồng cây tại công viên", "unit_phrase": "Trung tâm Văn hóa", "section": "II.1",
        "stage": 5, "deliverable": "Báo cáo", "recurrence": "", "version": 1,
    },
    "EventDatesIn": EVENT_DAYS | {"seen": MARK},
    "EventDaysIn": EVENT_DAYS,
    "EventMoved": {"event": EVENT | {"version": 3}, "moves": [MOVE]},
    "EventOut": EVENT,
    "EvidenceOut": EVIDENCE,
    "FactOut": {
        "id": 44, "kind": "duty", "data": {"unit": "Trung tâm Văn hóa", "text": "Trồng cây tại công viên"},
        "span": [300, 352], "origin": "read", "version": 1,
    },
    "FeedOut": {"id": 2, "unit": UNIT, "programme": None, "made_at": "2026-02-01T08:00:00+07:00"},
    "FiguresOut": {"items": [FIGURES | {"of": UNIT, "total": 47}], "next": None, "total": FIGURES},
    "FindOut": {
        "items": [
            {
                "kind": "assignment", "id": 12, "title": "Trồng cây tại công viên", "excerpt": "Trung tâm Văn hóa",
                "day": "2026-03-30", "programme": 1,
            },
        ],
    },
    "FindingsOut": {
        "rules": "0.1.0+228.50d58317", "judged_at": "2026-03-06T08:00:00+07:00", "is_old": False, "again": None,
        "error": "",
        "findings": [
            {
                "code": "LT-N01", "severity": "warning", "span": [58, 59], "place": None, "found": "5", "asked": "05",
                "message": "Số văn bản nhỏ hơn 10 phải ghi thêm số 0 phía trước: 05.",
                "fix": {"span": [58, 59], "text": "05"},
            },
        ],
    },
    "LeadIn": {"version": 3, "unit": 8},
    "LookAhead": {"moves": [MOVE], "followers": [], "seen": MARK},
    "MatrixOut": {"items": [MATRIX_ROW], "next": None, "total": COUNT},
    "Me": {
        "person": PERSON, "unit": UNIT, "rights": ["read", "report"], "expires_at": "2026-12-31T00:00:00+07:00",
        "roles": [{"kind": "officer", "unit": UNIT, "until": None}],
    },
    "Named": UNIT,
    "ProgrammeOut": PROGRAMME,
    "ProgrammeWhole": PROGRAMME | {"figures": FIGURES},
    "ReadIn": {"ids": [81, 82]},
    "ReadOut": {"read": 2},
    "ReminderOut": {
        "id": 81, "assignment": 12, "programme": 1, "text": "Trồng cây tại công viên", "unit": UNIT,
        "due_on": "2026-03-30", "rung": -3, "made_at": "2026-03-27T07:00:00+07:00", "read_at": None,
    },
    "StageDatesIn": STAGE_DAYS | {"seen": MARK},
    "StageDaysIn": STAGE_DAYS,
    "StageMoved": {"stage": STAGE | {"version": 2}, "moves": [MOVE]},
    "StageOut": STAGE,
    "StepIn": {"version": 3, "reason": "Thiếu danh sách ký nhận"},
    "UnitOut": {"id": 7, "name": "Trung tâm Văn hóa", "code": "TTVH", "parent": 1, "is_open": True},
    "UploadIn": {"unit": 1},
    "VersionIn": {"version": 1},
    "WithdrawIn": {"version": 1, "reason": "Báo nhầm việc"},
    "WorkdaysOut": {"working_days": 4, "days": [{"on": "2026-05-06", "name": "Nghỉ hoán đổi", "is_worked": False}]},
    "Problem": {
        "type": "urn:lotrinh:changed-meanwhile", "title": "changed-meanwhile", "status": 409,
        "detail": "Mục này vừa được sửa; hãy đọc lại rồi gửi với phiên bản mới.", "errors": [],
    },
}  # fmt: skip
FORMS = {"document_send": "UploadIn", "activity_send": "ActivityIn"}
PARAMETERS: Json = {
    "pk": 12, "step": "hold", "first": "2026-03-01", "last": "2026-03-31", "q": "cong vien", "version": 1, "seen": MARK,
}  # fmt: skip


def put_examples(document: Json) -> None:
    """Put the examples into an OpenAPI document, at its shapes, its parameters and the bodies of its forms."""
    for name, schema in document["components"]["schemas"].items():
        if name in SHAPES:
            schema["examples"] = [SHAPES[name]]
        elif name.startswith("Many_"):
            schema["examples"] = [{"items": [SHAPES[name.split("_")[1]]], "next": None}]
    for item in document["paths"].values():
        for operation in item.values():
            for one in operation.get("parameters", ()):
                if one["name"] in PARAMETERS:
                    one["example"] = PARAMETERS[one["name"]]
            form = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
            if form is not None:
                said = SHAPES[FORMS[operation["operationId"]]]
                form["example"] = {name: value for name, value in said.items() if value not in (None, "", [])}
