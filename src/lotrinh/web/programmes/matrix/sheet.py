"""The matrix as an Excel file: numbers as numbers, words as words; nothing that was typed becomes a formula."""

from __future__ import annotations

import io
from typing import Any

from django.utils.translation import gettext as _

Json = dict[str, Any]
FIGURES = ("planned", "done", "late", "activities")


def write_matrix(table: Json, *, title: str, said: str) -> bytes:
    """Return the file: four figures for each column, then the totals."""
    import xlsxwriter  # noqa: PLC0415  # heavy, and only a download needs it

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    words = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    number = book.add_format({"border": 1})
    hole = book.add_format({"border": 1, "pattern": 14, "fg_color": "#C9D3D6"})
    sheet = book.add_worksheet(_("Ma trận"))
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    sheet.write_string(1, 0, said)
    sheet.merge_range(3, 0, 4, 0, f"{table['rows_name']} / {table['columns_name']}", bold)
    labels = (_("giao"), _("xong"), _("quá hạn"), _("hoạt động"))
    wide = len(FIGURES)
    for n, label in enumerate([*(head["label"] for head in table["head"]), _("Tổng")]):
        sheet.merge_range(3, 1 + n * wide, 3, wide + n * wide, label, bold)
        for offset, figure in enumerate(labels):
            sheet.write_string(4, 1 + n * wide + offset, figure, bold)
    totals = {"label": _("Tổng"), "cells": [head["total"] for head in table["head"]], "total": table["total"]}
    for line, row in enumerate([*table["body"], totals], 5):
        sheet.write_string(line, 0, row["label"], words)
        for n, cell in enumerate([*row["cells"], row["total"]]):
            for offset, figure in enumerate(FIGURES):
                look = number if cell["planned"] or cell["activities"] else hole
                sheet.write_number(line, 1 + n * wide + offset, cell[figure], look)
    sheet.set_column(0, 0, 44)
    sheet.freeze_panes(5, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return data.getvalue()
