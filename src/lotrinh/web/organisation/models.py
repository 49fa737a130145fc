"""Units in a tree, people with roles in them, and the phrases of plans that mean units.

A root unit is a body: whatever belongs to a body is seen only by people with a role in it or below it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.body_key import BodyAbove, OneBody
from lotrinh.web.organisation.queries import RoleQuerySet, UnitChangeQuerySet, UnitQuerySet

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class Unit(models.Model):
    """A body or a unit of one, from the day it was founded to the day it was closed."""

    name = models.CharField(_("tên đơn vị"), max_length=200)
    short_name = models.CharField(_("tên gọi tắt"), max_length=60, blank=True)
    code = models.CharField(_("mã"), max_length=20, blank=True, default="")  # names repeat: tables are keyed on it
    parent = models.ForeignKey(
        "self", verbose_name=_("đơn vị cấp trên"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="children",
    )  # fmt: skip
    body_above = BodyAbove(
        "self", on_delete=models.PROTECT, null=True, editable=False, db_index=False, related_name="+"
    )  # fmt: skip
    body_key = models.GeneratedField(
        expression=Coalesce("body_above", "id"), output_field=models.BigIntegerField(), db_persist=True
    )  # of the body that it belongs to or is; never None, and never another one later
    founded_on = models.DateField(_("thành lập ngày"), null=True, blank=True)
    closed_on = models.DateField(_("kết thúc ngày"), null=True, blank=True)
    position = models.PositiveIntegerField(_("thứ tự"), default=0)
    asks_second_factor = models.BooleanField(default=False, editable=False)  # of a body: from those who decide
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UnitQuerySet.as_manager()
    if TYPE_CHECKING:
        children: RelatedManager[Unit]
        roles: RelatedManager[Role]
        changes: RelatedManager[UnitChange]
        brought: RelatedManager[UnitChange]

    class Meta:
        ordering = ("position", "name")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("parent", "name"),
                name="unit_name_once_under_a_parent",
                violation_error_message=_("Dưới đơn vị cấp trên này đã có đơn vị cùng tên."),
            ),
            models.UniqueConstraint(
                fields=("name",),
                condition=Q(parent=None),
                name="body_name_once",
                violation_error_message=_("Đã có cơ quan cùng tên."),
            ),
            models.UniqueConstraint(
                fields=("parent", "code"),
                condition=~Q(code=""),
                name="unit_code_once_under_a_parent",
                violation_error_message=_("Dưới đơn vị cấp trên này đã có đơn vị cùng mã."),
            ),
            models.CheckConstraint(
                condition=~Q(id=F("parent")),
                name="unit_not_its_own_parent",
                violation_error_message=_("Một đơn vị không thể nằm dưới chính nó."),
            ),
            models.CheckConstraint(
                condition=Q(founded_on=None) | Q(closed_on=None) | Q(founded_on__lte=F("closed_on")),
                name="unit_dates_in_order",
                violation_error_message=_("Ngày kết thúc không thể trước ngày thành lập."),
            ),
            models.CheckConstraint(
                condition=Q(asks_second_factor=False) | Q(parent=None), name="second_factor_asked_by_bodies"
            ),
            OneBody(name="unit_has_one_body"),
        ]
        indexes: ClassVar = [models.Index(fields=("body_key", "position", "name"), name="unit_by_body")]

    def __str__(self) -> str:
        return self.name

    @property
    def body(self) -> Unit:
        """The body that it belongs to or is."""
        return self.body_above or self

    def is_open_on(self, day: datetime.date) -> bool:
        """Say whether the unit existed on a day; an unknown founding or closing day leaves that side open."""
        return (self.founded_on is None or self.founded_on <= day) and (self.closed_on is None or day < self.closed_on)


class UnitChange(models.Model):
    """A dated step in the life of a unit, by a decision: the one history that names, places and ends are read from.

    `Unit` holds how things stand today; `on` says since when. A change with `in_force` off waits for its day.
    """

    class Kind(models.TextChoices):
        FOUNDED = "founded", _("Thành lập")
        RENAMED = "renamed", _("Đổi tên")
        MOVED = "moved", _("Chuyển đơn vị cấp trên")
        MERGED = "merged", _("Sáp nhập")
        SPLIT = "split", _("Chia tách")
        CLOSED = "closed", _("Kết thúc")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField(_("hiệu lực từ ngày"))
    decision = models.CharField(_("văn bản quyết định"), max_length=200)
    name_before = models.CharField(max_length=200, blank=True)
    name_after = models.CharField(max_length=200, blank=True)
    parent_before = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    parent_after = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    # Merged: the successor. Split: one of those that the unit went into, so a split is a row for each of them.
    into = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="brought")
    ends_unit = models.BooleanField(default=False)  # of a split: nothing is left of the unit
    in_force = models.BooleanField(default=False)
    tried_on = models.DateField(null=True)  # the last day on which it could not be put into force

    objects = UnitChangeQuerySet.as_manager()

    class Meta:
        ordering = ("on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(decision=""), name="unit_change_has_a_decision"),
            models.CheckConstraint(
                condition=~Q(kind="renamed") | (~Q(name_before="") & ~Q(name_after="")), name="unit_change_says_names"
            ),
            models.CheckConstraint(
                condition=~Q(kind="moved") | Q(parent_before__isnull=False, parent_after__isnull=False),
                name="unit_change_says_parents",
            ),
            models.CheckConstraint(
                condition=(Q(kind__in=("merged", "split")) & Q(into__isnull=False) & ~Q(unit=F("into")))
                | (~Q(kind__in=("merged", "split")) & Q(into=None)),
                name="unit_change_goes_into_another",
            ),
            models.CheckConstraint(condition=Q(ends_unit=False) | Q(kind="split"), name="unit_change_split_may_end"),
            models.UniqueConstraint(
                fields=("unit",), condition=Q(kind__in=("merged", "closed")), name="unit_change_ends_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("unit", "kind", "on"), name="unit_change_by_day"),
            models.Index(fields=("on",), condition=Q(in_force=False), name="unit_change_ahead"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.unit} ({self.on})"


class UnitGroup(models.Model):
    """A phrase of plans ("các tổ dân phố") and the rule that says which units of a body it means on a day.

    The rule takes units right below or anywhere below `root`, of the classes in `words`; `units` are added to it by
    name and `left_out` are taken from it. With the rule "by name", `units` are the whole answer.
    """

    class Rule(models.TextChoices):
        NAMED = "named", _("Những đơn vị kể tên dưới đây")
        CHILDREN = "children", _("Các đơn vị ngay dưới một đơn vị")
        BELOW = "below", _("Mọi đơn vị dưới một đơn vị, ở mọi cấp")

    body = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="unit_groups")
    phrase = models.CharField(_("cụm từ"), max_length=300)
    folded = models.CharField(max_length=300, editable=False)
    rule = models.CharField(max_length=10, choices=Rule.choices, default=Rule.NAMED)
    root = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300, blank=True, default="")  # how names begin, with commas; blank: any name
    units = models.ManyToManyField(Unit, verbose_name=_("đơn vị"), related_name="in_groups")
    left_out = models.ManyToManyField(Unit, related_name="left_out_of_groups")

    class Meta:
        ordering = ("phrase",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("body", "folded"), name="phrase_once_in_a_body"),
            models.CheckConstraint(
                condition=Q(rule="named", root=None, words="") | (~Q(rule="named") & Q(root__isnull=False)),
                name="unit_group_rule_has_a_root",
            ),
        ]

    def __str__(self) -> str:
        return self.phrase


class PersonManager(BaseUserManager["Person"]):
    """People are made with a password that is checked, or with none that works."""

    def who_may_sign_in(self, *, demo: bool) -> models.QuerySet[Person]:
        """Return the people whose accounts are open; those of the demo are open in a demo only."""
        people = self.filter(is_active=True)
        return people if demo else people.filter(is_demo=False)

    def create_user(self, username: str, password: str | None = None, *, full_name: str = "") -> Person:
        """Return a new person; without a password the account cannot sign in by one."""
        person = self.model(username=username, full_name=full_name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ tên hoặc chức danh"), max_length=120)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="Made by the demo, with a password that everybody knows.")
    session_round = models.PositiveIntegerField(default=0)  # one more, and every session of before has ended

    acting_for: Person | None = None  # while a request lasts: whose role it is done with, for the audit
    acting_through: str = ""  # while a request lasts: the name of the token that it came with, for the audit

    objects: ClassVar[PersonManager] = PersonManager()
    if TYPE_CHECKING:
        roles: RelatedManager[Role]

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_session_auth_hash(self) -> str:
        """Return what sessions are held against: it changes with the password and with each round."""
        return self._hash_of_round(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Return the same under the keys that the installation had before."""
        for key in settings.SECRET_KEY_FALLBACKS:
            yield self._hash_of_round(key)

    def _hash_of_round(self, key: str | bytes | None) -> str:
        said = f"{self.password} {self.session_round}"
        return salted_hmac("lotrinh.session", said, secret=key, algorithm="sha256").hexdigest()


