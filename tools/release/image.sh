#!/usr/bin/env bash
# Makes a container image of a static binary, with whichever of docker, podman and buildah is here and answers.
# SPDX-License-Identifier: MIT
#
#   tools/release/image.sh BINARY VERSION      prints the image's name
set -eu
binary=$1 version=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
install -m 755 "$binary" "$context/pymolt"
for tool in docker podman buildah; do
  command -v "$tool" >/dev/null 2>&1 && "$tool" info >/dev/null 2>&1 || continue
  "$tool" build --quiet --tag "pymolt:$version" --file "$root/tools/release/Containerfile" "$context" >/dev/null
  echo "pymolt:$version"
  exit
done
echo "neither docker nor podman nor buildah is here and answers" >&2
exit 2
