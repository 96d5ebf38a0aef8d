"""Rows to Parquet: the only import of pyarrow."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from careercli.export.tables import TABLES, Row, Table, Type

GROUP = 65_536
"""Rows of a row group, which one task of Spark or one thread of DuckDB reads."""

TYPES: dict[Type, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


class ParquetWriter:
    """Writes one file a table, in row groups of GROUP rows; columns carry their descriptions."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = ExitStack()
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._schemas: dict[str, pa.Schema] = {}
        self._batches: dict[str, list[pa.RecordBatch]] = {}

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            for table in TABLES:
                schema = make_schema(table)
                path = str(self._folder / f"{table.name}.parquet")
                writer = opened.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
                self._schemas[table.name], self._writers[table.name] = schema, writer
                self._batches[table.name] = []
            self._files = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        try:
            for name in self._batches:
                self._flush(name)
        finally:
            self._files.close()

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        """Writes rows of one table, once there are enough of them."""
        schema = self._schemas[table.name]
        columns = [pa.array(values, field.type) for values, field in zip(zip(*rows, strict=True), schema, strict=True)]
        batches = self._batches[table.name]
        batches.append(pa.record_batch(columns, schema=schema))
        if sum(batch.num_rows for batch in batches) >= GROUP:
            self._flush(table.name)

    def _flush(self, name: str) -> None:
        batches = self._batches[name]
        if batches:
            self._writers[name].write_table(pa.Table.from_batches(batches), row_group_size=2 * GROUP)
            batches.clear()


def make_schema(table: Table) -> pa.Schema:
    """The schema of a table's file."""
    return pa.schema(
        [
            pa.field(
                column.name,
                TYPES[column.type],
                nullable=not column.is_required,
                metadata={"description": column.description, **({"unit": column.unit} if column.unit else {})},
            )
            for column in table.columns
        ]
    )
