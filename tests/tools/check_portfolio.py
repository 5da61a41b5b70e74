# Sums up reports of the fixtures and counts them again by SQL; runs every SQL example of README.md.
# SPDX-License-Identifier: MIT
#
#   check_portfolio.py BINARY
import collections
import copy
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

binary = os.path.abspath(sys.argv[1])
home = pathlib.Path(__file__).resolve().parents[2]
failures = []


def check(what, found, wanted):
    if found != wanted:
        failures.append("%s: %r, wanted %r" % (what, found, wanted))


def run(*words, status=0):
    done = subprocess.run([binary, *map(str, words)], capture_output=True, text=True)
    check("exit status of " + " ".join(map(str, words)) + " (" + done.stderr + ")", done.returncode, status)
    return done


def make_reports(folder):
    reports = folder / "reports"
    reports.mkdir()
    for name in ("legacy_app", "service_py38"):
        run("scan", home / "fixtures" / name, "--no-cache", "--target", "3.12,3.13", "--fail-on", "never", "--format", "json=%s/%s.json" % (reports, name))
    small = json.loads((reports / "service_py38.json").read_text())
    named = copy.deepcopy(small)
    named = {"schema": named.pop("schema"), "name": "bank/payments", "revision": "abc", **named}
    named["dependencies"] = [
        {"name": "first-example", "specifier": "==1.26.4", "path": "requirements.txt", "line": 3, "verdict": {"3.12": "ok", "3.13": "no"}},
        {"name": "second-example", "specifier": "", "path": "requirements.txt", "line": 4, "verdict": {"3.13": "unknown"}},
    ]
    named["summary"]["verdict"]["3.13"] = None
    (reports / "third.json").write_text(json.dumps(named))
    (reports / "service_py38.CODEOWNERS").write_text("* @bank/core\n*.md\n/waypost/ @bank/way @bank/point\n")
    return reports


