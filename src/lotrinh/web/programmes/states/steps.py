"""The steps that a person may take with work: what each is called, who may take it, and the action behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.access import Standing
from lotrinh.web.programmes.access import accepts
from lotrinh.web.programmes.forms import HoldForm, ReasonForm, StepForm
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.states import actions as state_actions


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words, its form, its action."""

    key: str
    title: Promise
    hint: Promise
    done: Promise
    form: type[StepForm]
    action: Callable[..., Assignment]
    is_plain: bool = True


STEPS: dict[str, Step] = {
    step.key: step
    for step in (
        Step(
            "accept",
            _("Xác nhận đã xong"),
            _("Việc được tính là hoàn thành vào ngày đơn vị đã báo."),
            _("Đã xác nhận."),
            StepForm,
            state_actions.accept_assignment,
            is_plain=False,
        ),
        Step(
            "return",
            _("Trả lại"),
            _("Đơn vị thấy lý do ngay ở đầu việc."),
            _("Đã trả lại kèm lý do."),
            ReasonForm,
            state_actions.return_assignment,
        ),
        Step(
            "refuse",
            _("Từ chối"),
            _("Văn phòng sẽ trả lời: giao lại hoặc gỡ việc khỏi đơn vị."),
            _("Đã gửi lời từ chối kèm lý do."),
            ReasonForm,
            state_actions.refuse_assignment,
        ),
        Step(
            "hold",
            _("Tạm dừng"),
            _("Từ hôm nay đến khi làm tiếp, những ngày tạm dừng không tính là trễ."),
            _("Đã tạm dừng."),
            HoldForm,
            state_actions.hold_assignment,
        ),
        Step(
            "resume",
            _("Làm tiếp"),
            _("Hạn được tính lùi đúng bằng số ngày đã tạm dừng."),
            _("Việc đã chạy lại."),
            StepForm,
            state_actions.resume_assignment,
        ),
        Step(
            "undo",
            _("Hoàn tác lần đổi trạng thái vừa rồi"),
            _("Việc trở về trạng thái trước; lịch sử vẫn ghi cả hai lần."),
            _("Đã hoàn tác."),
            StepForm,
            state_actions.undo_last,
        ),
    )
}


def is_open(step: Step, standing: Standing, assignment: Assignment) -> bool:
    """Say whether a step would be taken now: its state is right, and it is not one's own work to accept or undo."""
    if step.key == "undo":
        last = state_actions.last_change(assignment)
        return last is not None and last.by_id == standing.person.pk
    if step.key == "accept" and assignment.submitted_by_id == standing.person.pk:
        return False
    return state_actions.can(step.key, assignment)


def steps_open(standing: Standing, assignment: Assignment) -> list[dict[str, Any]]:
    """Return the steps that a person may take with an assignment now."""
    judges = standing.judged_ids.holds(assignment.duty.programme.owner)
    decides = accepts(standing, assignment)
    theirs = {
        "refuse": assignment.unit_id in standing.own_ids,
        "undo": True,
        "accept": decides,
        "return": decides,
    }
    return [
        {"key": step.key, "title": step.title, "address": f"assignment-{step.key}", "is_plain": step.is_plain}
        for step in STEPS.values()
        if theirs.get(step.key, judges) and is_open(step, standing, assignment)
    ]
