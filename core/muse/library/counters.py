"""Counters of what changes in a library, kept by triggers whoever writes: cheap to look at."""

NAMES = ("runs", "artifacts", "collections", "desk")
"""What is counted; of a run its state and its place in the queue, but not its progress."""

_COUNTED = (
    ("runs", "jobs", ("INSERT", "DELETE", "UPDATE OF state, priority, cancelling")),
    ("artifacts", "artifacts", ("INSERT", "DELETE", "UPDATE OF rating, note, trashed")),
    ("artifacts", "tags", ("INSERT", "DELETE")),
    ("collections", "collections", ("INSERT", "DELETE", "UPDATE")),
    ("collections", "collected", ("INSERT", "DELETE")),
    ("desk", "desk", ("INSERT", "DELETE", "UPDATE")),
)
"""The counter, the table, and what happens to its rows."""

TABLES = (
    "CREATE TABLE changes (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;\n"
    "INSERT INTO changes VALUES " + ", ".join(f"('{name}', 0)" for name in NAMES) + ";\n"
) + "".join(
    f"CREATE TRIGGER {table}_counted_{change.split()[0].lower()} AFTER {change} ON {table}"
    f" BEGIN UPDATE changes SET number = number + 1 WHERE name = '{name}'; END;\n"
    for name, table, changes in _COUNTED
    for change in changes
)
"""What makes them, as SQL; no ";" ends a line inside a statement."""
