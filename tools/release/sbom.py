#!/usr/bin/env python3
"""Writes what the release binary is made of, as a CycloneDX document: the libraries linked in, with their versions.

    tools/release/sbom.py VERSION FILE

Versions of libraries are asked of dpkg, those of the parser of package-lock.json; what cannot be told has no version.
"""
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def linked_packages():
    """The Debian packages that tools/install_dependencies.sh names for headers: all that is linked in."""
    with open(os.path.join(ROOT, 'tools', 'install_dependencies.sh'), encoding='utf-8') as script:
        program = script.read().split('if [ "$purpose" = test ]')[0]
    return sorted(line.split()[2] for line in program.splitlines() if line.startswith('need_header '))


def debian_component(package):
    done = subprocess.run(['dpkg-query', '-W', '-f', '${Version}', package], capture_output=True, text=True)
    version = done.stdout if done.returncode == 0 else ''
    component = {'type': 'library', 'name': package}
    if version:
        component.update(version=version, purl='pkg:deb/debian/%s@%s' % (package, version))
    return component


def npm_components():
    with open(os.path.join(ROOT, 'package-lock.json'), encoding='utf-8') as lock:
        packages = json.load(lock)['packages']
    for path, package in sorted(packages.items()):
        name = path.rpartition('node_modules/')[2]
        if name.startswith('tree-sitter'):
            yield {'type': 'library', 'name': name, 'version': package['version'], 'purl': 'pkg:npm/%s@%s' % (name, package['version'])}


def main(version, file):
    components = [debian_component(package) for package in linked_packages() + ['libc6-dev', 'libstdc++-12-dev']]
    document = {
        'bomFormat': 'CycloneDX', 'specVersion': '1.5', 'version': 1,
        'metadata': {'component': {'type': 'application', 'name': 'pymolt', 'version': version}},
        'components': components + list(npm_components()),
    }
    with open(file, 'w', encoding='utf-8') as out:
        json.dump(document, out, indent=2)
        out.write('\n')


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
