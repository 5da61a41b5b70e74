#!/usr/bin/env python3
# Holds `pymolt fix` against the test inputs of pyupgrade and ruff: of what they change and pymolt finds, how much it mends.
# SPDX-License-Identifier: MIT
"""    tools/check_peer_fixes.py build/pymolt pyupgrade FOLDER [--unsafe] [--show FEATURE]
    tools/check_peer_fixes.py build/pymolt ruff FOLDER [--unsafe] [--show RULE]

FOLDER is a check-out of the tool. A case of pyupgrade is one text of a test with what it becomes; one of ruff is a line that its
snapshot speaks of with a fix. `none` is one in which pymolt finds nothing that breaks, warns or is an old idiom on 3.13: what is
changed there is style. Of the others, `same` has the tree that the tool gives it, `mended` is changed so that the finding is gone,
and `left` is not changed. `kept` and `changed` are texts that pyupgrade leaves alone."""
import argparse
import ast
import collections
import json
import pathlib
import re
import subprocess
import tempfile


def tree(text):
    try:
        return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError):
        return None


def texts_of(test):
    """Pairs of before and after (None: it stays) in one file of tests."""
    for function in ast.walk(ast.parse(test.read_text())):
        if not isinstance(function, ast.FunctionDef):
            continue
        for decorator in function.decorator_list:
            if not (isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("parametrize")):
                continue
            names = ast.literal_eval(decorator.args[0])
            names = [names] if isinstance(names, str) else list(names)
            for row in decorator.args[1].elts:
                if isinstance(row, ast.Call) and ast.unparse(row.func) == "pytest.param":
                    row = ast.Tuple(row.args, ast.Load())
                try:
                    values = ast.literal_eval(row)
                except ValueError:
                    continue
                values = dict(zip(names, values if isinstance(values, tuple) else (values,)))
                before = next((values[name] for name in ("s", "src", "before") if name in values), None)
                after = values.get("expected")
                if isinstance(before, str):
                    yield before, after if isinstance(after, str) else None


class Pymolt:
    def __init__(self, asked):
        self.program, self.unsafe = asked.pymolt, ["--unsafe"] * asked.unsafe

    def run(self, folder, source):
        """By path, the findings; and the files of FOLDER are fixed."""
        words = ["--from", source, "--target", "3.13", "--no-cache"]
        told = subprocess.run([self.program, "scan", str(folder), *words, "--format", "json"], capture_output=True, text=True)
        found = collections.defaultdict(list)
        for finding in json.loads(told.stdout)["findings"]:
            found[finding["path"]].append(finding)
        subprocess.run([self.program, "fix", str(folder), *words, "--write", "--force", *self.unsafe], capture_output=True)
        return found


def of_pyupgrade(asked):
    rows, shown = collections.defaultdict(collections.Counter), []
    known = [(test.stem.removesuffix("_test"), *pair) for test in sorted(pathlib.Path(asked.folder).glob("tests/features/*_test.py"))
             for pair in texts_of(test)]
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / f"case{number:04}" / "a.py" for number in range(len(known))]
        for (_, before, _), path in zip(known, paths):
            path.parent.mkdir()
            path.write_text(before)
        found = Pymolt(asked).run(folder, "2.7")
        for (feature, before, after), path in zip(known, paths):
            text, there = path.read_text(), found.get(f"{path.parent.name}/a.py", [])
            if after is None or after == before:
                kind = "kept" if text == before else "changed"
            elif not there:
                kind = "none"
            elif text == before:
                kind = "left"
            else:
                kind = "same" if tree(text) == tree(after) else "mended"
            rows[feature][kind] += 1
            shown.append((feature, kind, f"{before}\n---- pymolt\n{text}\n---- pyupgrade\n{after}\n{[f['rule'] for f in there]}"))
    return rows, shown, ["none", "same", "mended", "left", "kept", "changed"]


def of_ruff(asked):
    rows, shown = collections.defaultdict(collections.Counter), []
    linter = pathlib.Path(asked.folder) / "crates/ruff_linter"
    for snapshot in sorted(linter.glob("src/rules/*/snapshots/*.snap")):
        named = re.search(r"_((?:UP|NPY)\d+(?:_\d+)?\.py)\.snap$", snapshot.name)
        source = named and linter / "resources/test/fixtures" / snapshot.parts[-3] / named[1]
        if not source or not source.is_file():
            continue
        lines = {int(line) for rule, line in re.findall(r"^((?:UP|NPY)\d+) \[\*\].*\n *--> [^:]+:(\d+):", snapshot.read_text(), re.M)}
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "a.py"
            before = source.read_text()
            path.write_text(before)
            (path.parent / "requirements.txt").write_text("numpy>=2.0\n")
            found = Pymolt(asked).run(folder, "3.8").get("a.py", [])
            was, now = before.splitlines(), set(path.read_text().splitlines())
        at = collections.defaultdict(set)
        for finding in found:
            for line in range(finding["line"], finding["end_line"] + 1):
                at[line].add(finding["rule"])
        for line in sorted(lines):
            kind = "none" if line not in at else "left" if was[line - 1] in now else "mended"
            rule = named[1].split(".")[0].split("_")[0]
            rows[rule][kind] += 1
            shown.append((rule, kind, f"{named[1]}:{line}: {was[line - 1]} {sorted(at[line])}"))
    return rows, shown, ["none", "mended", "left"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pymolt")
    parser.add_argument("tool", choices=["pyupgrade", "ruff"])
    parser.add_argument("folder")
    parser.add_argument("--unsafe", action="store_true")
    parser.add_argument("--show", nargs="*", default=[])
    asked = parser.parse_args()
    rows, shown, kinds = of_pyupgrade(asked) if asked.tool == "pyupgrade" else of_ruff(asked)
    for name, kind, told in shown:
        if any(show in (name, kind, f"{name}:{kind}") for show in asked.show):
            print(f"--- {name} {kind}\n{told}")
    print(f"{'':<32}" + "".join(f"{kind:>9}" for kind in kinds))
    total = sum(rows.values(), collections.Counter())
    for name, row in [*sorted(rows.items()), ("all", total)]:
        print(f"{name:<32}" + "".join(f"{row[kind] or '':>9}" for kind in kinds))


if __name__ == "__main__":
    main()
