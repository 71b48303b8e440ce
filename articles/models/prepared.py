"""Queries that are built once and asked many times, with other values each time.

To build a reader's query and to write its SQL takes Django some milliseconds, the
database a tenth of one to answer it; and a page is made of several. So the SQL is kept
in the process, with places for what differs from one page to the next.
"""

from functools import lru_cache, wraps

from django.db import connection
from django.db.models import DateTimeField, Expression, IntegerField, TextField

# Of each query: such as one for each number of works that articles cite.
MOST_SHAPES = 64


class Given(Expression):
    """Stands in a prepared query for a value that is named when it is asked."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


def given_number(name):
    return Given(name, IntegerField())


def given_text(name):
    return Given(name, TextField())


def given_time(name):
    return Given(name, DateTimeField())


def given_each(name, output_field, count):
    """``count`` values of a list; ``each`` names them when it is asked."""
    return [Given(f"{name} {n}", output_field) for n in range(count)]


def each(name, values):
    return {f"{name} {n}": value for n, value in enumerate(values)}


def filled_up(values):
    """``values`` with the last again and again, so that few lengths come about.

    A list of two, four, eight … asks for the same as one of three or five.
    """
    values = list(values)
    length = 1 << (len(values) - 1).bit_length() if values else 0
    return values + values[-1:] * (length - len(values))


NOW = given_time("now")


class Prepared:
    """A queryset of tuples with ``Given`` values in it; called with these by name."""

    WINDOW = " LIMIT %s OFFSET %s"

    def __init__(self, rows):
        compiler = rows.query.get_compiler(connection=connection)
        self.sql, self.params = compiler.as_sql()
        given = [(n, p) for n, p in enumerate(self.params) if isinstance(p, Given)]
        self.places = [(place, param.name) for place, param in given]
        self.fields = {param.name: param.output_field for _, param in given}
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self.converters = compiler.get_converters(columns)

    def __call__(self, **values):
        """All its rows as a list of tuples. One query."""
        return self.asked(self.sql, values)

    def part(self, window, **values):
        """Those of a slice with both ends. One query."""
        length = max(0, window.stop - window.start)
        return self.asked(self.sql + self.WINDOW, values, length, window.start)

    def asked(self, sql, values, *window):
        given = {
            name: field.get_db_prep_value(values[name], connection)
            for name, field in self.fields.items()
        }
        params = [*self.params, *window]
        for place, name in self.places:
            params[place] = given[name]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        return list(map(self.converted, rows)) if self.converters else rows

    def converted(self, row):
        """What the database's own types stand for, as the queryset would give it."""
        row = list(row)
        for place, (steps, column) in self.converters.items():
            for step in steps:
                row[place] = step(row[place], column, connection)
        return tuple(row)


def prepared(build):
    """Of a function that builds a queryset of tuples, one that gives it ``Prepared``.

    Its arguments are the query's shape: what changes its SQL, such as how many values
    a list has. All other values are ``Given``.
    """

    @lru_cache(maxsize=MOST_SHAPES)
    @wraps(build)
    def of_shape(*shape):
        return Prepared(build(*shape))

    return of_shape
