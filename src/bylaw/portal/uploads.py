"""A table that an officer brings, as a form sends it: the file, how its columns are called, and of which unit it is."""

from __future__ import annotations

from collections.abc import Collection
from typing import BinaryIO, NamedTuple, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from bylaw.portal.desk import desk
from bylaw.portal.room import LARGEST_FILE
from bylaw.state.bodies import ROOT


class Uploaded(NamedTuple):
    """A file that was brought, with its layout and its unit."""

    file: BinaryIO
    layout: str
    unit: str


def uploaded(
    request: HttpRequest, field: str, layouts: Collection[str], within: Collection[str]
) -> Uploaded | str:
    """Give the file of a form's field, its layout and its unit, one of those within; or say what is wrong."""
    file, layout = request.FILES.get(field), request.POST.get("layout", "")
    unit = request.POST.get("unit", "") or ROOT
    if not isinstance(file, UploadedFile) or file.file is None or layout not in layouts or unit not in within:
        return _("Choose a file, how its columns are called, and a unit.")
    if (file.size or 0) > LARGEST_FILE:
        return _("The file is too large: import it in parts.")
    return Uploaded(cast("BinaryIO", file.file), layout, unit)


def units(reach: frozenset[str]) -> list[str]:
    """Give the units within reach that have a roll."""
    bodies, at = desk().state.bodies.all, desk().now()
    return [name for name in bodies if name in reach and not bodies[name].organ and bodies[name].holds(at)]