def broken(folder, reports):
    text = (reports / "service_py38.json").read_text()
    cases = {
        "cut": (text[: len(text) // 2], "this is not JSON"),
        "schema": (text.replace("pymolt-report/1", "pymolt-report/9", 1), "its schema is `pymolt-report/9`"),
        "none": ("{}", "it has no `schema`"),
        "list": ("[1]", "this is no report"),
        "late": ('{"findings": [], "summary": {}, "schema": "pymolt-report/1"}', "does not begin with its `schema`"),
        "bare": ('{"schema": "pymolt-report/1", "findings": []}', "it has no `summary`"),
        "deep": ('{"schema": "pymolt-report/1", "x": ' + "[" * 5000 + "]" * 5000 + "}", "nested deeper"),
        "kind": (text.replace('"severity": "', '"severity": "x', 1), "is no word for it"),
        "twice": (text, "is a report of `twice`"),
        "tail": (text + "x", "this is not JSON"),
    }
    bad = folder / "bad"
    bad.mkdir()
    for name, (content, _) in cases.items():
        (bad / (name + ".json")).write_text(content)
    (folder / "twice.json").write_text(text)
    os.mkfifo(bad / "pipe.json")
    done = run("portfolio", folder / "twice.json", bad, reports, "--format", "json", "--sqlite", folder / "bad.sqlite", status=2)
    portfolio = json.loads(done.stdout)
    failed = {pathlib.Path(f["path"]).stem: f["message"] for f in portfolio["failed"]}
    check("those that are refused", sorted(failed), sorted([*cases, "pipe"]))
    for name, (_, words) in cases.items():
        check(name + ": " + failed.get(name, ""), words in failed.get(name, ""), True)
        check(name + " is named on standard error", name + ".json: " in done.stderr, True)
    check("the others", [r["name"] for r in portfolio["repositories"]], ["bank/payments", "legacy_app", "service_py38", "twice"])
    database = sqlite3.connect(folder / "bad.sqlite")
    names = {row[0] for row in database.execute("SELECT DISTINCT repository FROM findings UNION SELECT name FROM repositories")}
    check("nothing of a broken report is in the database", names, {"bank/payments", "legacy_app", "service_py38", "twice"})
    run("portfolio", folder / "nowhere", "--format", "json", status=2)
    (folder / "empty").mkdir()
    check("an empty folder", "holds no report" in run("portfolio", folder / "empty", status=2).stderr, True)


def counted(folder, reports):
    run("portfolio", reports, "--by-owner", "--format", "json=%s/portfolio.json" % folder, "--sqlite", folder / "portfolio.sqlite")
    portfolio = json.loads((folder / "portfolio.json").read_text())
    database = sqlite3.connect(folder / "portfolio.sqlite")
    blocking, findings, owners = collections.Counter(), collections.Counter(), collections.Counter()
    for file in sorted(reports.glob("*.json")):
        report = json.loads(file.read_text())
        name = report.get("name", file.stem)
        row = next(r for r in portfolio["repositories"] if r["name"] == name)
        check(name + " findings", row["findings"], report["summary"]["findings"])
        for key in ("compile", "import", "verdict"):
            check(name + " " + key, row[key], report["summary"][key])
        sums = dict(database.execute("SELECT severity, count(*) FROM findings WHERE repository = ? GROUP BY severity", (name,)))
        check(name + " findings by SQL", sums, {k: v for k, v in report["summary"]["findings"].items() if v})
        rows = database.execute('SELECT path, line, "column", rule, symbol, severity, confidence, first_broken, last_broken, fingerprint FROM findings WHERE repository = ? ORDER BY rowid', (name,)).fetchall()
        wanted = [tuple(f[k] for k in ("path", "line", "column", "rule", "symbol", "severity", "confidence")) + ((f["breaks_on"] or [None])[0], (f["breaks_on"] or [None])[-1], f["fingerprint"]) for f in report["findings"]]
        check(name + " findings", rows, wanted)
        check(name + " modules", database.execute("SELECT name, path FROM modules WHERE repository = ? ORDER BY rowid", (name,)).fetchall(), [(m["name"], m["path"]) for m in report["modules"]])
        imports = {(m["name"], v): None if i is None else int(i) for m in report["modules"] for v, i in m["imports"].items()}
        check(name + " imports", {(m, v): i for m, v, i in database.execute("SELECT module, version, imports FROM module_imports WHERE repository = ?", (name,))}, imports)
        summary = report["summary"]
        check(name + " verdicts", database.execute("SELECT version, verdict, compile_ok, compile_of, import_ok, import_of FROM verdicts WHERE repository = ?", (name,)).fetchall(),
              [(v, verdict, summary["compile"][v]["ok"], summary["compile"][v]["of"], summary["import"][v]["ok"], summary["import"][v]["of"]) for v, verdict in summary["verdict"].items()])
        grave = collections.Counter((f["symbol"], f["rule"]) for f in report["findings"] if f["severity"] in ("critical", "high"))
        blocking.update(grave.keys())
        findings.update(grave)
    check("blocking", {(b["symbol"], b["rule"]): (b["repositories"], b["findings"]) for b in portfolio["blocking"]}, {key: (blocking[key], findings[key]) for key in blocking})
    check("most repositories first", [b["repositories"] for b in portfolio["blocking"]], sorted((b["repositories"] for b in portfolio["blocking"]), reverse=True))
    check("dependencies", next(d for d in portfolio["dependencies"] if d["name"] == "first-example")["no"], {"3.13": 1})
    check("owner of a path", {row[0] for row in database.execute("SELECT DISTINCT owner FROM findings WHERE repository = 'service_py38' AND path LIKE 'waypost/%'")}, {"@bank/way @bank/point"})
    for owner in portfolio["owners"]:
        sums = dict(database.execute("SELECT severity, count(*) FROM findings WHERE owner IS ? GROUP BY severity", (owner["owner"],)))
        check("sums of %s" % owner["owner"], {k: v for k, v in owner["findings"].items() if v}, sums)


def progress(folder, reports):
    later = folder / "later"
    later.mkdir()
    report = json.loads((reports / "legacy_app.json").read_text())
    report["summary"]["verdict"]["3.13"] = "go"
    report["summary"]["findings"]["critical"] -= 2
    (later / "legacy_app.json").write_text(json.dumps(report))
    (later / "young.json").write_text(json.dumps(report))
    done = run("portfolio", later, "--before", folder / "portfolio.json", "--format", "json")
    found = json.loads(done.stdout)["progress"]
    check("what moved", found["changed"], [{"name": "legacy_app", "findings": -2, "verdict": {"3.13": {"before": "no-go", "now": "go"}}}])
    check("what is new", (found["added"], found["gone"]), (["young"], ["bank/payments", "service_py38"]))
    check("go", found["go"]["3.13"], {"before": 0, "now": 2})
    run("portfolio", later, "--before", reports / "legacy_app.json", status=2)
    for form in ("text", "csv", "html", "markdown"):
        check(form + " names the repository", "legacy" in run("portfolio", later, "--format", form).stdout, True)


def examples(folder):
    database = sqlite3.connect(folder / "portfolio.sqlite")
    blocks = re.findall(r"```sql\n(.*?)```", (home / "README.md").read_text(), re.S)
    check("examples of SQL in README.md", len(blocks) > 0, True)
    for query in (q for block in blocks for q in block.split(";") if q.strip()):
        check("rows of " + query, len(database.execute(query).fetchall()) > 0, True)


with tempfile.TemporaryDirectory() as name:
    place = pathlib.Path(name)
    made = make_reports(place)
    broken(place, made)
    counted(place, made)
    progress(place, made)
    examples(place)
for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
