"""Lets `pip install .` build pymolt: a build backend (PEP 517) that runs CMake and puts the binary into a wheel.

It asks for no Python package. What CMake needs must be there; `make dependencies` installs it on Debian and Ubuntu, and is
tried where something is missing. Where PYMOLT_BINARY names a binary of this version, that is put into the wheel and nothing is built.
"""
import os
import platform
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import wheel  # noqa: E402  (the script beside this one)


def version():
    with open(os.path.join(ROOT, 'CMakeLists.txt'), encoding='utf-8') as lists:
        return re.search(r'project\(pymolt VERSION ([0-9.]+)', lists.read()).group(1)


def get_requires_for_build_wheel(config_settings=None):
    return []


def built_binary():
    """The path of a binary of this version."""
    given = os.environ.get('PYMOLT_BINARY')
    if given:
        said = subprocess.check_output([given, '--version'], universal_newlines=True)
        if said.split()[1:2] != [version()]:
            raise SystemExit('PYMOLT_BINARY=%s is no pymolt %s but %s' % (given, version(), said.strip()))
        return given
    subprocess.check_call(['make', '-C', ROOT, 'static'], stdout=sys.stderr)
    return os.path.join(ROOT, 'build-static', 'pymolt')


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    processor = {'arm64': 'aarch64', 'amd64': 'x86_64'}.get(platform.machine().lower(), platform.machine())
    return os.path.basename(wheel.make(built_binary(), processor, version(), wheel_directory))


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError('a source distribution is a checkout of the repository')
