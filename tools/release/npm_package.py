#!/usr/bin/env python3
"""Makes an npm package that holds the binaries, so that `npx pymolt scan` needs neither Python nor a compiler.

    tools/release/npm_package.py VERSION FOLDER PROCESSOR=BINARY...     prints the tarball's path

PROCESSOR is x86_64 or aarch64. The same input gives the same bytes.
"""
import gzip
import io
import json
import os
import sys
import tarfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NODE_NAMES = {'x86_64': 'x64', 'aarch64': 'arm64'}  # as process.arch has them
LAUNCHER = '''#!/usr/bin/env node
// Runs the pymolt binary for this machine, and passes on its exit status.
"use strict";
const path = require("path");
const fs = require("fs");
const { spawnSync } = require("child_process");

const binary = path.join(__dirname, `${process.platform}-${process.arch}`, "pymolt");
if (!fs.existsSync(binary)) {
  console.error(`pymolt: this package has no binary for ${process.platform} on ${process.arch}; it has linux on x64 and arm64`);
  process.exit(2);
}
const done = spawnSync(binary, process.argv.slice(2), { stdio: "inherit" });
if (done.error) {
  console.error(`pymolt: ${binary} could not be started: ${done.error.message}`);
  process.exit(2);
}
if (done.signal) process.kill(process.pid, done.signal);
process.exit(done.status);
'''


def description(version, processors):
    return json.dumps({
        'name': 'pymolt', 'version': version, 'description': 'What breaks when this code base moves to a newer Python?',
        'license': 'MIT', 'bin': {'pymolt': 'bin/pymolt.js'}, 'files': ['bin'], 'os': ['linux'],
        'cpu': [NODE_NAMES[p] for p in processors], 'engines': {'node': '>=12'}}, indent=2) + '\n'


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def contents(version, binaries):
    files = [('package.json', description(version, sorted(binaries)).encode(), 0o644), ('bin/pymolt.js', LAUNCHER.encode(), 0o755)]
    for processor, binary in sorted(binaries.items()):
        files.append(('bin/linux-%s/pymolt' % NODE_NAMES[processor], read(binary), 0o755))
    files += [(name, read(os.path.join(ROOT, name)), 0o644) for name in ('README.md', 'LICENSE')]
    return files


def make(version, folder, binaries):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, 'pymolt-%s.tgz' % version)
    with open(path, 'wb') as out, gzip.GzipFile('', 'wb', 9, out, 0) as packed, tarfile.open(fileobj=packed, mode='w') as tar:
        for name, data, mode in contents(version, binaries):
            entry = tarfile.TarInfo('package/' + name)
            entry.size, entry.mode = len(data), mode
            tar.addfile(entry, io.BytesIO(data))
    return path


if __name__ == '__main__':
    pairs = dict(argument.partition('=')[::2] for argument in sys.argv[3:])
    if not pairs or not set(pairs) <= set(NODE_NAMES):
        sys.exit(__doc__)
    print(make(sys.argv[1], sys.argv[2], pairs))
