# Asks pymolt which versions compile the given sources, by scanning a folder of copies.
# SPDX-License-Identifier: MIT
"""What pymolt says about sources given as bytes.

    for answer in ask_pymolt.verdicts("build/pymolt", [b"print 1\\n"]):
        print(answer.compiles["3.8"], [error["construct"] for error in answer.errors])

Each source is written once, as <sha256>.py, to a folder of its own, so that neither its path nor its neighbours
matter. `compiles` maps every version of the axis to True, False or None (not analysed); it is empty, with `why`,
where pymolt lost the file (skipped, failed, or the process died).
"""
import collections
import hashlib
import json
import os
import shutil
import subprocess
import tempfile

BATCH = 3000
Answer = collections.namedtuple("Answer", "compiles errors why")


def _scan(pymolt, folder):
    command = [pymolt, "scan", folder, "--format", "json", "--target", "all", "--no-cache", "--jobs", "2",
               "--fail-on", "never"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        return json.loads(done.stdout.decode("utf-8")), ""
    except ValueError:
        return None, "pymolt gave exit status %d and no report: %s" % (
            done.returncode, done.stderr[-300:].decode("utf-8", "replace"))


def _answers(pymolt, names, folder):
    """{name: Answer} for files in a folder; where pymolt dies on all of them, it is asked about halves."""
    report, why = _scan(pymolt, folder)
    if report is None:
        if len(names) == 1:
            return {names[0]: Answer({}, [], why)}
        found = {}
        for half in (names[:len(names) // 2], names[len(names) // 2:]):
            with tempfile.TemporaryDirectory(prefix="truth-half-") as part:
                for name in half:
                    os.link(os.path.join(folder, name), os.path.join(part, name))
                found.update(_answers(pymolt, half, part))
        return found
    found = {os.path.basename(file["path"]): Answer(file["compiles"], file.get("errors", []), file.get("why", ""))
             for file in report["files"]}
    for lost in report.get("skipped", []):
        found.setdefault(os.path.basename(lost["path"]), Answer({}, [], lost.get("reason", "skipped")))
    return {name: found.get(name, Answer({}, [], "not in the report")) for name in names}


def verdicts(pymolt, sources):
    """An Answer for each source, in order."""
    names = [hashlib.sha256(source).hexdigest() + ".py" for source in sources]
    unique = sorted(set(names))
    content = dict(zip(names, sources))
    found = {}
    for start in range(0, len(unique), BATCH):
        folder = tempfile.mkdtemp(prefix="truth-scan-")
        try:
            part = unique[start:start + BATCH]
            for name in part:
                with open(os.path.join(folder, name), "wb") as f:
                    f.write(content[name])
            found.update(_answers(pymolt, part, folder))
        finally:
            shutil.rmtree(folder)
    return [found[name] for name in names]
