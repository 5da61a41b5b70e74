#!/usr/bin/env python3
"""Makes a wheel whose `pymolt` command is the binary, for every Python and every Linux of one processor.

    tools/release/wheel.py BINARY PROCESSOR VERSION FOLDER       prints the wheel's path

The binary stands in the wheel's scripts, so that installers put it beside their own commands as it is; the package
`pymolt` is there for `python -m pymolt` alone. The same input gives the same bytes.
"""
import base64
import hashlib
import os
import stat
import sys
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# The binary is static: it asks nothing of a C library, neither of glibc (whatever its age) nor of musl.
PLATFORMS = {
    'x86_64': 'manylinux1_x86_64.manylinux2014_x86_64.manylinux_2_5_x86_64.manylinux_2_17_x86_64.musllinux_1_1_x86_64',
    'aarch64': 'manylinux2014_aarch64.manylinux_2_17_aarch64.musllinux_1_1_aarch64',
}
MAIN = '''"""Runs the `pymolt` command of this installation: `python -m pymolt scan`."""
import os
import sys
import sysconfig


def find_command():
    folders = [sysconfig.get_path("scripts"), os.path.dirname(sys.executable)]
    if hasattr(sysconfig, "get_preferred_scheme"):
        folders.append(sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user")))
    else:
        folders.append(sysconfig.get_path("scripts", os.name + "_user"))
    # pip install --target puts commands below the folder that holds the package.
    folders.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bin"))
    for folder in folders:
        path = os.path.join(folder, "pymolt")
        if os.path.isfile(path):
            return path
    sys.exit("pymolt: the command is not installed beside this Python: " + ", ".join(folders))


if __name__ == "__main__":
    command = find_command()
    os.execv(command, [command] + sys.argv[1:])
'''


def metadata(version):
    with open(os.path.join(ROOT, 'README.md'), encoding='utf-8') as readme:
        return '\n'.join([
            'Metadata-Version: 2.1', 'Name: pymolt', 'Version: ' + version,
            'Summary: What breaks when this code base moves to a newer Python?', 'License: MIT',
            'Requires-Python: >=3.6', 'Classifier: Environment :: Console', 'Classifier: Operating System :: POSIX :: Linux',
            'Classifier: Topic :: Software Development :: Quality Assurance',
            'Description-Content-Type: text/markdown', '', readme.read()]).encode()


def contents(binary, processor, version):
    """Names, bytes and modes of what the wheel holds, without its RECORD."""
    info = 'pymolt-%s.dist-info' % version
    tags = ''.join('Tag: py3-none-%s\n' % platform for platform in PLATFORMS[processor].split('.'))
    wheel = 'Wheel-Version: 1.0\nGenerator: pymolt (%s)\nRoot-Is-Purelib: false\n%s' % (version, tags)
    with open(binary, 'rb') as command, open(os.path.join(ROOT, 'LICENSE'), 'rb') as licence:
        return [
            ('pymolt/__init__.py', b'"""pymolt is a program; see `pymolt --help`."""\n', 0o644),
            ('pymolt/__main__.py', MAIN.encode(), 0o644),
            ('pymolt-%s.data/scripts/pymolt' % version, command.read(), 0o755),
            (info + '/METADATA', metadata(version), 0o644),
            (info + '/WHEEL', wheel.encode(), 0o644),
            (info + '/LICENSE', licence.read(), 0o644),
        ]


def record_line(name, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()
    return '%s,sha256=%s,%d\n' % (name, digest, len(data))


def make(binary, processor, version, folder):
    files = contents(binary, processor, version)
    record = 'pymolt-%s.dist-info/RECORD' % version
    lines = ''.join(record_line(name, data) for name, data, _ in files) + record + ',,\n'
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, 'pymolt-%s-py3-none-%s.whl' % (version, PLATFORMS[processor]))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, data, mode in files + [(record, lines.encode(), 0o644)]:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (stat.S_IFREG | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return path


if __name__ == '__main__':
    if len(sys.argv) != 5 or sys.argv[2] not in PLATFORMS:
        sys.exit(__doc__)
    print(make(*sys.argv[1:]))
