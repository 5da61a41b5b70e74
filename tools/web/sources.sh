#!/usr/bin/env bash
# Brings the libraries that WebAssembly needs in source: Debian's packages, and RE2 as it was before it stood on abseil, from npm.
# SPDX-License-Identifier: MIT
#
#   tools/web/sources.sh FOLDER      FOLDER/{zlib,libzstd,yaml-cpp,pugixml,nettle,re2,include}
#
# The sources come from where this machine's own packages come from; headers that are the whole library are taken from
# /usr/include, where `make dependencies` puts them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)

# apt with a state of its own, asked for sources only, of the release as it came out.
mkdir -p "$folder"/apt/{lists/partial,cache/archives/partial,parts}
if [ -r /etc/apt/sources.list.d/debian.sources ]; then
  awk -v RS= -v ORS='\n\n' '!/security/' /etc/apt/sources.list.d/debian.sources | sed 's/^Types:.*/Types: deb-src/' \
    >"$folder/apt/parts/debian.sources"
else
  sed -n '/security/!s/^deb /deb-src /p' /etc/apt/sources.list | sort -u >"$folder/apt/parts/debian.list"
fi
cat >"$folder/apt/conf" <<CONF
Dir::Etc::SourceList "/dev/null";
Dir::Etc::SourceParts "$folder/apt/parts";
Dir::State::Lists "$folder/apt/lists";
Dir::Cache "$folder/apt/cache";
APT::Sandbox::User "root";
CONF
wanted=()
for package in zlib libzstd yaml-cpp pugixml nettle; do
  [ -d "$folder/$package" ] || wanted+=("$package")
done
if [ ${#wanted[@]} -gt 0 ]; then
  export APT_CONFIG=$folder/apt/conf
  apt-get -qq update
  for package in "${wanted[@]}"; do
    (cd "$folder/apt" && apt-get -qq source "$package" >/dev/null && rm -rf "$folder/$package" &&
      mv "$(find . -maxdepth 1 -type d -name "$package-*" | head -n 1)" "$folder/$package")
  done
fi

if [ ! -d "$folder/re2" ]; then
  if "$here/../npm_tarballs.sh" --can "$here"; then
    mkdir -p "$folder/npm"
    cp "$here/package-lock.json" "$folder/npm/"
    "$here/../npm_tarballs.sh" "$folder/npm"
    mv "$folder/npm/node_modules/re2/vendor" "$folder/re2"
  else
    (cd "$folder" && npm pack --silent "re2@$(sed -n 's/^ *"version": "\(.*\)",/\1/p' "$here/package-lock.json")" >npm.name)
    expected=$(sed -n 's/^ *"integrity": "sha512-\(.*\)"/\1/p' "$here/package-lock.json")
    found=$(openssl dgst -sha512 -binary "$folder/$(cat "$folder/npm.name")" | base64 -w 0)
    [ "$found" = "$expected" ] || { echo "re2 is not what tools/web/package-lock.json expects" >&2; exit 2; }
    mkdir -p "$folder/npm"
    tar -xzf "$folder/$(cat "$folder/npm.name")" -C "$folder/npm"
    mv "$folder/npm/package/vendor" "$folder/re2"
  fi
fi

mkdir -p "$folder/include"
for header in fmt CLI nlohmann toml++; do
  [ -d "/usr/include/$header" ] || { echo "/usr/include/$header is not there: run \`make dependencies\`" >&2; exit 2; }
  ln -sfn "/usr/include/$header" "$folder/include/$header"
done
ln -sfn "$folder/nettle" "$folder/include/nettle"
