# What goes wrong around a scan: it is killed, the disk is full, memory, files or threads are short, files change under it.
# SPDX-License-Identifier: MIT
#
#   check_faults.py BINARY
#
# Each time the next answer is right, nothing half written stays, and the exit status tells.
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

binary = os.path.abspath(sys.argv[1])
failures = []
FILES = 300
SANITIZED = any(sign in pathlib.Path(binary).read_bytes() for sign in (b"__asan_init", b"__tsan_init"))


def check(what, holds, said=""):
    if not holds:
        failures.append("%s: %s" % (what, said))


class Place:
    """A tree to scan, and a cache and reports of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.tree = folder / "tree"
        self.tree.mkdir()
        for i in range(FILES):
            body = "import imp\nx%d = '%%s' %% imp\ndef f(a, b=%d):\n    return a.iteritems()\n" % (i, i)
            (self.tree / ("m%d.py" % i)).write_text(body * (1 + i % 5))
        self.right = self.scan("--no-cache").stdout
        check("the tree has findings", b'"imp"' in self.right)

    def start(self, *words, cache="cache", limits=(), user=None, **more):
        def prepare():
            for which, size in limits:
                resource.setrlimit(which, (size, size))
            if user is not None and os.getuid() == 0:
                os.setgid(user)
                os.setuid(user)

        environment = {**os.environ, "XDG_CACHE_HOME": str(self.folder / cache)}
        environment.pop("GITHUB_ACTIONS", None)
        command = [binary, "scan", ".", "--target", "3.12", "--format", "json", *map(str, words)]
        return subprocess.Popen(command, cwd=self.tree, env=environment, stdout=more.get("stdout", subprocess.PIPE), stderr=subprocess.PIPE, preexec_fn=prepare)

    def scan(self, *words, **how):
        process = self.start(*words, **how)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def next_is_right(self, what):
        done = self.scan()
        check("the scan after " + what, done.returncode == 1 and done.stdout == self.right, done.stderr[:300])

    def left_over(self):
        return [str(path) for path in self.folder.rglob("*") if path.name.endswith("-new") and path.is_file()]


def killed(place):
    report = place.folder / "report.json"
    report.write_bytes(b"old\n")
    whole = 0
    begin = time.monotonic()
    place.scan("--output", report, cache="fresh")
    length = time.monotonic() - begin
    for turn in range(14):
        report.write_bytes(b"old\n")
        shutil.rmtree(place.folder / "cache", ignore_errors=True)
        process = place.start("--output", report)
        time.sleep(length * turn / 12)
        process.kill()
        process.communicate()
        text = report.read_bytes()
        whole += text == place.right
        check("killed in turn %d" % turn, text in (b"old\n", place.right), "half a report of %d bytes" % len(text))
        if turn % 4 == 3:
            place.next_is_right("being killed")
    check("kill -9 leaves files", len(place.left_over()) <= 1, place.left_over())
    place.next_is_right("the last kill")


def full_disk(place):
    report = place.folder / "kept.json"
    report.write_bytes(b"old\n")
    done = place.scan("--output", report, limits=[(resource.RLIMIT_FSIZE, 4096)])
    check("a report beyond ulimit -f", done.returncode == 2 and report.read_bytes() == b"old\n", done)
    check("a report beyond ulimit -f leaves files", not place.left_over(), place.left_over())
    place.next_is_right("ulimit -f")
    shutil.rmtree(place.folder / "cache", ignore_errors=True)
    with open("/dev/full", "wb") as full:
        check("standard output is full", place.scan(stdout=full).returncode == 2)
    script = 'mount -t tmpfs -o size=16k none "$1" && cd "$2" && XDG_CACHE_HOME="$1" exec "$3" scan . --target 3.12 --format json --output "$4"'
    small = place.folder / "small"
    small.mkdir()
    for where in ("report", "cache"):
        output = small / "r.json" if where == "report" else report
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", str(small), str(place.tree), binary, str(output)], capture_output=True)
        if b"unshare" in done.stderr or b"mount" in done.stderr:
            print("not tried, for want of the right to mount: a small disk")
            return
        if where == "report":
            check("a report on a full disk", done.returncode == 2 and b"No space left" in done.stderr, done)
        else:
            check("a cache on a full disk", done.returncode == 1 and report.read_bytes() == place.right, done.stderr)


def closed_pipe(place):
    process = place.start("--format", "text", "--verbose")
    process.stdout.read(10)
    process.stdout.close()
    process.stderr.read()
    check("a closed pipe", process.wait(timeout=60) in (1, 2, -13), process.returncode)


def bad_cache(place):
    (place.folder / "a-file").write_text("no folder\n")
    os.symlink("/dev/zero", place.folder / "zero")
    for cache in ("a-file", "zero", "a-file/below"):
        done = place.scan(cache=cache)
        check("a cache in " + cache, done.returncode == 1 and done.stdout == place.right, done.stderr)
    place.scan()
    for path in (place.folder / "cache").rglob("*"):
        if path.is_file():
            path.chmod(0o444)
            path.parent.chmod(0o555)
    os.chmod(place.folder, 0o755)
    done = place.scan(user=65534)
    check("a cache that may not be written", done.returncode == 1 and done.stdout == place.right, done.stderr)
    for path in (place.folder / "cache").rglob("*"):
        path.chmod(0o755)


def short_of(place):
    plenty = resource.RLIM_INFINITY
    cases = [("ulimit -n %d" % n, [(resource.RLIMIT_NOFILE, n)]) for n in (4, 5, 6, 8, 16)]
    if SANITIZED:
        print("not tried, for AddressSanitizer and ThreadSanitizer take terabytes of addresses: ulimit -v")
    else:
        cases += [("ulimit -v %d" % (m << 10), [(resource.RLIMIT_AS, m << 20)]) for m in (32, 48, 64, 96, 128, 256)]
    cases += [("ulimit -u %d" % n, [(resource.RLIMIT_NPROC, n)]) for n in (1, 2)]
    cases += [("ulimit -s %d" % (k >> 10), [(resource.RLIMIT_STACK, k)]) for k in (256 << 10, 1 << 20)]
    for name, limits in cases:
        shutil.rmtree(place.folder / "cache", ignore_errors=True)
        # A program that does not fit at all cannot say so: the loader ends it.
        done = place.scan("--jobs", "8", limits=limits, user=65534 if "-u" in name else None, cache="nobody" if "-u" in name else "cache")
        if done.returncode == 1:
            check(name, done.stdout == place.right, "another answer")
        elif done.returncode in (2, 127):
            check(name + " says why", done.stderr.strip() or b'"why": "' in done.stdout, done.returncode)
            check(name + " says what it did not see", done.returncode == 127 or not done.stdout or b'"failed"' in done.stdout, done.stdout[:100])
        else:
            check(name, False, (done.returncode, done.stderr[-300:]))
    del plenty
    place.next_is_right("too little of everything")


def changing(place):
    stop = threading.Event()

    def change():
        turn = 0
        while not stop.is_set():
            turn += 1
            path = place.tree / ("m%d.py" % (turn * 7 % FILES))
            text = path.read_text()
            path.unlink()
            time.sleep(0.0005)
            (place.tree / "half.tmp").write_text(text)
            os.rename(place.tree / "half.tmp", path)

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(6):
            done = place.scan()
            files = json.loads(done.stdout)["summary"]["files"]
            check("files that vanish", done.returncode in (1, 2), done.returncode)
            check("files that vanish are accounted for", files["found"] == files["scanned"] + files["skipped"] + files["failed"], files)
            check("what vanished is told", done.returncode == 2 or files["failed"] == 0, files)
    finally:
        stop.set()
        thread.join()
    place.next_is_right("files that changed")


def at_once(place):
    for cache in ("cache", "new"):
        many = [place.start(cache=cache) for _ in range(5)]
        for one in many:
            out, err = one.communicate(timeout=120)
            check("scans at once", one.returncode == 1 and out == place.right, err)
    check("scans at once leave files", len(place.left_over()) <= 1, place.left_over())


with tempfile.TemporaryDirectory(prefix="pymolt-faults-") as name:
    place = Place(pathlib.Path(name))
    for fault in (killed, full_disk, closed_pipe, bad_cache, short_of, changing, at_once):
        begin = time.monotonic()
        fault(place)
        if "-v" in sys.argv:
            print("%s: %.1f s" % (fault.__name__, time.monotonic() - begin))
if failures:
    print("\n".join(failures))
sys.exit(1 if failures else 0)
