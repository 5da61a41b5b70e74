#!/usr/bin/env python3
# Kills `pymolt fix --write` at random moments: every file must be as it was or as it would be, never between.
# SPDX-License-Identifier: MIT
"""    tools/kill_fix.py build/pymolt FOLDER [TIMES]

FOLDER is copied; it is fixed once to the end, and TIMES times from the start, killed with SIGKILL. A new file has no name until it is
whole; one that is killed between getting a name and taking the old one's place stays beside it, whole: that is counted, and no fault."""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def main():
    pymolt, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    times = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    words = [pymolt, "fix", "--from", "2.7", "--target", "3.13", "--write", "--force", "--no-cache", "--isolated"]
    with tempfile.TemporaryDirectory() as room:
        whole, part = pathlib.Path(room) / "whole", pathlib.Path(room) / "part"
        shutil.copytree(source, whole)
        before = contents(whole)
        begun = time.monotonic()
        subprocess.run([*words, str(whole)], capture_output=True)
        lasted = time.monotonic() - begun
        after = contents(whole)
        between = written = beside = 0
        for number in range(times):
            shutil.copytree(source, part)
            process = subprocess.Popen([*words, str(part)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            # Half of them while it writes, which is the last of what it does.
            share = random.random() if number % 2 else 0.9 + random.random() / 5
            time.sleep(lasted * share)
            process.send_signal(signal.SIGKILL)
            process.wait()
            now = contents(part)
            for path, text in now.items():
                written += text == after.get(path) != before.get(path)
                if path.name.endswith(".pymolt-new") and text in after.values():
                    beside += 1
                elif text not in (before.get(path), after.get(path)):
                    between += 1
                    print(f"half written: {path}")
            shutil.rmtree(part)
        print(f"{times} kills in {lasted:.2f} s: {written} files written, {beside} whole and beside their place, {between} half written")
    return 1 if between else 0


if __name__ == "__main__":
    sys.exit(main())
