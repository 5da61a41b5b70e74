#!/usr/bin/env bash
# Makes everything that a release is, in dist/: static binaries, wheels, npm and Debian packages, their sums, what they are made of.
# SPDX-License-Identifier: MIT
#
#   tools/release/release.sh                x86_64 and aarch64
#   tools/release/release.sh x86_64         one of them
set -eu
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^project(pymolt VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
grep -q "^## $version" CHANGELOG.md || { echo "CHANGELOG.md has no entry for $version" >&2; exit 2; }
processors=("${@:-x86_64}")
[ $# -gt 0 ] || processors=(x86_64 aarch64)
wished=12000000  # bytes of a binary; more is told, and no reason to have no release

need() { command -v "$1" >/dev/null 2>&1 || packages+=("$2"); }
packages=()
emulator=$(command -v qemu-aarch64 || command -v qemu-aarch64-static || echo qemu-aarch64)
for processor in "${processors[@]}"; do
  [ "$processor" != aarch64 ] || { need aarch64-linux-gnu-g++ g++-aarch64-linux-gnu; need "$emulator" qemu-user; }
done
need dpkg-deb dpkg
[ ${#packages[@]} -eq 0 ] || { echo "needed, and not here: ${packages[*]}" >&2; exit 2; }

rm -rf dist
mkdir -p dist
binaries=()
for processor in "${processors[@]}"; do
  build=build-static runner=() options=()
  if [ "$processor" = aarch64 ]; then
    build=build-aarch64 runner=("$emulator")
    PYMOLT_SYSROOT=$PWD/build-aarch64/sysroot
    export PYMOLT_SYSROOT
    tools/release/arm64_sysroot.sh "$PYMOLT_SYSROOT"
    options=(-DCMAKE_TOOLCHAIN_FILE=cmake/aarch64.cmake)
  fi
  tools/release/static.sh "$build" "${options[@]}"
  binary=dist/pymolt-$version-linux-$processor
  cp "$build/pymolt" "$binary"
  [ "$(stat -c %s "$binary")" -le $wished ] || echo "$binary is larger than $wished bytes" >&2
  "${runner[@]}" "$binary" --version
  tools/release/wheel.py "$binary" "$processor" "$version" dist
  case $processor in x86_64) debian=amd64 ;; aarch64) debian=arm64 ;; esac
  tools/release/deb.sh "$binary" "$debian" "$version" dist "${runner[@]}"
  binaries+=("$processor=$binary")
done
tools/release/npm_package.py "$version" dist "${binaries[@]}"
tools/release/sbom.py "$version" "dist/pymolt-$version.cdx.json"
(cd dist && sha256sum -- * >SHA256SUMS)
ls -l dist
