#!/usr/bin/env python3.11
# Ask real interpreters which files of a fixture compile and which modules import, and write the answers down.
# SPDX-License-Identifier: MIT
"""Record what real interpreters say about the fixtures.

    tools/record_fixture_truth.py [--check] [--pyodide DIR]... [NAME]...

For each fixture it writes fixtures/truth/NAME.compiles.tsv (a file a line, a version a column) and
NAME.imports.tsv (a module a line). A cell is `ok` or the class of the exception. The interpreters are those
under ~/.pyenv/versions; DIR is a folder in which npm has installed one version of the package pyodide, for the
releases that are not there. --check compares instead of writing, column by column for the versions at hand.

Every module is imported in a process of its own, with the fixture's root (and a script's own folder) on the
path and with stand-ins for the third-party packages, which always import.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXTERNAL = {
    "legacy_app": ["MySQLdb", "matplotlib", "mock", "numpy", "pandas", "pytz"],
    "service_py38": ["attr", "flask", "requests", "tomli"],
}

# Runs on every version from 2.7: reads a job as JSON, prints the answers as JSON on the last line.
PROBE = r'''
import json, os, re, sys, types, warnings
warnings.simplefilter("ignore")
sys.dont_write_bytecode = True


class Anything(object):
    def __init__(self, *args, **kwargs):
        pass

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Anything()

    def __call__(self, *args, **kwargs):
        return Anything()

    def __getitem__(self, key):
        return Anything()


class StandIn(types.ModuleType):
    __path__ = []
    __spec__ = None

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Anything()


class Finder(object):
    """Finds the third-party packages, and all of their submodules."""

    def __init__(self, names):
        self.names = names

    def find_module(self, name, path=None):
        return self if name.split(".")[0] in self.names else None

    def load_module(self, name):
        module = sys.modules[name] = StandIn(name)
        return module

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in self.names:
            from importlib.machinery import ModuleSpec
            return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return StandIn(spec.name)

    def exec_module(self, module):
        pass


def name_of(error):
    name = type(error).__name__
    return {"ModuleNotFoundError": "ImportError", "SystemExit": "exit", "IndentationError": "SyntaxError",
            "TabError": "SyntaxError", "error": "re.error", "PatternError": "re.error"}.get(name, name)


def compiles(root, path):
    with open(os.path.join(root, path), "rb") as handle:
        source = handle.read()
    try:
        if sys.version_info[0] == 2:
            source = source.replace(b"\r\n", b"\n")
            told = source.startswith(b"\xef\xbb\xbf") or re.match(br"(.*\n)?[^\n]*#.*coding[:=]", source)
            if re.search(br"[\x80-\xff]", source) and not told:
                return "SyntaxError"  # the file reader's rule, which compile() does not know
        compile(source, path, "exec")
        return "ok"
    except Exception as error:
        return name_of(error)


def imports(job):
    sys.path[:0] = [os.path.join(job["root"], folder) for folder in job["path"]]
    sys.meta_path.insert(0, Finder(job["external"]))
    sys.argv = ["probe"]
    out, sys.stdout = sys.stdout, open(os.devnull, "w")
    try:
        __import__(job["module"])
        return "ok"
    except BaseException as error:
        return name_of(error)
    finally:
        sys.stdout = out


def answer(job):
    if "module" in job:
        return imports(job)
    return [compiles(job["root"], path) for path in job["files"]]
'''
RUN = PROBE + '\nprint("\\n" + json.dumps([sys.version.split()[0], answer(json.loads(sys.stdin.read()))]))\n'

# One fresh runtime for each job: a WebAssembly Python has no processes.
NODE = r'''
import fs from "fs";
const [dir, root, jobsFile, probeFile] = process.argv.slice(2);
const {loadPyodide} = await import(dir + "/node_modules/pyodide/pyodide.mjs");
const probe = fs.readFileSync(probeFile, "utf8");
const answers = [];
for (const job of JSON.parse(fs.readFileSync(jobsFile, "utf8"))) {
  const py = await loadPyodide({stdout: () => {}, stderr: () => {}});
  py.FS.mkdirTree("/app");
  py.FS.mount(py.FS.filesystems.NODEFS, {root}, "/app");
  job.root = "/app";
  py.globals.set("job_text", JSON.stringify(job));
  py.runPython(probe);
  answers.push(py.runPython(
      'import os; os.chdir("/app"); json.dumps([sys.version.split()[0], answer(json.loads(job_text))])'));
}
console.log("[" + answers.join(",") + "]");
process.exit(0);
'''


def is_python(path):
    if path.suffix == ".py":
        return True
    with path.open("rb") as handle:
        first = handle.readline()
    return not path.suffix and first.startswith(b"#!") and b"python" in first


def module_of(root, path):
    """(dotted name, folders for sys.path): as far up as there is an __init__.py."""
    if path.suffix != ".py":
        return None
    parts, folder = [path.stem], path.parent
    while (folder / "__init__.py").exists():
        parts.insert(0, folder.name)
        folder = folder.parent
    if parts[-1] == "__init__":
        parts.pop()
    own = folder.relative_to(root).as_posix()
    return ".".join(parts), [own] if own == "." else [own, "."]


def jobs_of(name):
    root = ROOT / "fixtures" / name
    files = sorted(p for p in root.rglob("*") if p.is_file() and is_python(p))
    paths = [p.relative_to(root).as_posix() for p in files]
    jobs = [{"root": str(root), "files": paths}]
    for path, text in zip(files, paths):
        found = module_of(root, path)
        if found:
            jobs.append({"root": str(root), "module": found[0], "path": found[1], "file": text,
                         "external": EXTERNAL.get(name, [])})
    return jobs


def ask_interpreter(python, jobs):
    answers = []
    for job in jobs:
        done = subprocess.run([str(python), "-c", RUN], input=json.dumps(job), text=True, cwd=job["root"],
                              capture_output=True, timeout=120)
        if done.returncode:
            sys.exit(f"{python} died on {job}:\n{done.stderr}")
        answers.append(json.loads(done.stdout.splitlines()[-1]))
    return answers


def ask_pyodide(folder, jobs):
    with tempfile.TemporaryDirectory() as scratch:
        at = pathlib.Path(scratch)
        (at / "ask.mjs").write_text(NODE)
        (at / "probe.py").write_text(PROBE)
        (at / "jobs.json").write_text(json.dumps(jobs))
        done = subprocess.run(["node", str(at / "ask.mjs"), str(pathlib.Path(folder).resolve()), jobs[0]["root"],
                               str(at / "jobs.json"), str(at / "probe.py")], text=True, capture_output=True)
        if done.returncode:
            sys.exit(f"pyodide in {folder} died:\n{done.stderr}")
        return [json.loads(a) if isinstance(a, str) else a for a in json.loads(done.stdout.splitlines()[-1])]


def ask_all(jobs, pyodides):
    """{version: answers, in the order of the jobs}"""
    every = [ask_interpreter(python, jobs)
             for python in sorted(pathlib.Path.home().glob(".pyenv/versions/*/bin/python"))]
    every += [ask_pyodide(folder, jobs) for folder in pyodides]
    columns = {tuple(map(int, answers[0][0].split(".")[:2])): [a[1] for a in answers] for answers in every}
    return {"%d.%d" % version: columns[version] for version in sorted(columns)}


def tables_of(name, jobs, columns):
    """Both tables as {key: {version: cell}}, with the key's columns joined by tabs."""
    compiles = {path: {v: answers[0][i] for v, answers in columns.items()}
                for i, path in enumerate(jobs[0]["files"])}
    imports = {job["file"] + "\t" + job["module"]: {v: answers[i] for v, answers in columns.items()}
               for i, job in enumerate(jobs[1:], 1)}
    return {f"{name}.compiles.tsv": ("path", compiles), f"{name}.imports.tsv": ("path\tmodule", imports)}


