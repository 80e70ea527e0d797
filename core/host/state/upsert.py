"""Writing a row that may be there already, in one statement: two writers cannot both make it."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def put(
    connection: sa.Connection, table: sa.Table, values: dict[str, Any], change: set[str]
) -> None:
    """Insert a row; where there is one with its primary key, `change` those of its columns."""
    new = _INSERTS[connection.dialect.name](table).values(values)
    changed = {name: new.excluded[name] for name in change}
    keys = list(table.primary_key.columns)
    connection.execute(new.on_conflict_do_update(index_elements=keys, set_=changed))
