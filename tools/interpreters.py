# Finds the Python interpreters on this machine, 2.7 to 3.15, and runs scripts on them all alike.
# SPDX-License-Identifier: MIT
"""The Pythons on this machine, each of which can be asked what is true.

    for python in interpreters.found():
        print(python.version, python.run("probe.py", ["json"]).stdout)

CPythons come from ~/.pyenv/versions and from PATH; 3.14 and 3.15 also from the npm packages in
tools/pyodide (`npm ci --ignore-scripts` there), which run under node and behave like any other here,
except that they have no processes, no threads and a smaller standard library (`python.wasm` is true).

As a program it lists them, or runs one script on each:

    python tools/interpreters.py
    python tools/interpreters.py 3.8,3.14 script.py argument ...
"""
import base64
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
VERSIONS = ["2.7"] + ["3.%d" % n for n in range(17)]
PYODIDES = ["314", "315"]


def version_key(version):
    """"3.10" -> (3, 10), for sorting."""
    return tuple(int(part) for part in version.split("."))


class Interpreter:
    """One Python; `version` is "3.13", `full` "3.13.0", `label` "cpython-3.13.0"."""

    wasm = False

    def __init__(self, executable, full):
        self.executable = executable
        self.full = full
        self.version = ".".join(re.match(r"(\d+)\.(\d+)", full).groups())
        self.label = "cpython-" + full

    def run(self, script=None, args=(), stdin=b"", cwd=None, timeout=None, code=None):
        """Runs a script file, or the text `code`; a CompletedProcess with bytes comes back."""
        what = [script] if script else ["-c", code]
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYENV_VERSION"))}
        env.update(PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8", PYTHONDONTWRITEBYTECODE="1")
        return subprocess.run([self.executable, "-B", "-s"] + what + list(args), input=stdin, cwd=cwd,
                              env=env, timeout=timeout, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def close(self):
        pass


class Pyodide(Interpreter):
    """A CPython in WebAssembly; one node process serves all its jobs, started by the first."""

    wasm = True

    def __init__(self, which, full):
        Interpreter.__init__(self, shutil.which("node"), full)
        self.which = which
        self.label = "pyodide-" + full
        self._server = None
        self._lock = threading.Lock()

    def run(self, script=None, args=(), stdin=b"", cwd=None, timeout=None, code=None):
        job = {"args": list(args), "cwd": os.path.abspath(cwd or os.getcwd())}
        if script:
            job["script"] = os.path.abspath(script)
        else:
            job["code"] = code
        if stdin:
            job["stdin"] = base64.b64encode(stdin).decode("ascii")
        with self._lock:
            answer = self._ask(job, timeout)
        return subprocess.CompletedProcess(
            [self.label, script or "-c"] + list(args), answer["returncode"],
            base64.b64decode(answer["stdout"]),
            base64.b64decode(answer["stderr"]) + answer.get("fatal", "").encode("utf-8"))

    def _ask(self, job, timeout):
        if self._server is None or self._server.poll() is not None:
            self._server = subprocess.Popen(
                [self.executable, os.path.join(HERE, "pyodide", "run.mjs"), self.which, "--serve"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        server, fired = self._server, []
        timer = threading.Timer(timeout or 3600, lambda: (fired.append(1), server.kill()))
        timer.start()
        try:
            server.stdin.write(json.dumps(job).encode("ascii") + b"\n")
            server.stdin.flush()
            line = server.stdout.readline()
        finally:
            timer.cancel()
        if fired:
            self.close()
            raise subprocess.TimeoutExpired(self.label, timeout)
        if not line:
            self.close()
            return {"returncode": 134, "stdout": "", "stderr": "", "fatal": "the interpreter ended"}
        return json.loads(line.decode("utf-8"))

    def close(self):
        if self._server is not None:
            self._server.stdin.close()
            self._server.wait()
            self._server.stdout.close()
            self._server = None


def _full_version(executable):
    """What the executable says it is, or None (a pyenv shim without a version fails here)."""
    ask = "import sys; sys.stdout.write('%d.%d.%d' % sys.version_info[:3])"
    try:
        done = subprocess.run([executable, "-E", "-s", "-c", ask], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    text = done.stdout.decode("ascii", "replace")
    return text if done.returncode == 0 and re.match(r"\d+\.\d+\.\d+$", text) else None


def _candidates():
    """(version, executable) pairs, best first; ~/.pyenv's own, then PATH's."""
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    for exe in sorted(glob.glob(os.path.join(pyenv, "versions", "*", "bin", "python"))):
        match = re.search(r"[/\\](\d+\.\d+)\.\d+[/\\]bin", exe)
        if match:
            yield match.group(1), exe
    for version in VERSIONS:
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            exe = os.path.join(folder, "python" + version)
            if os.access(exe, os.X_OK):
                yield version, exe


def _pyodides():
    if not shutil.which("node"):
        return
    for which in PYODIDES:
        lock = os.path.join(HERE, "pyodide", "node_modules", "pyodide-" + which, "pyodide-lock.json")
        if os.path.exists(lock):
            with open(lock, "rb") as f:
                yield Pyodide(which, json.loads(f.read().decode("utf-8"))["info"]["python"])


def found():
    """One interpreter for each version there is, oldest first; a real CPython wins over WebAssembly."""
    by_version = {}
    for version, exe in _candidates():
        if version not in by_version:
            full = _full_version(exe)
            if full and full.startswith(version + "."):
                by_version[version] = Interpreter(exe, full)
    for python in _pyodides():
        by_version.setdefault(python.version, python)
    return sorted(by_version.values(), key=lambda python: version_key(python.version))


def main(argv):
    pythons = found()
    if not argv:
        for python in pythons:
            where = "tools/pyodide, node" if python.wasm else python.executable
            print("%-5s %-16s %s" % (python.version, python.label, where))
        return 0
    wanted = argv[0].split(",") if argv[0] != "all" else [p.version for p in pythons]
    status = 0
    for python in pythons:
        if python.version in wanted:
            done = python.run(argv[1], argv[2:])
            sys.stdout.write("== %s: exit %d\n%s%s" % (
                python.label, done.returncode, done.stdout.decode("utf-8", "replace"),
                done.stderr.decode("utf-8", "replace")))
            status = status or done.returncode
            python.close()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
