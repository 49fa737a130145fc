"""Programmes: their stages and duties, and the matrix of what is planned and done."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from lotrinh.web.api.access import duties_in, get_programme, get_unit_to_assign, programmes_in, work_in
from lotrinh.web.api.entry import READ, RUN, TokenRequest
from lotrinh.web.api.paging import PageAsked, page_of, slice_of
from lotrinh.web.api.rows import assignment_row, duty_row, programme_row, stage_row
from lotrinh.web.api.shapes import (
    AssignIn,
    AssignmentOut,
    CellOut,
    CountOut,
    DutyOut,
    Figures,
    Key,
    Many,
    MatrixAsked,
    MatrixOut,
    MatrixRow,
    Named,
    ProgrammeOut,
    ProgrammeWhole,
    StageOut,
)
from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.access import get_duty_to_run
from lotrinh.web.programmes.filters import placed_on
from lotrinh.web.programmes.matrix.activities import add_activities
from lotrinh.web.programmes.matrix.counting import AXES, UNDER_NONE, Count, Grid, count_grid
from lotrinh.web.programmes.models import Programme
from lotrinh.web.registry.access import get_document_to_mend

router = Router(tags=["programmes"])


@router.get("/programmes", response=Many[ProgrammeOut], auth=READ, url_name="api-programmes", summary="Programmes")
def programmes(request: TokenRequest, asked: Query[PageAsked]) -> Many[ProgrammeOut]:
    """Return the programmes that are overseen, and those in which a unit has something to do."""
    rows, after = page_of(programmes_in(request.auth), asked)
    return Many[ProgrammeOut](items=[programme_row(row) for row in rows], next=after)


@router.post(
    "/documents/{pk}/programme",
    response={200: ProgrammeOut, 201: ProgrammeOut},
    auth=RUN,
    url_name="api-document-programme",
    summary="Start the programme of a confirmed plan",
)
def programme_start(request: TokenRequest, pk: Key) -> Status[ProgrammeOut]:
    """Make a programme with its stages, duties and known assignments; asked again, the one that is there (200)."""
    standing = request.auth.standing
    document = get_document_to_mend(standing, pk)
    is_there = programmes_in(request.auth).filter(document=document).exists()
    started = actions.start_programme(by=standing.person, document=document)
    return Status(200 if is_there else 201, programme_row(started))


@router.get("/programmes/{pk}", response=ProgrammeWhole, auth=READ, url_name="api-programme", summary="A programme")
def programme(request: TokenRequest, pk: Key) -> ProgrammeWhole:
    """Return a programme with its four figures."""
    found = get_programme(request.auth, pk)
    own = work_in(request.auth).filter(duty__programme=found)
    figures = Figures(**own.order_by().four_figures(on=request.auth.standing.on))
    return ProgrammeWhole(**programme_row(found).model_dump(), figures=figures)


@router.get(
    "/programmes/{pk}/stages",
    response=Many[StageOut],
    auth=READ,
    url_name="api-programme-stages",
    summary="Stages of a programme",
)
def stages(request: TokenRequest, pk: Key, asked: Query[PageAsked]) -> Many[StageOut]:
    """Return the stages; an end that nobody knows is null."""
    rows, after = page_of(get_programme(request.auth, pk).stages.all(), asked)
    return Many[StageOut](items=[stage_row(row) for row in rows], next=after)


@router.get(
    "/programmes/{pk}/duties",
    response=Many[DutyOut],
    auth=READ,
    url_name="api-programme-duties",
    summary="Duties of a programme",
)
def duties(request: TokenRequest, pk: Key, asked: Query[PageAsked]) -> Many[DutyOut]:
    """Return the tracked duties: all of them to who oversees the programme, else those with work shown."""
    rows, after = page_of(duties_in(request.auth, get_programme(request.auth, pk)), asked)
    return Many[DutyOut](items=[duty_row(row) for row in rows], next=after)


@router.get(
    "/programmes/{pk}/themes",
    response=Many[Named],
    auth=READ,
    url_name="api-programme-themes",
    summary="Themes of a programme",
)
def themes(request: TokenRequest, pk: Key, asked: Query[PageAsked]) -> Many[Named]:
    """Return what the plan wants done or made known, to be named by activities and the matrix."""
    rows, after = page_of(get_programme(request.auth, pk).themes.all(), asked)
    return Many[Named](items=[Named(id=row.pk, name=row.title) for row in rows], next=after)


@router.get(
    "/programmes/{pk}/channels",
    response=Many[Named],
    auth=READ,
    url_name="api-programme-channels",
    summary="Channels of a programme",
)
def channels(request: TokenRequest, pk: Key, asked: Query[PageAsked]) -> Many[Named]:
    """Return the kinds of channels that the plan names."""
    rows, after = page_of(get_programme(request.auth, pk).channels.all(), asked)
    return Many[Named](items=[Named(id=row.pk, name=str(row)) for row in rows], next=after)


@router.post(
    "/duties/{pk}/assignments",
    response={201: AssignmentOut},
    auth=RUN,
    url_name="api-duty-assignments",
    summary="Assign a duty to a unit",
)
def assign(request: TokenRequest, pk: Key, said: AssignIn) -> Status[AssignmentOut]:
    """Assign a tracked duty to one more unit that the token reaches."""
    standing = request.auth.standing
    duty = get_duty_to_run(standing, pk)
    unit = get_unit_to_assign(request.auth, duty, said.unit)
    return Status(201, assignment_row(actions.assign(by=standing.person, duty=duty, unit=unit, part=said.part)))


@router.get(
    "/programmes/{pk}/matrix", response=MatrixOut, auth=READ, url_name="api-programme-matrix", summary="The matrix"
)
def matrix(request: TokenRequest, pk: Key, asked: Query[MatrixAsked]) -> MatrixOut:
    """Return how much is planned, done and late where two of stage, theme, channel and unit meet.

    The other two narrow it down: to the key of one of theirs, or to `none`, what is under none.
    """
    if asked.rows == asked.columns:
        raise ValidationError({"columns": _("Hàng và cột phải khác nhau.")})
    found, on = get_programme(request.auth, pk), request.auth.standing.on
    own, stages = work_in(request.auth).filter(duty__programme=found), list(found.stages.all())
    axes, narrowed, shown = {"rows": asked.rows, "columns": asked.columns}, narrowed_to(asked, found), own
    for axis, place_asked in narrowed.items():
        shown = placed_on(shown, axis, place_asked, stages)
    grid = count_grid(shown, stages, rows=asked.rows, columns=asked.columns, on=on)
    add_activities(grid, own, stages, rows=asked.rows, columns=asked.columns, asked=narrowed)
    keys, after = slice_of(sorted(grid.rows), asked)
    names = {key: names_on(axis, found, grid) for key, axis in axes.items()}
    return MatrixOut(items=matrix_rows(grid, keys, names), next=after, total=CountOut(**counted(grid.total)))


def narrowed_to(asked: MatrixAsked, programme: Programme) -> dict[str, str]:
    """Return the places that the axes beside rows and columns are narrowed to.

    Raises:
        ValidationError: rows or columns would be narrowed, or to what the programme does not have.
    """
    found = {axis: getattr(asked, axis) for axis in AXES if getattr(asked, axis) is not None}
    there: dict[str, QuerySet[Any]] = {
        "stage": programme.stages.all(),
        "theme": programme.themes.all(),
        "channel": programme.channels.all(),
    }
    for axis, key in found.items():
        if axis in (asked.rows, asked.columns):
            raise ValidationError({axis: _("Chỉ lọc được theo chiều không phải là hàng hay cột.")})
        if axis in there and key != UNDER_NONE and not there[axis].filter(pk=key).exists():
            raise ValidationError({axis: _("Mục đã chọn không thuộc chương trình này.")})
    return {axis: str(key) for axis, key in found.items()}


def names_on(axis: str, programme: Programme, grid: Grid) -> dict[int, str]:
    """Return the names of the places of an axis."""
    match axis:
        case "stage":
            return {stage.pk: stage.label for stage in programme.stages.all()}
        case "theme":
            return {theme.pk: theme.title for theme in programme.themes.all()}
        case "channel":
            return {channel.pk: str(channel) for channel in programme.channels.all()}
    return dict(Unit.objects.filter(pk__in={*grid.rows, *grid.columns}).values_list("pk", "name"))


def matrix_rows(grid: Grid, keys: list[int], names: dict[str, dict[int, str]]) -> list[MatrixRow]:
    """Return these rows with the cells in which something is counted."""
    cells: dict[int, list[CellOut]] = {key: [] for key in keys}
    for (row, column), count in sorted(grid.cells.items()):
        if row in cells:
            cells[row].append(CellOut(column=place(column, names["columns"]), **counted(count)))
    return [MatrixRow(row=place(key, names["rows"]), cells=cells[key], **counted(grid.rows[key])) for key in keys]


def place(key: int, names: dict[int, str]) -> Named | None:
    return Named(id=key, name=names[key]) if key in names else None


def counted(count: Count) -> dict[str, int]:
    return {"planned": count.planned, "done": count.done, "late": count.late, "activities": count.activities}
