#!/usr/bin/env bash
# Unpacks the arm64 packages that pymolt links, and what they need, into a folder; the machine itself is left as it is.
# SPDX-License-Identifier: MIT
#
#   tools/release/arm64_sysroot.sh FOLDER
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)
[ ! -e "$folder/.complete" ] || exit 0
state=$folder/apt
mkdir -p "$state/lists/partial" "$state/archives/partial"
: >"$state/status"
options=(-o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State::lists="$state/lists" -o Dir::State::status="$state/status"
         -o Dir::Cache::archives="$state/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root)
apt-get "${options[@]}" update -qq
# shellcheck disable=SC2046
apt-get "${options[@]}" install -y -qq --no-install-recommends --download-only libc6-dev libstdc++-12-dev \
  $(sed '/"$purpose" = test/,$d' "$root/tools/install_dependencies.sh" | sed -n 's/^need_header [^ ]* //p') >/dev/null
for package in "$state"/archives/*.deb; do dpkg-deb -x "$package" "$folder"; done
rm -rf "$state"
touch "$folder/.complete"
