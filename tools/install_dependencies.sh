#!/usr/bin/env bash
# Installs what pymolt is built from and is missing here: packages of Debian or Ubuntu, the grammars from npm.
# SPDX-License-Identifier: MIT
#
#   tools/install_dependencies.sh          what the program needs
#   tools/install_dependencies.sh test     what its tests need besides: GoogleTest, node, schemas
#
# When nothing is missing it takes a few milliseconds and says nothing.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-program}

missing=()
need_command() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
need_header() {
  local folder
  for folder in /usr/include /usr/local/include; do
    [ ! -e "$folder/$1" ] || return 0
  done
  missing+=("$2")
}
# A folder of a package-lock.json is up to date when the mark of the last install is no older than that file.
is_installed() { [ -e "$1/node_modules/.installed" ] && [ ! "$1/package-lock.json" -nt "$1/node_modules/.installed" ]; }

need_command c++ g++
need_command cc gcc
need_command cmake cmake
need_command ninja ninja-build
need_command git git
need_command pkg-config pkg-config
need_header re2/re2.h libre2-dev
need_header CLI/CLI.hpp libcli11-dev
need_header nlohmann/json.hpp nlohmann-json3-dev
need_header toml++/toml.h libtomlplusplus-dev
need_header fmt/format.h libfmt-dev
need_header pugixml.hpp libpugixml-dev
need_header yaml-cpp/yaml.h libyaml-cpp-dev
need_header sqlite3.h libsqlite3-dev
need_header zlib.h zlib1g-dev
need_header zstd.h libzstd-dev
need_header nettle/sha2.h nettle-dev
if [ "$purpose" = test ]; then
  need_header gtest/gtest.h libgtest-dev
  need_command node nodejs
fi
if ! is_installed . && ! tools/npm_tarballs.sh --can . || { [ "$purpose" = test ] && ! is_installed tests/tools; }; then
  need_command npm npm
fi

if [ ${#missing[@]} -gt 0 ]; then
  echo "installing: ${missing[*]}" >&2
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "there is no apt-get here: install these (or what your system calls them) and try again: ${missing[*]}" >&2
    exit 2
  fi
  sudo=""
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      echo "you are not root and there is no sudo: ask for apt-get install ${missing[*]}" >&2
      exit 2
    fi
    sudo="sudo"
  fi
  $sudo apt-get update -qq
  # An older system may lack one (Ubuntu 22.04 has no toml++): named here, for apt-get would name the first alone and nothing to do.
  absent=()
  for package in "${missing[@]}"; do
    apt-cache show "$package" >/dev/null 2>&1 || absent+=("$package")
  done
  if [ ${#absent[@]} -gt 0 ]; then
    echo "this system has no package ${absent[*]}: put what a newer Debian or Ubuntu has in it into /usr/local, and try again" >&2
    exit 2
  fi
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

npm_install() {
  local folder=$1
  is_installed "$folder" && return 0
  echo "installing: npm packages of $folder/package-lock.json" >&2
  if command -v npm >/dev/null 2>&1; then
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
  else
    tools/npm_tarballs.sh "$folder"
  fi
  touch "$folder/node_modules/.installed"
}
npm_install .
if [ "$purpose" = test ]; then npm_install tests/tools; fi
