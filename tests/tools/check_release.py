"""Makes a wheel, an npm package and a Debian package of a binary, and runs what each installs: the same output, the same exit status.

    check_release.py PYMOLT

In the binary's place stands a script of two lines that runs it: what is tried is the packages, not how well they compress. Each is made
twice: the same input gives the same bytes. What needs a program that is not here (node, dpkg-deb) is left out, and said.
"""
# SPDX-License-Identifier: MIT
import base64
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

pymolt = os.path.abspath(sys.argv[1])
root = pathlib.Path(__file__).resolve().parent.parent.parent
tools = root / "tools/release"
failures = []


def expect(truth, message):
    if not truth:
        failures.append(message)


def run(command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)


def make(folder, script, *arguments):
    """The path that SCRIPT prints; made again elsewhere, the file is the same."""
    made = []
    for twin in ("one", "two"):
        words = [folder / twin if word is FOLDER else word for word in arguments]
        done = run([tools / script, *words], env=dict(os.environ, DEBFULLNAME="A", DEBEMAIL="a@b", SOURCE_DATE_EPOCH="1700000000"))
        if done.returncode != 0:
            raise SystemExit(f"{script}: {done.stderr}")
        made.append(pathlib.Path(done.stdout.strip()))
    expect(made[0].read_bytes() == made[1].read_bytes(), f"{script}: made twice, it differs")
    return made[0]


FOLDER = object()


def check_answers(name, command, folder, **options):
    """COMMAND answers as the binary itself does, where nothing, something and nothing sensible is asked."""
    for words in (["--version"], ["scan", "--isolated", "--no-cache", "--target", "3.13", "--format", "json", "a.py"], ["nonsense"]):
        wanted, got = (run([*start, *words], cwd=folder, **options) for start in ([pymolt], command))
        expect((got.returncode, got.stdout, got.stderr) == (wanted.returncode, wanted.stdout, wanted.stderr),
               f"{name} {words[0]}: {got.returncode}, not {wanted.returncode}: {got.stderr}")


def check_wheel(folder):
    path = make(folder, "wheel.py", binary, "x86_64", version, FOLDER)
    site = folder / "site"
    with zipfile.ZipFile(path) as wheel:
        wheel.extractall(site)
        record = f"pymolt-{version}.dist-info/RECORD"
        lines = dict(line.split(",", 1) for line in wheel.read(record).decode().splitlines())
        expect(set(lines) == set(wheel.namelist()), "wheel: RECORD names other files")
        for name in set(lines) - {record}:
            digest = base64.urlsafe_b64encode(hashlib.sha256(wheel.read(name)).digest()).rstrip(b"=").decode()
            expect(lines[name] == f"sha256={digest},{len(wheel.read(name))}", f"wheel: {name} is not what RECORD says")
        command = f"pymolt-{version}.data/scripts/pymolt"
        expect(wheel.getinfo(command).external_attr >> 16 & 0o111, "wheel: the command cannot be run")
    # As `pip install --target` lays it out.
    (site / "bin").mkdir()
    shutil.copy(binary, site / "bin/pymolt")
    check_answers("python -m pymolt", [sys.executable, "-m", "pymolt"], folder, env=dict(os.environ, PYTHONPATH=str(site)))


def check_npm(folder):
    path = make(folder, "npm_package.py", version, FOLDER, f"x86_64={binary}", f"aarch64={binary}")
    with tarfile.open(path) as package:
        package.extractall(folder / "npm")
    check_answers("node bin/pymolt.js", ["node", folder / "npm/package/bin/pymolt.js"], folder)


def check_deb(folder):
    path = make(folder, "deb.sh", binary, "amd64", version, FOLDER)
    tree = folder / "deb"
    expect(run(["dpkg-deb", "-x", path, tree]).returncode == 0, "deb: cannot be unpacked")
    check_answers("usr/bin/pymolt", [tree / "usr/bin/pymolt"], folder)
    for name in ("man/man1/pymolt.1.gz", "doc/pymolt/copyright", "bash-completion/completions/pymolt"):
        file = tree / "usr/share" / name
        expect(file.is_file() and file.stat().st_size > 100, f"deb: {name}")


version = run([pymolt, "--version"]).stdout.split()[1]
with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    (scratch / "a.py").write_text("import imp\n")
    binary = scratch / "pymolt"
    binary.write_text(f'#!/bin/sh\nexec "{pymolt}" "$@"\n')
    binary.chmod(0o755)
    check_wheel(scratch)
    for program, check in (("node", check_npm), ("dpkg-deb", check_deb)):
        if shutil.which(program):
            check(scratch)
        else:
            print(f"{program} is not here: not tried")
for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
