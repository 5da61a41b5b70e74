# Writes tests/scan/fixers/recorded.tsv: which lines of the cases 2to3 changes, each case asked of its own fixer.
# SPDX-License-Identifier: MIT
"""A line of the record is FILE, TITLE, and the numbers of the lines within the case, separated by tabs.

    python tools/record_2to3.py             writes it
    python tools/record_2to3.py --check     says whether it is still so

2to3 is that of Python 3.11 (two_to_three.py). A case says with `# beside: util models` which modules lie beside it, for
the fixer that asks the disk.
"""
import glob
import os
import sys
import tempfile

import two_to_three

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(os.path.dirname(HERE), "tests", "scan", "fixers")
RECORD = os.path.join(CASES, "recorded.tsv")


def read_cases(path):
    """(title, code) of each case; the first word of a title is its fixer."""
    title, code = None, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("=== "):
                if title is not None:
                    yield title, "".join(code)
                title, code = line[4:].strip(), []
            elif title is not None:
                code.append(line)
    yield title, "".join(code)


def changed_lines(fixer, code):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "case.py")
        beside = [line.split(":")[1].split() for line in code.splitlines() if line.startswith("# beside:")]
        for name in ["__init__", "case"] + (beside[0] if beside else []):
            with open(os.path.join(folder, name + ".py"), "w", encoding="utf-8"):
                pass
        lines = set()
        for _, first, _, changed in two_to_three.sites(code, path, [fixer]):
            lines.update(changed or [first])
    return sorted(lines)


def record():
    rows = []
    for path in sorted(glob.glob(os.path.join(CASES, "*.cases"))):
        for title, code in read_cases(path):
            fixer = title.split(":")[0]
            if fixer in two_to_three.FIXERS:
                lines = " ".join(map(str, changed_lines(fixer, code)))
                rows.append("%s\t%s\t%s\n" % (os.path.basename(path), title, lines))
    return "".join(rows)


def main():
    text = record()
    if "--check" not in sys.argv:
        with open(RECORD, "w", encoding="utf-8") as out:
            out.write(text)
        return 0
    with open(RECORD, encoding="utf-8") as known:
        same = known.read() == text
    print("as recorded" if same else "the record has changed: python tools/record_2to3.py")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
