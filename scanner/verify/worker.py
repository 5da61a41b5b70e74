# Says, inside one interpreter (2.7 and every 3.x), whether it compiles files and imports modules.
# SPDX-License-Identifier: MIT
#
#   python -S worker.py compile SECONDS < paths
#   python worker.py import SECONDS FOLDER ROOT... < lines of `folder<TAB>module`
#
# The first line of the answer is the version; then one line for each line that was read: `ok`, or `no<TAB>what happened`.
# A line that begins with `?` says why there is no answer, one with `!` how the process of a module ended before it gave one. Each module is imported in a process forked from this one, which
# has loaded nothing of the project's, in FOLDER where nothing can be written there; it is killed with all that it started
# when SECONDS have passed.
#
# What counts as compiling is compile(bytes, path, "exec") with warnings ignored. On 2.7 the reader of files behind an
# import also refuses bytes that are not ASCII where no `coding` line and no byte order mark declares them.
import os
import sys

if sys.version_info[0] == 2:
    import re
    import signal
else:
    import _signal as signal

SECONDS = int(sys.argv[2])


def one_line(text):
    return " ".join(str(text).split())[:500]


def describe(error):
    try:
        line = getattr(error, "lineno", None)
        text = one_line(getattr(error, "msg", None) or error)
        return type(error).__name__ + ": " + ("line %s: " % line if line else "") + text
    except BaseException:
        return type(error).__name__


def undeclared(data):
    if all(byte < "\x80" for byte in data) or data.startswith("\xef\xbb\xbf"):
        return False
    for line in data.splitlines()[:2]:
        if re.match(r"^[ \t\f]*#.*?coding[:=][ \t]*[-_.a-zA-Z0-9]+", line):
            return False
        if not re.match(r"^[ \t\f]*(?:[#\r\n]|$)", line):
            break
    return True


def ask_compile(path):
    try:
        with open(path, "rb") as file:
            data = file.read()
        compile(data, path, "exec", 0, 1)
    except BaseException as error:
        return "no\t" + describe(error)
    if sys.version_info[0] == 2 and undeclared(data):
        return "no\tSyntaxError: Non-ASCII character, but no encoding declared"
    return "ok"


# What this sandbox refuses, and a machine would not: writing outside the scratch folder, the network.
REFUSALS = ("EROFS", "ENETUNREACH", "ENETDOWN", "EADDRNOTAVAIL")


def refused(error):
    import errno
    numbers = [getattr(errno, name) for name in REFUSALS if hasattr(errno, name)]
    for _ in range(20):
        if error is None:
            break
        if isinstance(error, EnvironmentError):
            number = getattr(getattr(error, "reason", None), "errno", None) or error.errno
            if number in numbers:
                return describe(error)
        error = getattr(error, "__cause__", None) or getattr(error, "__context__", None)
    return None


def place_of(traceback):
    place = ""
    while traceback is not None:
        place = "%s:%d" % (traceback.tb_frame.f_code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def import_here(folder, name):
    sys.path.insert(0, folder)
    sys.path.append(sys.argv[3])
    sys.path.extend(sys.argv[4:])  # where the project's other packages are, as pymolt finds them
    sys.argv = ["import"]
    try:
        __import__(name)
        return "ok"
    except BaseException as error:
        denied = refused(error)
        if denied:
            return "?\tit writes outside the scratch folder or asks the network, which verify does not allow: " + denied
        return "no\t" + describe(error) + "\t" + place_of(sys.exc_info()[2])


def child(folder, name, pipe):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.setpgid(0, 0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    if not os.access(sys.argv[3], os.W_OK):  # shut in: what is written without a folder cannot end up there
        try:
            os.chdir(sys.argv[3])
        except OSError:
            pass
    line = import_here(folder, name)
    os.write(pipe, line.encode("utf-8", "replace") if sys.version_info[0] > 2 else line)
    os._exit(0)


def kill(process):
    for target in (-process, process):
        try:
            os.kill(target, signal.SIGKILL)
        except OSError:
            pass


def ask_import(line):
    folder, name = line.split("\t")
    out, into = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(out)
            child(folder, name, into)
        finally:
            os._exit(1)
    os.close(into)
    late = []

    def too_late(number, frame):
        late.append(number)
        kill(process)

    signal.signal(signal.SIGALRM, too_late)
    signal.alarm(SECONDS)
    # What the module started may hold the pipe: only the first answer counts, and the group is killed after it.
    told = b""
    while not told:
        try:
            told = os.read(out, 65536)
        except OSError:
            continue
        break
    signal.alarm(0)
    kill(process)
    os.close(out)
    while True:
        try:
            status = os.waitpid(process, 0)[1]
            break
        except OSError:
            continue
    if late:
        return "?\ttime limit of %d seconds" % SECONDS
    if told:
        return told.decode("utf-8") if sys.version_info[0] > 2 else told
    if os.WIFSIGNALED(status):
        return "!\tthe process was ended by signal %d" % os.WTERMSIG(status)
    return "!\tthe process ended with exit status %d" % os.WEXITSTATUS(status)


def main():
    sink = os.fdopen(os.dup(1), "w") if sys.version_info[0] == 2 else open(os.dup(1), "w", encoding="utf-8", errors="backslashreplace")
    source = sys.stdin if sys.version_info[0] == 2 else open(0, encoding="utf-8", errors="surrogateescape", newline="\n")
    ask = ask_compile if sys.argv[1] == "compile" else ask_import
    sys.path[:1] = []
    if sys.argv[1] == "compile":
        import warnings
        warnings.simplefilter("ignore")
    sink.write("%d.%d.%d\n" % sys.version_info[:3])
    sink.flush()
    for line in iter(source.readline, ""):
        sink.write(ask(line.rstrip("\n")) + "\n")
        sink.flush()


main()
