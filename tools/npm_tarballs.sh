#!/usr/bin/env bash
# Installs the packages of a package-lock.json without npm: one download each, held against its recorded hash.
# SPDX-License-Identifier: MIT
#
#   tools/npm_tarballs.sh FOLDER          into FOLDER/node_modules
#   tools/npm_tarballs.sh --can FOLDER    whether that is possible here (exit status)
#
# It needs curl or wget, and the address of an npm registry: NPM_CONFIG_REGISTRY, or `registry=` in ~/.npmrc. Where nobody
# has named one, only npm itself knows where to ask.
set -eu

registry() {
  local named=${NPM_CONFIG_REGISTRY:-${npm_config_registry:-}}
  if [ -z "$named" ] && [ -r "$HOME/.npmrc" ]; then
    named=$(sed -n 's/^registry *= *//p' "$HOME/.npmrc" | tail -n 1)
  fi
  printf '%s' "${named%/}"
}
download() {  # URL FILE
  if command -v curl >/dev/null 2>&1; then
    curl --fail --silent --show-error --location --max-filesize 67108864 --output "$2" "$1"
  else
    wget --quiet --output-document="$2" "$1"
  fi
}
# A file's SHA-512 as package-lock.json writes it.
integrity() {
  local hex
  hex=$(sha512sum "$1" | cut -d' ' -f1)
  # shellcheck disable=SC2059
  printf 'sha512-%s' "$(printf "$(printf '%s' "$hex" | sed 's/../\\x&/g')" | base64 -w 0)"
}

if [ "$1" = --can ]; then
  [ -n "$(registry)" ] && { command -v curl >/dev/null 2>&1 || command -v wget >/dev/null 2>&1; }
  exit
fi

folder=$1
from=$(registry)
[ -n "$from" ] || { echo "no npm registry is known: set NPM_CONFIG_REGISTRY, or install npm" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$folder/node_modules"
# Lines of three words: name, version, hash. npm writes a key a line, so that no reader of JSON is needed.
sed -n -e 's/^ *"node_modules\/\([^"]*\)": {$/name \1/p' -e 's/^      "version": "\([^"]*\)",$/version \1/p' \
       -e 's/^      "integrity": "\([^"]*\)",\{0,1\}$/integrity \1/p' "$folder/package-lock.json" |
  awk '$1 == "name" {name = $2} $1 == "version" {version = $2} $1 == "integrity" && name {print name, version, $2}' |
  while read -r name version expected; do
    download "$from/$name/-/${name##*/}-$version.tgz" "$work/package.tgz"
    if [ "$(integrity "$work/package.tgz")" != "$expected" ]; then
      echo "$name $version is not what $folder/package-lock.json expects: not installed" >&2
      exit 2
    fi
    mkdir -p "$folder/node_modules/$name"
    tar -xzf "$work/package.tgz" -C "$folder/node_modules/$name" --strip-components=1
  done