class Role(models.Model):
    """What a person may do in a unit for a time, and but for officers in everything below it.

    A role with `stands_in_for` is a deputy's: it gives the rights of that role, to somebody else, for some days.
    """

    class Kind(models.TextChoices):
        CLERK = "clerk", _("Cán bộ văn phòng")
        OFFICER = "officer", _("Cán bộ đơn vị")
        HEAD = "head", _("Lãnh đạo")
        VIEWER = "viewer", _("Người theo dõi")
        ADMINISTRATOR = "administrator", _("Quản trị")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)  # the first day without it
    stands_in_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="deputies"
    )  # fmt: skip

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "unit", "kind"), condition=Q(until=None), name="role_open_once"
            ),  # two periods that overlap are refused where roles are given; the database holds what it can
            models.UniqueConstraint(fields=("person", "unit", "kind", "since"), name="role_once_from_a_day"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")), name="role_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for=None) | Q(since__isnull=False, until__isnull=False),
                name="deputy_from_day_to_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}, {self.unit}"

    @property
    def last_on(self) -> datetime.date | None:
        """The last day with it."""
        return self.until - datetime.timedelta(days=1) if self.until is not None else None


class AuditEntry(models.Model):
    """One change by a person; `digest` is taken over this row and the digest before it, so a gap or an edit shows."""

    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    through = models.CharField(max_length=80, blank=True)  # the name that the token had; blank where it was a page
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous_digest = models.CharField(max_length=64, unique=True)  # unique: two rows cannot follow the same one
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=("subject_type", "subject_id"), name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"

    @property
    def who(self) -> str:
        """Who did it, for whom where they stood in for somebody, and by which token where other software sent it."""
        name = str(self.by or "")
        if self.on_behalf_of is not None:
            name = gettext("%(name)s thay %(other)s") % {"name": name, "other": self.on_behalf_of}
        if self.through:
            name = gettext("%(name)s, qua mã truy cập “%(token)s”") % {"name": name, "token": self.through}
        return name
