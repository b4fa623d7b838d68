"""The form over a list of topics."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.actions.bulk import Tool
from community.models.space import Space
from community.models.topic import KIND_CHOICES
from community.pages.forms import JudgedForm

TOOL_LABELS = {
    Tool.CLOSE: _("Close"),
    Tool.OPEN: _("Open"),
    Tool.ARCHIVE: _("Archive"),
    Tool.UNARCHIVE: _("Take out of the archive"),
    Tool.PIN: _("Pin in its space"),
    Tool.UNPIN: _("Unpin"),
    Tool.BUMP: _("Bring to the top"),
    Tool.MOVE: _("Move to another space"),
    Tool.KIND: _("Change the kind"),
    Tool.DELETE: _("Delete"),
    Tool.UNDELETE: _("Take the deletion back"),
}


class BulkForm(JudgedForm):
    """What to do with the ticked topics."""

    tool = forms.ChoiceField(label=_("With the ticked topics"), choices=[(t.value, label) for t, label in TOOL_LABELS.items()])
    space_id = forms.ChoiceField(label=_("Move to"), required=False)
    kind = forms.ChoiceField(label=_("New kind"), required=False, choices=[("", "–"), *KIND_CHOICES])
    reason = forms.CharField(label=_("Reason"), required=False, max_length=400)

    def __init__(self, *args: Any, spaces: Sequence[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((str(space.pk), space.name) for space in spaces)]
        self.fields["space_id"].choices = choices  # type: ignore[attr-defined]
