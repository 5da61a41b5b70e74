# Runs the small programs of tests/names/cases under every interpreter here and holds them against what they say.
# SPDX-License-Identifier: MIT
"""Asks the interpreters whether the expectations in *.cases files are true.

    python tools/check_name_cases.py                    all files in tests/names/cases
    python tools/check_name_cases.py FILE...            only these

A line marked `#: SET` must run on exactly these versions (seen by tracing), one marked `#! SET` must end the
program with an exception on exactly these; `maybe` is not checked. `--- NAME.py` begins another
file of the program. The form is in tests/support/case_file.h.
"""
import glob
import json
import os
import re
import sys

import interpreters

HERE = os.path.dirname(os.path.abspath(__file__))
AXIS = [(2, 7)] + [(3, n) for n in range(17)]

# Runs in the interpreter: cases come as JSON, and for each the lines that ran and the line it ended at go back.
# Each has a process of its own where there are processes, so that none can spoil the next.
WORKER = r'''
import json, os, shutil, sys, tempfile
def run(code, others):
    folder = tempfile.mkdtemp()
    for name, text in others:
        with open(os.path.join(folder, name), "w") as f:
            f.write(text)
    sys.path.insert(0, folder)
    lines = set()
    def trace(frame, event, arg):
        if frame.f_code.co_filename != "case":
            return None
        if event == "line":
            lines.add(frame.f_lineno)
        return trace
    ended, said = None, ""
    keep = sys.stdout
    sys.stdout = open(os.devnull, "w")
    try:
        program = compile(code, "case", "exec")
        sys.settrace(trace)
        try:
            exec(program, {"__name__": "__main__", "__builtins__": __builtins__})
        finally:
            sys.settrace(None)
    except SyntaxError:
        ended, said = -1, str(sys.exc_info()[1])
    except SystemExit:
        pass
    except BaseException:
        kind, error, step = sys.exc_info()
        said = "%s: %s" % (kind.__name__, error)
        while step is not None:
            if step.tb_frame.f_code.co_filename == "case":
                ended = step.tb_lineno
            step = step.tb_next
    sys.stdout = keep
    sys.path.remove(folder)
    shutil.rmtree(folder)
    for name, text in others:
        sys.modules.pop(name[:-3], None)
    return [sorted(lines), ended, said]
def apart(code, others):
    if not hasattr(os, "fork") or sys.platform == "emscripten":
        return run(code, others)
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        with os.fdopen(writes, "w") as f:
            f.write(json.dumps(run(code, others)))
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as f:
        answer = json.loads(f.read())
    os.waitpid(child, 0)
    return answer
import warnings
warnings.simplefilter("ignore")
cases = json.loads(sys.stdin.read())
sys.stdout.write(json.dumps([apart(code.encode("utf-8") if sys.version_info[0] == 2 else code, others)
                             for code, others in cases]))
'''


def read_set(text):
    """The versions that `2.7, 3.6-3.9, 3.12+` names."""
    text = text.strip()
    if text in ("all", "none"):
        return set(AXIS) if text == "all" else set()
    chosen = set()
    for part in text.split(","):
        first, last = re.match(r"\s*([\d.]+)(?:-([\d.]+))?\+?\s*$", part).groups()
        first = tuple(map(int, first.split(".")))
        last = tuple(map(int, last.split("."))) if last else (AXIS[-1] if "+" in part else first)
        chosen |= {v for v in AXIS if first <= v <= last}
    return chosen


def read_cases(path):
    cases = []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.startswith("=== "):
            cases.append({"title": line[4:].strip(), "line": number, "code": "", "on": set(AXIS), "expected": [], "others": []})
        elif cases and line.startswith("--- "):
            cases[-1]["others"].append([line[4:].strip(), ""])
        elif cases and cases[-1]["others"]:
            cases[-1]["others"][-1][1] += line
        elif cases:
            case = cases[-1]
            case["code"] += line
            if line.startswith("# on: "):
                case["on"] = read_set(line[6:])
            for mark in ("  #: ", "  #! "):
                if mark in line:
                    expected = line.split(mark, 1)[1].strip()
                    if expected != "maybe":
                        case["expected"].append((number - case["line"], mark[3], read_set(expected)))
    return cases


def check(path, python):
    """The lines of the file that are not true on this Python."""
    cases = read_cases(path)
    version = interpreters.version_key(python.version)
    done = python.run(code=WORKER, stdin=json.dumps([[case["code"], case["others"]] for case in cases]).encode("utf-8"))
    if done.returncode:
        return ["%s: the worker failed: %s" % (python.label, done.stderr.decode("utf-8", "replace")[-500:])], 0
    wrong, asked = [], 0
    for case, (lines, ended, said) in zip(cases, json.loads(done.stdout.decode("utf-8"))):
        if version not in case["on"]:
            continue
        fails = [line for line, mark, on in case["expected"] if mark == "!" and version in on]
        for line, mark, on in case["expected"]:
            asked += 1
            really = line in lines if mark == ":" else line == ended
            if really != (version in on):
                wrong.append("%s:%d: %s: on %s it %s%s" % (
                    os.path.basename(path), case["line"] + line, case["title"], python.version,
                    ("runs" if really else "does not run") if mark == ":" else
                    ("fails" if really else "does not fail"), " (%s)" % said if said else ""))
        if ended is not None and ended not in fails:
            wrong.append("%s:%d: %s: on %s it ends with %s" % (
                os.path.basename(path), case["line"] + max(ended, 0), case["title"], python.version, said))
    return wrong, asked


def main(paths):
    paths = paths or sorted(glob.glob(os.path.join(HERE, "..", "tests", "names", "cases", "*.cases")))
    failures, asked = [], 0
    for python in interpreters.found():
        for path in paths:
            wrong, count = check(path, python)
            failures += wrong
            asked += count
        python.close()
    for failure in failures:
        print(failure)
    print("%d answers asked of the interpreters, %d wrong" % (asked, len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
