"""The form of a work while somebody is still at it: shown again, or only looked at."""

from django.forms.utils import ErrorDict, ErrorList

from articles.admin.references.form import ReferenceForm


class TypedForm(ReferenceForm):
    """Shows what was typed, without a word about what is wrong with it yet."""

    typed_data = None

    def __init__(self, *, instance=None, initial=None):
        super().__init__(self.typed_data, instance=instance, initial=initial)
        self._errors = ErrorDict()
        for rows in filter(None, self.names.values()):
            if rows.is_bound:
                rows._errors, rows._non_form_errors = [{}] * len(rows), ErrorList()
            for row in rows.forms:
                row._errors = ErrorDict()


class SketchForm(ReferenceForm):
    """Reads as much of an unfinished form as can be read; ``item`` is the result."""

    def check_version(self, cleaned):
        """Nothing is written."""

    def refuse_second(self):
        """Said among the probable duplicates."""
