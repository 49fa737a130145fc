"""Programmes: their stages and duties, and the matrix of what is planned and done."""

from __future__ import annotations

from django.core.exceptions import ValidationError
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
from lotrinh.web.programmes.matrix import Count, Grid, count_grid
from lotrinh.web.programmes.matrix_activities import add_activities
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
    """Return how much is planned, done and late where two of stage, theme, channel and unit meet."""
    if asked.rows == asked.columns:
        raise ValidationError({"columns": _("Hàng và cột phải khác nhau.")})
    found, on = get_programme(request.auth, pk), request.auth.standing.on
    own, stages = work_in(request.auth).filter(duty__programme=found), list(found.stages.all())
    axes = {"rows": asked.rows, "columns": asked.columns}
    grid = count_grid(own, stages, rows=asked.rows, columns=asked.columns, on=on)
    add_activities(grid, own, stages, rows=asked.rows, columns=asked.columns, asked={})
    keys, after = slice_of(sorted(grid.rows), asked)
    names = {key: names_on(axis, found, grid) for key, axis in axes.items()}
    return MatrixOut(items=matrix_rows(grid, keys, names), next=after, total=CountOut(**counted(grid.total)))


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
