#!/usr/bin/env python3
# Compares what pymolt says of C sources with what the compiler says, with the headers of every Python at hand.
# SPDX-License-Identifier: MIT
"""    compare_c_builds.py INCLUDE_FOLDER,… SOURCE_FOLDER…

Each C or C++ file that includes Python.h is compiled (-fsyntax-only) with the headers of every version. Only files that build with
some version are compared: what others lack is not to be had here. A cell is a file and a version; what the compiler
refuses for the shape of a call, not for a name, is counted apart.
"""
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PYMOLT = os.environ.get("PYMOLT", os.path.join(HERE, "..", "build", "pymolt"))
NAMES = re.compile(r"implicit declaration|undeclared|has no member|unknown type name|No such file|lvalue required|incomplete"
                   r"|was not declared|does not name a type|not a member|is not a type")


def version_of(folder):
    text = open(os.path.join(folder, "patchlevel.h")).read()
    part = lambda word: re.search(r"#define PY_%s_VERSION\s+(\d+)" % word, text).group(1)
    return part("MAJOR") + "." + part("MINOR")


def sources(folder):
    for above, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if f not in (".git", "debian")]
        for name in files:
            if not name.endswith((".c", ".cc", ".cpp", ".cxx")):
                continue
            path = os.path.join(above, name)
            if os.path.getsize(path) < 3 << 20 and b"Python.h" in open(path, "rb").read():
                yield path


def folders_of(root):
    found = []
    for above, _, files in os.walk(root):
        if any(f.endswith((".h", ".hpp")) for f in files) and len(found) < 40:
            found.append(above)
    return found


def compile_one(job):
    path, include, extra = job
    command = ["g++" if not path.endswith(".c") else "gcc", "-fsyntax-only", "-I" + include, "-I" + os.path.dirname(path)]
    command += ["-Werror=implicit-function-declaration"] if path.endswith(".c") else ["-std=c++17", "-fpermissive"]
    done = subprocess.run(command + ["-I" + e for e in extra] + [path], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    errors = re.findall(r"error: (.*)", done.stderr.decode("utf-8", "replace"))
    return done.returncode == 0, errors


def told(folder):
    done = subprocess.run([PYMOLT, "scan", folder, "--target", "all", "--format", "json", "--no-cache"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    by_path = collections.defaultdict(lambda: collections.defaultdict(list))
    for finding in json.loads(done.stdout.decode("utf-8"))["findings"]:
        if finding["rule"] in ("removed-c-api", "missing-c-api"):
            for version in finding["breaks_on"]:
                by_path[finding["path"]][version].append(finding["symbol"])
    return by_path


def main():
    includes = {version_of(f): f for f in sys.argv[1].split(",")}
    pool = concurrent.futures.ThreadPoolExecutor(2)
    equal = cells = shapes = files = 0
    for folder in sys.argv[2:]:
        by_path, extra = told(folder), folders_of(folder)
        for path in sorted(sources(folder)):
            jobs = [(path, include, extra) for include in includes.values()]
            answers = dict(zip(includes, pool.map(compile_one, jobs)))
            if not any(ok for ok, _ in answers.values()):
                continue
            files += 1
            said = by_path[os.path.relpath(path, folder)]
            headers = [v for p, v in by_path.items() if p.endswith((".h", ".hpp"))]
            for version, (ok, errors) in answers.items():
                if not ok and not any(NAMES.search(e) for e in errors):
                    shapes += 1
                    print("shape\t%s\t%s\t%s" % (path, version, "; ".join(errors[:2])))
                    continue
                says = said.get(version, [])
                in_header = any(h.get(version) for h in headers)
                cells += 1
                if ok == (not says) or (not ok and in_header):
                    equal += 1
                else:
                    print("%s\t%s\t%s\t%s" % ("FALSE" if ok else "MISSED", path, version, "; ".join(says or errors[:2])))
            sys.stdout.flush()
    print("%d files, %d cells, %d equal (%.2f %%), %d refused for the shape of a call" % (
        files, cells, equal, 100.0 * equal / max(cells, 1), shapes))


if __name__ == "__main__":
    main()
