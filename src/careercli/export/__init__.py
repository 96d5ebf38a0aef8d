"""All roles as tidy tables, for DuckDB, Spark and whatever else reads Parquet or CSV; and the queries for them."""
