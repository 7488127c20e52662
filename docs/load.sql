-- Loads the tables that `tobokel assess FOLDER -o OUT/` writes into DuckDB: run it in OUT/. To read the tables of several
-- runs at once, name their folders before: SET VARIABLE folder = 'regions/*';
-- Written by the tests from datapackage.json.

SET VARIABLE folder = coalesce(getvariable('folder'), '.');
SET VARIABLE as_of = (
    SELECT max(as_of) FROM read_json(getvariable('folder') || '/datapackage.json', columns = {as_of: 'DATE'})
);

CREATE OR REPLACE TABLE organizations AS FROM read_csv(
    getvariable('folder') || '/organizations.csv',
    header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
    columns = {
        "organization": 'VARCHAR',
        "name": 'VARCHAR',
        "kind": 'VARCHAR',
        "parent": 'VARCHAR',
        "path": 'VARCHAR',
        "sha256": 'VARCHAR',
        "assessed_on": 'DATE',
        "rank": 'BIGINT',
        "functions": 'BIGINT',
        "functions_with_situations": 'BIGINT',
        "situations": 'BIGINT',
        "assessed": 'BIGINT',
        "lowered": 'BIGINT',
        "errors": 'BIGINT',
        "warnings": 'BIGINT',
        "information": 'BIGINT',
        "sent": 'VARCHAR',
        "expected": 'BOOLEAN',
        "language": 'VARCHAR',
        "method": 'VARCHAR',
        "order": 'VARCHAR',
        "assessors": 'VARCHAR',
        "high_level_controller": 'VARCHAR'
    }
);

CREATE OR REPLACE TABLE situations AS FROM read_csv(
    getvariable('folder') || '/situations.csv',
    header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
    columns = {
        "key": 'VARCHAR',
        "organization": 'VARCHAR',
        "situation": 'VARCHAR',
        "group": 'VARCHAR',
        "function": 'VARCHAR',
        "text": 'VARCHAR',
        "category": 'VARCHAR',
        "unit": 'VARCHAR',
        "positions": 'VARCHAR',
        "elsewhere": 'VARCHAR',
        "declared_level": 'VARCHAR',
        "likelihood": 'BIGINT',
        "likelihood_justification": 'VARCHAR',
        "harm": 'BIGINT',
        "harm_justification": 'VARCHAR',
        "sum": 'BIGINT',
        "inherent": 'VARCHAR',
        "control": 'VARCHAR',
        "control_effectiveness": 'VARCHAR',
        "control_evidence": 'VARCHAR',
        "control_lowers": 'BOOLEAN',
        "control_lowered": 'BOOLEAN',
        "residual": 'VARCHAR',
        "priority": 'BIGINT',
        "priority_overall": 'BIGINT',
        "measures": 'BIGINT',
        "path": 'VARCHAR',
        "target": 'VARCHAR'
    }
);

CREATE OR REPLACE TABLE measures AS FROM read_csv(
    getvariable('folder') || '/measures.csv',
    header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
    columns = {
        "key": 'VARCHAR',
        "organization": 'VARCHAR',
        "situation": 'VARCHAR',
        "number": 'BIGINT',
        "measure": 'VARCHAR',
        "due": 'VARCHAR',
        "due_from": 'DATE',
        "due_to": 'DATE',
        "recurrence": 'VARCHAR',
        "responsible": 'VARCHAR',
        "expected_result": 'VARCHAR',
        "funding": 'VARCHAR',
        "state": 'VARCHAR',
        "days_overdue": 'BIGINT',
        "indicator": 'VARCHAR',
        "status": 'VARCHAR',
        "done_on": 'DATE',
        "result": 'VARCHAR',
        "reason": 'VARCHAR',
        "evidence": 'VARCHAR',
        "baseline": 'VARCHAR',
        "target": 'VARCHAR',
        "measured": 'VARCHAR',
        "reported_on": 'DATE',
        "target_level": 'VARCHAR',
        "verified_result": 'VARCHAR',
        "verified_by": 'VARCHAR',
        "verified_on": 'DATE',
        "verified_note": 'VARCHAR'
    }
);

CREATE OR REPLACE TABLE criteria AS FROM read_csv(
    getvariable('folder') || '/criteria.csv',
    header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
    columns = {
        "key": 'VARCHAR',
        "organization": 'VARCHAR',
        "situation": 'VARCHAR',
        "scale": 'VARCHAR',
        "criterion": 'VARCHAR',
        "score": 'BIGINT',
        "justification": 'VARCHAR',
        "combined": 'BOOLEAN'
    }
);

CREATE OR REPLACE TABLE files AS FROM read_csv(
    getvariable('folder') || '/files.csv',
    header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
    columns = {
        "path": 'VARCHAR',
        "sha256": 'VARCHAR',
        "became": 'VARCHAR',
        "organization": 'VARCHAR',
        "of": 'VARCHAR',
        "reason": 'VARCHAR'
    }
);

CREATE OR REPLACE TABLE findings AS FROM read_csv(
    getvariable('folder') || '/findings.csv',
    header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
    columns = {
        "path": 'VARCHAR',
        "number": 'BIGINT',
        "organization": 'VARCHAR',
        "key": 'VARCHAR',
        "situation": 'VARCHAR',
        "code": 'VARCHAR',
        "severity": 'VARCHAR',
        "field": 'VARCHAR',
        "message": 'VARCHAR',
        "help": 'VARCHAR',
        "sheet": 'VARCHAR',
        "cell": 'VARCHAR',
        "line": 'BIGINT',
        "column": 'BIGINT',
        "waived": 'VARCHAR',
        "waived_by": 'VARCHAR',
        "waived_until": 'DATE'
    }
);
