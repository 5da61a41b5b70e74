# Says, inside one interpreter (2.7 to 3.15), whether it would compile the sources it is given.
# SPDX-License-Identifier: MIT
#
# It answers on a pipe. A request is ten ASCII digits, the length, and that many bytes of
# source; the answer is one line of JSON: [true, ""] or [false, "SyntaxError: line 3: invalid syntax"].
# Only ask_compile.py speaks to it. It must run unchanged on every version, so it uses what 2.7 has.
#
# What counts as compiling: compile(bytes, path, "exec") with warnings ignored, which is what an import
# does with a file's bytes on 3.x. Any exception is a no: SyntaxError and its kin, ValueError (NUL bytes),
# UnicodeError, RecursionError and MemoryError (nested too deeply), OverflowError, TypeError (NUL on 2.7).
#
# 2.7 reads a file in two ways. compile() of a byte string lets non-ASCII bytes pass undeclared; the file
# reader behind `import`, `execfile` and `python file.py` refuses them without a cookie or a BOM. So where
# a source has such a byte the file reader is asked as well: execfile() on a copy, with a trace function
# that raises at the first call event, which comes after the compilation and before the first line runs.
# Of its answers only "Non-ASCII character" counts. What else it does differently, on 21 of the 37,000
# recorded programs, is an accident of C strings and buffers (a NUL cuts the line, a codec's lines come
# one by one) and not what py_compile, pip or compileall would say: those call compile().
import json
import os
import sys
import tempfile
import warnings

PYTHON_2 = sys.version_info[0] == 2


class _Stop(Exception):
    """Raised by the trace function: the file was compiled, do not run it."""


def _file_reader_objects(data):
    """On 2.7: the message with which the file reader refuses undeclared non-ASCII bytes, or None."""
    handle, path = tempfile.mkstemp(".py")

    def stop(frame, event, arg):
        if frame.f_code.co_filename == path:  # and not a codec's own functions
            raise _Stop()

    try:
        os.write(handle, data)
        os.close(handle)
        sys.settrace(stop)
        try:
            execfile(path, {})  # noqa: F821 (only 2.7 comes here)
        except _Stop:
            return None
        except SyntaxError as error:
            return str(error) if "Non-ASCII character" in str(error) else None
        except Exception:
            return None
        finally:
            sys.settrace(None)
    finally:
        os.unlink(path)


def _describe(error):
    line = getattr(error, "lineno", None)
    text = getattr(error, "msg", None) or str(error)
    where = "line %s: " % line if line else ""
    return "%s: %s%s" % (type(error).__name__, where, text)


def verdict(data):
    """(compiles, message) for one source, given as bytes."""
    try:
        compile(data, "f.py", "exec", 0, 1)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        try:
            return False, _describe(error)
        except Exception:
            return False, type(error).__name__
    if PYTHON_2 and not all(byte < "\x80" for byte in data):
        refusal = _file_reader_objects(data)
        if refusal:
            return False, "SyntaxError: " + refusal
    return True, ""


def as_json(answer):
    ok, message = answer
    if isinstance(message, bytes):
        message = message.decode("latin-1")
    return json.dumps([ok, message[:200]])


def serve(source, sink):
    """Answers requests until the pipe ends."""
    while True:
        head = source.read(10)
        if len(head) < 10:
            return
        sink.write(as_json(verdict(source.read(int(head)))) + "\n")
        sink.flush()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    serve(getattr(sys.stdin, "buffer", sys.stdin), sys.stdout)
