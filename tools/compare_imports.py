#!/usr/bin/env python3
# Compares pymolt's import verdicts with those of real interpreters, module by module.
# SPDX-License-Identifier: MIT
"""A cell is one module on one version. What is compared (import_projects.py makes it):

    tools/compare_imports.py                        all old standard libraries and installed packages of this machine
    tools/compare_imports.py lib2.7 site3.11        these
    tools/compare_imports.py --folder DIR           a folder of your own, imported from there
    options: --show N      that many examples of each class of disagreement (3)
             --only WORD   show only classes whose text has WORD
             --every N     only every Nth module, for a quick look

Interpreters' answers are remembered in ~/.cache/pymolt-imports, by the project's content. Two interpreters work at a
time. Left out, and counted: cells in which the interpreter failed for something that this machine lacks (a module of
Windows, an extension that was not built, a package from elsewhere), and cells that pymolt calls unknown.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys

import import_projects
import interpreters

HERE = os.path.dirname(os.path.abspath(__file__))
PYMOLT = os.environ.get("PYMOLT", os.path.join(HERE, "../build/pymolt"))
WORKER = os.path.join(HERE, "import_worker.py")
# Standard modules of other systems, and extensions that are there only when their library was.
ELSEWHERE = set("""
_winapi _winreg winreg msvcrt nt winsound _msi _overlapped _scproxy _tkinter _gdbm gdbm _bsddb bsddb dbm _dbm _curses
_curses_panel ossaudiodev linuxaudiodev MacOS Carbon gestalt ic macostools macresource EasyDialogs FrameWork icglue
org java vms_lib ce riscos rourl2path os2emxpath _emx_link os2 sunaudiodev SUNAUDIODEV cd CL cl FL al AL _testcapi
_testinternalcapi _uuid readline _ctypes_test _aix_support _osx_support _lzma _nt_support pyexpat_missing crypt_missing
""".split())
KINDS = ["accepted wrongly", "rejected wrongly"]


def digest_of(project):
    """Answers are kept by content: of the project, and of the worker."""
    digest = hashlib.sha256()
    for path in [WORKER] + sorted(project.modules):
        digest.update(os.path.basename(path).encode())
        with open(os.path.join(project.folder, path), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()[:16]


def ask(project, python):
    """{module: (answer, place)}, of the modules chosen; what is not known yet is asked."""
    kept = os.path.join(import_projects.CACHE, "answers", "-".join([project.name, python.label, project.digest]) + ".json")
    answers = {}
    if os.path.exists(kept):
        with open(kept, encoding="utf-8") as file:
            answers = json.load(file)
    missing = sorted(set(project.chosen.values()) - set(answers))
    if not missing:
        return answers
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env.update(PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8", HOME="/nonexistent", BROWSER="true")
    env["PYTHONPYCACHEPREFIX"] = os.path.join(import_projects.CACHE, "bytecode", python.label)
    done = subprocess.run(["nice", "-n", "15", python.executable, "-S", "-s", WORKER, project.folder], env=env,
                          input=("\n".join(missing) + "\n").encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          cwd="/")
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        name, _, told = line.partition("\t")
        if name:
            answers[name] = told.split("\t")
    os.makedirs(os.path.dirname(kept), exist_ok=True)
    with open(kept, "w", encoding="utf-8") as file:
        json.dump(answers, file)
    return answers


def scan(project):
    """{path: module of the report}"""
    done = subprocess.run([PYMOLT, "scan", project.folder, "--target", "all", "--format", "json", "--no-cache"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if not done.stdout:
        sys.exit("pymolt said nothing about %s: %s" % (project.folder, done.stderr.decode()))
    report = json.loads(done.stdout.decode("utf-8"))
    return {module["path"]: module for module in report["modules"]}, {e["name"] for e in report.get("externals", [])}


def lacking(told, project, externals):
    """Whether the interpreter failed for something that this machine lacks."""
    if told.startswith("died"):
        return True
    taken = re.search(r"cannot import name '?(\w+)'?", told)
    if taken and taken.group(1) in {name.rsplit(".", 1)[-1] for name in project.compiled}:
        return True
    if any("'%s'" % name in told for name in project.compiled):
        return True
    missing = re.search(r"No module named '?([\w.]+)'?", told)
    if missing:
        top = missing.group(1).split(".")[0]
        return top in ELSEWHERE or top in externals
    if re.search(r"cannot import name '?(mbcs_encode|oem_encode)", told):
        return True
    return bool(re.match(r"ImportError: (.*lib\w+\.so|.*shared object)|.*KeyError: 'HOME'|.*no display|.*library Security could not", told))


class Tally:
    def __init__(self):
        self.cells = self.equal = self.unknown = self.lacking = self.unnamed = 0
        self.real_failures = 0
        self.classes = collections.defaultdict(list)

    def add(self, project, version, name, path, answer, module, externals):
        told = answer[0]
        if told != "ok" and lacking(told, project, externals):
            self.lacking += 1
            return
        if module is None:
            self.unnamed += 1
            return
        said = module["imports"][version]
        if said is None:
            self.unknown += 1
            return
        self.cells += 1
        self.real_failures += told != "ok"
        if said == (told == "ok"):
            self.equal += 1
            return
        if said:
            place = answer[1].replace(project.folder + "/", "") if len(answer) > 1 else ""
            text = re.sub(r" \([^()]*/[^()]*\)| \(most likely due.*", "", told)
            self.classes["accepted wrongly", text + " at " + place].append((project.name, version, name, told))
        else:
            because = module["because"][version]
            text = "%s at %s:%d" % (because["cause"], because["path"], because["line"])
            self.classes["rejected wrongly", text].append((project.name, version, name, told))


def show(tally, options):
    for kind in KINDS:
        found = [(text, cells) for (k, text), cells in tally.classes.items() if k == kind]
        found = [f for f in found if not options.only or options.only in f[0]]
        print("\n%s: %d cells in %d classes" % (kind, sum(len(c) for _, c in found), len(found)))
        for text, cells in sorted(found, key=lambda f: (-len(f[1]), f[0]))[:options.classes]:
            versions = sorted({c[1] for c in cells}, key=interpreters.version_key)
            print("%6d  %s   [%s]" % (len(cells), text, " ".join(versions)))
            for project, version, name, told in cells[:options.show]:
                print("          %s %s %s" % (project, version, name))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", nargs="*")
    parser.add_argument("--folder", action="append", default=[])
    parser.add_argument("--show", type=int, default=1)
    parser.add_argument("--classes", type=int, default=40)
    parser.add_argument("--only")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    pythons = [p for p in interpreters.found() if not p.wasm]
    projects = [] if options.folder and not options.projects else list(import_projects.made(pythons))
    projects = [p for p in projects if not options.projects or p.name in options.projects]
    projects += [import_projects.Project(os.path.basename(f), os.path.abspath(f)) for f in options.folder]
    for project in projects:
        project.digest = digest_of(project)
        project.chosen = dict(sorted(project.modules.items())[::options.every])
    jobs = [(project, python) for project in projects for python in pythons]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = dict(zip(jobs, pool.map(lambda job: ask(*job), jobs)))
    whole = Tally()
    print("%-10s %8s %8s %9s %8s %8s %8s" % ("project", "cells", "failing", "equal", "unknown", "lacking", "unnamed"))
    for project in projects:
        modules, externals = scan(project)
        tally = Tally()
        tally.classes = whole.classes
        for python in pythons:
            told = answers[project, python]
            for path, name in project.chosen.items():
                if name in told:
                    tally.add(project, python.version, name, path, told[name], modules.get(path), externals)
        for number in ("cells", "equal", "unknown", "lacking", "unnamed", "real_failures"):
            setattr(whole, number, getattr(whole, number) + getattr(tally, number))
        print_row(project.name, tally)
    print_row("all", whole)
    show(whole, options)


def print_row(name, tally):
    print("%-10s %8d %8d %8.2f%% %8d %8d %8d" % (name, tally.cells, tally.real_failures,
                                                 100.0 * tally.equal / max(tally.cells, 1), tally.unknown, tally.lacking,
                                                 tally.unnamed))


if __name__ == "__main__":
    main()
