"""Three of shiplint's checks over a shipment's tables, in SQL: amounts, product data, quantities packed."""

import sys

import duckdb

folder = sys.argv[1]
db = duckdb.connect()
db.execute("set threads = 2")


def table(name, skip, columns):
    types = "{" + ", ".join(f"'{column}': '{kind}'" for column, kind in columns) + "}"
    # The totals row at the end has empty cells, which are no faults here.
    db.execute(
        f"create view {name.replace('-', '_')} as select * from read_csv("
        f"'{folder}/{name}.csv', skip = {skip}, header = true, columns = {types}) where part <> 'TOTAL'"
    )


TEXT, COUNT, MONEY = "VARCHAR", "BIGINT", "DECIMAL(18, 2)"
table("spec-sheet", 0, [("part", TEXT), ("name", TEXT), ("hs", TEXT), ("origin", TEXT), ("net", MONEY)])
table("commercial-invoice", 5, [("part", TEXT), ("name", TEXT), ("hs", TEXT), ("qty", COUNT), ("price", MONEY), ("amount", MONEY)])
table("packing-list", 3, [("part", TEXT), ("name", TEXT), ("qty", COUNT), ("cartons", COUNT), ("net", MONEY), ("gross", MONEY)])

CHECKS = [
    "select count(*) from commercial_invoice where abs(amount - qty * price) > 0.01",
    "select count(*) from commercial_invoice where part not in (select part from spec_sheet)",
    """select count(*) from (select part, sum(qty) as invoiced from commercial_invoice group by part)
       full join (select part, sum(qty) as packed from packing_list group by part) using (part)
       where invoiced is distinct from packed""",
]
for check in CHECKS:
    print(db.execute(check).fetchall())
