"""What a browser would send back of a form of the admin."""


def form_data(response):
    """What a browser would send back of the form in ``response``."""
    form = response.context["adminform"].form
    data = {}
    for bound in form:
        put(data, bound.html_name, bound.value())
    for formset in filter(None, getattr(form, "names", {}).values()):
        put_rows(data, formset)
    for rows in response.context["inline_admin_formsets"]:
        put_rows(data, rows.formset)
    return data


def put_rows(data, formset):
    put(data, f"{formset.prefix}-TOTAL_FORMS", len(formset.forms))
    put(data, f"{formset.prefix}-INITIAL_FORMS", formset.initial_form_count())
    for row in formset.forms:
        for bound in row:
            put(data, bound.html_name, bound.value())


def put(data, name, value):
    if value is None or value is False:
        return
    if isinstance(value, list | tuple):
        data[name] = [getattr(item, "pk", item) for item in value]
    else:
        data[name] = "on" if value is True else value
