"""Three of shiplint's checks over a shipment's tables, in Polars: amounts, product data, quantities packed."""

import os
import sys

os.environ["POLARS_MAX_THREADS"] = "2"
import polars as pl

folder = sys.argv[1]


def table(name, skip, columns):
    text = {column: pl.String for column in ("part", "hs") if column in columns}
    scan = pl.scan_csv(f"{folder}/{name}.csv", skip_rows=skip, new_columns=columns, schema_overrides=text)
    return scan.filter(pl.col("part") != "TOTAL")


invoice = table("commercial-invoice", 5, ["part", "name", "hs", "qty", "price", "amount"])
packing = table("packing-list", 3, ["part", "name", "qty", "cartons", "net", "gross"])
sheet = table("spec-sheet", 0, ["part", "name", "hs", "origin", "net"])
amounts = invoice.filter((pl.col("amount") - pl.col("qty") * pl.col("price")).abs() > 0.011)
unknown = invoice.join(sheet, on="part", how="anti")
packed = packing.group_by("part").agg(pl.col("qty").sum().alias("packed"))
differs = (
    invoice.group_by("part").agg(pl.col("qty").sum()).join(packed, on="part", how="full")
    .filter(pl.col("qty").ne_missing(pl.col("packed")))
)
for result in pl.collect_all([frame.select(pl.len()) for frame in (amounts, unknown, differs)]):
    print(result.item())
