//! Real programs read what is published: frictionless checks the data package, `DuckDB` loads it and works the levels out again.

use super::{done, folder, register};
use crate::support::said;
use std::process::Command;

const CHECK: &str = r#"
import json, sys
import duckdb, frictionless
folder = sys.argv[1]
report = frictionless.validate(folder + "/datapackage.json")
assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
package = json.load(open(folder + "/datapackage.json", encoding="utf-8"))
db = duckdb.connect()
for resource in package["resources"]:
    types = {"integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "string": "VARCHAR"}
    columns = {field["name"]: types[field["type"]] for field in resource["schema"]["fields"]}
    db.execute(f"create table {resource['name']} as select * from read_csv('{folder}/{resource['path']}', header=true, auto_detect=false, delim=',', quote='\"', escape='\"', columns={columns})")
one = lambda query: db.execute(query).fetchone()
assert one("select count(*) from measures m left join situations s using (key) where m.key is not null and s.key is null") == (0,)
assert one("select count(*) from situations s left join organizations o using (organization) where o.organization is null") == (0,)
assert one("select count(*), count(distinct key) from situations") == (18, 18)
# Bands of the act: 2 and 3 low, 4 medium, 5 and 6 high.
wrong = db.execute("select key, likelihood, harm, inherent from situations where inherent <> case when likelihood + harm <= 3 then 'low' when likelihood + harm <= 4 then 'medium' else 'high' end or sum <> likelihood + harm").fetchall()
assert wrong == [], wrong
print("frictionless", frictionless.__version__, "duckdb", duckdb.__version__, one("select inherent, count(*) from situations group by 1 order by 2 desc"))
"#;

#[test]
#[ignore = "needs Python with frictionless and duckdb"]
fn frictionless_validates_the_package_and_duckdb_works_the_levels_out_again() {
    let points = [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (3, 3)];
    let config = "[publish]\nfields = [\"function\", \"unit\", \"inherent\", \"likelihood\", \"harm\", \"measure\", \"due\", \"state\", \"days_overdue\"]\n";
    let folder = folder(&[
        ("in/a.toml", &register("a", "Tash, \\\"the first\\\"", &points)),
        ("in/b.toml", &register("b/c", "=Kum", &points)),
        ("tobokel.toml", config),
    ]);
    done(&folder.run(&["publish", "in", "-o", "site"]));
    let python = std::env::var("TOBOKEL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(python).args(["-c", CHECK]).arg(folder.path("site")).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
}
