"""How the database is spoken to."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db
# As wide as a publication's rows, and as many as of 5,000 articles.
TABLE = """
    CREATE TEMPORARY TABLE wide AS
        SELECT number AS id, repeat('x', 250) AS words
        FROM generate_series(1, 7000) AS number;
    CREATE UNIQUE INDEX wide_ids ON wide (id);
    ANALYZE wide;
    CREATE TEMPORARY TABLE asked AS SELECT id FROM wide WHERE id % 50 = 0;
    ANALYZE asked;
"""


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL plans")
def test_hundred_rows_of_thousands_are_looked_up():
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute("EXPLAIN SELECT words FROM wide JOIN asked USING (id)")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Index Scan using wide_ids" in plan
