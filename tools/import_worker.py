# Imports modules, each in a process of its own, and says what came of it. Runs on 2.7 and every 3.x.
# SPDX-License-Identifier: MIT
"""
    python -S import_worker.py FOLDER < names

For each name on stdin, one line: `name<TAB>ok`, or `name<TAB>Exception: what<TAB>file:line of the innermost frame`.
The processes are forked from this one, which has loaded nothing that an interpreter does not load at its start: what
`import a` leaves behind, and what a module finds already loaded, is as in a fresh interpreter.
"""
import os
import sys

if sys.version_info[0] == 2:
    import signal
else:
    import _signal as signal

SECONDS = 30


def one_line(text):
    return " ".join(str(text).split())[:300]


def place_of(traceback):
    place = ""
    while traceback is not None:
        place = "%s:%d" % (traceback.tb_frame.f_code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def answer(name):
    try:
        __import__(name)
        return "ok"
    except BaseException as error:
        try:
            what = one_line(error)
        except Exception:
            what = "?"
        place = place_of(sys.exc_info()[2])
        if isinstance(error, SyntaxError):
            place = "%s:%s" % (error.filename, error.lineno)
        return "%s: %s\t%s" % (type(error).__name__, what, place)


def child(name, pipe):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDS)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    sys.argv = ["import"]
    line = answer(name)
    os.write(pipe, line.encode("utf-8", "replace") if sys.version_info[0] > 2 else line)
    os._exit(0)


def ask(name):
    out, into = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            child(name, into)
        finally:
            os._exit(1)
    os.close(into)
    told = b""
    while True:
        piece = os.read(out, 65536)
        if not piece:
            break
        told += piece
    os.close(out)
    status = os.waitpid(process, 0)[1]
    return told or ("died: status %d\t" % status).encode("ascii")


def main():
    sys.path[0] = sys.argv[1]
    stdout = os.dup(1)
    for line in iter(sys.stdin.readline, ""):
        name = line.strip()
        os.write(stdout, name.encode("ascii") + b"\t" + ask(name) + b"\n")


main()
