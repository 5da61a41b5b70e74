#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Imports the modules of small projects with real interpreters and writes down on which versions that works.

    tools/record_import_truth.py [FILE …]           write the versions into tests/project/projects/*.projects
    tools/record_import_truth.py --check [FILE …]   only say what is different

Each module is imported in a process of its own (3.14 and 3.15: in a cleaned WebAssembly), from a clean copy of its project. The form of the files is told in
tests/support/project_file.h; a new project needs only `>>> name:` lines, the versions are filled in.
"""
import glob
import os
import re
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import interpreters  # noqa: E402

VERSIONS = ["2.7", "3.6", "3.8", "3.12", "3.13", "3.14", "3.15"]
RUN = "import sys; sys.path[:0] = %r; __import__(%r)"


def pythons():
    found = {python.version: python for python in interpreters.found()}
    missing = [version for version in VERSIONS if version not in found]
    if missing:
        sys.exit("no interpreter for " + ", ".join(missing))
    return [(version, found[version]) for version in VERSIONS]


def read(path):
    """The lines of a file, and the projects in it: (files, search path, line numbers of the expectations)."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    projects = []
    for number, line in enumerate(lines):
        if line.startswith("=== "):
            projects.append({"files": {}, "path": [], "modules": []})
            current = None
        elif not projects:
            continue
        elif line.startswith("path: "):
            projects[-1]["path"] = line[6:].split()
        elif line.startswith("--- "):
            current = line[4:]
            projects[-1]["files"][current] = ""
        elif line.startswith(">>> "):
            projects[-1]["modules"].append(number)
            current = None
        elif current is not None:
            projects[-1]["files"][current] += line + "\n"
    return lines, projects


def imports(python, folder, path, module):
    # What the project's own folder holds must not be found by the interpreter's start.
    code = RUN % ([os.path.join(folder, p) for p in path] or [folder], module)
    with tempfile.TemporaryDirectory() as elsewhere:
        return python.run(code=code, cwd=elsewhere, timeout=300).returncode == 0


def record(path, check):
    lines, projects = read(path)
    different = 0
    for project in projects:
        folder = tempfile.mkdtemp()
        try:
            for name, text in project["files"].items():
                os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
            for number in project["modules"]:
                match = re.match(r">>> ([^:]+):[^(]*(\(.*\))?$", lines[number])
                good = [v for v, python in pythons.known if imports(python, folder, project["path"], match.group(1))]
                words = [">>> " + match.group(1) + ":"] + (good or ["none"]) + ([match.group(2)] if match.group(2) else [])
                line = " ".join(words)
                if line != lines[number]:
                    different += 1
                    print("%s:%d: %s" % (path, number + 1, line))
                    lines[number] = line
        finally:
            shutil.rmtree(folder)
    if not check:
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
    return different


def main(arguments):
    check = "--check" in arguments
    files = [a for a in arguments if a != "--check"]
    files = files or sorted(glob.glob(os.path.join(HERE, "../tests/project/projects/*.projects")))
    pythons.known = pythons()
    different = sum(record(path, check) for path in files)
    for _, python in pythons.known:
        python.close()
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
