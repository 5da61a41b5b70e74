# Files in which commands stand, with what a scan must say of them: tests/scan/shell.cases, a case a file.
# SPDX-License-Identifier: MIT
#
#   check_shell.py BINARY [CASES]
#
#   == Dockerfile
#   FROM debian:12
#   CMD ["python", "x.py"]
#   -- 2:7 shell-no-python python medium
#
# Behind `--`: line, column, rule, symbol and severity on 3.13, coming from 2.7; findings of the Python in it are among them. `== 3 PATH`
# asks without `--from`.
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

binary = os.path.abspath(sys.argv[1])
here = pathlib.Path(__file__).resolve().parent
file = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else here.parent / "scan" / "shell.cases"


def read_cases(text):
    cases = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("== "):
            path = line[3:]
            plain = path.startswith("3 ")
            cases.append({"path": path[2:] if plain else path, "from": not plain, "text": "", "wanted": [], "line": number})
        elif not cases:
            continue
        elif line.startswith("-- "):
            cases[-1]["wanted"].append(line[3:])
        elif not cases[-1]["wanted"]:
            cases[-1]["text"] += line + "\n"
    for case in cases:
        case["text"] = case["text"].rstrip("\n") + "\n"
    return cases


def told(case):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / case["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(case["text"])
        pathlib.Path(folder, "main.py").write_text("print(1)\n")
        run = subprocess.run([binary, "scan", ".", "--no-config", "--no-cache", "--target", "3.13", "--fail-on", "never", "--format", "json"]
                             + (["--from", "2.7"] if case["from"] else []), cwd=folder, capture_output=True, text=True)
        if run.returncode:
            return ["exit status %d: %s" % (run.returncode, run.stderr.strip()[:200])]
        report = json.loads(run.stdout)
    rows = [(f["line"], f["column"], f["rule"], f["symbol"], f["severity"]) for f in report["findings"]]
    return ["%d:%d %s %s %s" % row for row in sorted(rows)] or ["nothing"]


cases = read_cases(file.read_text())
failed = 0
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for case, got in zip(cases, pool.map(told, cases)):
        wanted = case["wanted"] or ["nothing"]
        if wanted != got:
            failed += 1
            print("%s:%d: %s\n  wanted %s\n  got    %s" % (file.name, case["line"], case["path"], "; ".join(wanted), "; ".join(got)))
if failed:
    print("%d of %d cases fail" % (failed, len(cases)))
if len(cases) < 30 and len(sys.argv) < 3:
    sys.exit("too few cases")
sys.exit(1 if failed else 0)
