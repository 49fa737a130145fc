"""What pages say of a clause that is left out: the sentences of the reader's own table, marked for translation."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from lotrinh.data.out_of_scope import REASONS, Reason

MARKED = (
    gettext_noop("Phần mềm không theo dõi suy nghĩ, tâm trạng, dư luận của con người."),
    gettext_noop(
        "Phần mềm không rà quét, phản bác, ngăn chặn hay xử lý lời nói của người khác, không ngăn người dân tụ họp."
    ),
    gettext_noop("Phần mềm không vận hành tài khoản, không huy động trang, nhóm hay người có ảnh hưởng để lan truyền."),
)
SENTENCES: dict[Reason, str] = {reason: MARKED[MARKED.index(said)] for reason, said in REASONS.items()}