def write_table(path, head, rows):
    versions = list(next(iter(rows.values())))
    lines = ["# Written by tools/record_fixture_truth.py: what each Python really says.",
             head + "\t" + "\t".join(versions)]
    lines += [key + "\t" + "\t".join(rows[key][v] for v in versions) for key in sorted(rows)]
    path.write_text("\n".join(lines) + "\n")


def differences(path, head, rows):
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    width = head.count("\t") + 1
    versions = lines[0].split("\t")[width:]
    seen = {}
    for line in lines[1:]:
        cells = line.split("\t")
        seen["\t".join(cells[:width])] = dict(zip(versions, cells[width:]))
    for key in sorted(set(seen) | set(rows)):
        for version in sorted(set(seen.get(key, {})) & set(rows.get(key, {}))):
            if seen[key][version] != rows[key][version]:
                yield f"{path.name}: {key} on {version}: recorded {seen[key][version]}, is {rows[key][version]}"
        if key not in seen or key not in rows:
            yield f"{path.name}: {key} is {'not recorded' if key in rows else 'gone'}"


def check_rows(name):
    """Each hand-written row names a line that exists and shows what it names."""
    constructs = {"syntax.print-statement": "print", "syntax.exec-statement": "exec", "syntax.backticks": "`",
                  "syntax.not-equal-brackets": "<>", "syntax.except-comma": "except", "syntax.raise-comma": "raise"}
    for number, line in enumerate((ROOT / "fixtures/truth" / f"{name}.tsv").read_text().splitlines(), 1):
        if line.startswith("#"):
            continue
        path, at, _, what = line.split("\t")
        lines = (ROOT / "fixtures" / name / path).read_bytes().split(b"\n")
        word = constructs.get(what, what.split("(")[0].split(".")[-1] if "." in what else "")
        if what.startswith("syntax.") and what not in constructs:
            word = ""
        if not 0 < int(at) <= len(lines) or word.encode() not in lines[int(at) - 1]:
            yield f"{name}.tsv:{number}: {path}:{at} does not show {what}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with what is recorded")
    parser.add_argument("--pyodide", action="append", default=[], metavar="DIR")
    parser.add_argument("names", nargs="*", default=sorted(EXTERNAL))
    options = parser.parse_args()
    wrong = []
    for name in options.names:
        jobs = jobs_of(name)
        columns = ask_all(jobs, options.pyodide)
        for file, (head, rows) in tables_of(name, jobs, columns).items():
            path = ROOT / "fixtures/truth" / file
            if options.check:
                wrong += differences(path, head, rows)
            else:
                write_table(path, head, rows)
        wrong += check_rows(name)
        print(f"{name}: {len(jobs[0]['files'])} files and {len(jobs) - 1} modules asked of "
              f"{len(columns)} interpreters: {', '.join(columns)}")
    print("\n".join(wrong) or "all as recorded", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
