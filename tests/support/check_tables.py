"""Reads the tables of a run as other programs do: DuckDB, Polars, pandas and frictionless.

Usage: check_tables.py FOLDER LOAD.SQL QUERIES.MD; the folder holds the tables, with a situation 1.10 among them.
"""

import json
import os
import re
import sys

import duckdb
import frictionless
import pandas
import polars

folder, load, queries = (os.path.abspath(path) for path in sys.argv[1:])
os.chdir(folder)
package = json.load(open("datapackage.json", encoding="utf-8"))
resources = {resource["name"]: resource for resource in package["resources"]}


def fields(name, kinds):
    return {field["name"]: kinds[field["type"]] for field in resources[name]["schema"]["fields"]}


def same(what, found, wanted):
    assert found == wanted, f"{what}: {found!r}, wanted {wanted!r}"


# ---- frictionless: types, keys and joins hold, and it would say so if they did not.
frictionless.system.trusted = True
report = frictionless.Package("datapackage.json").validate()
assert report.valid, report.flatten(["title", "type", "rowNumber", "note"])
broken = json.loads(json.dumps(package))
join = broken["resources"][1]["schema"]["foreignKeys"][0]
join["reference"]["fields"] = ["name"]
assert not frictionless.Package.from_descriptor(broken, basepath=".").validate().valid, "a broken join is not seen"

# ---- DuckDB: what is loaded, and the questions of the page.
db = duckdb.connect()
db.execute(open(load, encoding="utf-8").read())
one = lambda sql: db.execute(sql).fetchone()[0]
count = {name: one(f"SELECT count(*) FROM {name}") for name in resources}
same("the day", str(one("SELECT getvariable('as_of')")), package["as_of"])
types = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}
for name in resources:
    found = {row[0]: row[1] for row in db.execute(f"DESCRIBE {name}").fetchall()}
    same(f"types of {name}", found, fields(name, types))
page = open(queries, encoding="utf-8").read()
asked = re.findall(r"^### (\d+)\. (.+?)\n\n```sql\n(.+?)```", page, re.M | re.S)
same("questions", [number for number, *_ in asked], [str(number) for number in range(1, 12)])
for number, question, sql in asked:
    rows = db.execute(sql).fetchall()
    print(f"{number}. {question} {len(rows)} rows, the first: {rows[:1]}")
    assert rows, f"question {number} has no answer"
joins = [("measures", "situations", "key"), ("situations", "organizations", "organization"),
         ("measures", "organizations", "organization"), ("criteria", "situations", "key")]
for left, right, by in joins:
    same(f"DuckDB, {left} with {right}", one(f"SELECT count(*) FROM {left} JOIN {right} USING ({by})"), count[left])
ids = "SELECT situation FROM situations WHERE key LIKE '%/1.10'"
same("DuckDB, 1.10", one(ids), "1.10")
# Without types: the key alone is a text all the same.
guessed = "SELECT count(*) FROM read_csv('measures.csv') JOIN read_csv('situations.csv') USING (key)"
same("DuckDB without types", one(guessed), count["measures"])
lines = "SELECT count(DISTINCT key), sum(len(measures)) FROM read_json('situations.ndjson', format = 'newline_delimited')"
same("lines of JSON", tuple(map(int, db.execute(lines).fetchone())), (count["situations"], count["measures"]))

# ---- Polars and pandas, with the types of the package and without.
kinds = {"string": polars.String, "integer": polars.Int64, "boolean": polars.Boolean, "date": polars.Date}
typed = {name: polars.read_csv(f"{name}.csv", schema=fields(name, kinds)) for name in resources}
plain = {name: polars.read_csv(f"{name}.csv", infer_schema_length=None) for name in resources}
for tables in typed, plain:
    for left, right, by in joins:
        joined = tables[left].join(tables[right], on=by, how="inner", validate="m:1")
        same(f"Polars, {left} with {right}", joined.height, count[left])
    keys = tables["situations"]["key"]
    assert keys.str.ends_with("/1.10").any() and keys.is_unique().all(), "Polars: a key is no text"
same("Polars, 1.10", (typed["situations"]["situation"] == "1.10").any(), True)

kinds = {"string": "string", "integer": "Int64", "boolean": "boolean", "date": "string"}
read = lambda name, **how: pandas.read_csv(f"{name}.csv", keep_default_na=False, na_values=[""], **how)
typed = {name: read(name, dtype=fields(name, kinds)) for name in resources}
plain = {name: pandas.read_csv(f"{name}.csv") for name in resources}
for tables in typed, plain:
    for left, right, by in joins:
        joined = tables[left].merge(tables[right], on=by, how="inner", validate="many_to_one")
        same(f"pandas, {left} with {right}", len(joined), count[left])
    keys = tables["situations"]["key"]
    assert keys.str.endswith("/1.10").any() and keys.is_unique, "pandas: a key is no text"
same("pandas, 1.10", bool((typed["situations"]["situation"] == "1.10").any()), True)
print(", ".join(f"{name} {rows}" for name, rows in count.items()))
