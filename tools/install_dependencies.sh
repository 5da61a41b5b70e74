#!/usr/bin/env bash
# Installs what pymolt is built from and is missing here: Debian's packages with apt-get, the grammar with npm.
# SPDX-License-Identifier: MIT
# When nothing is missing it takes a few milliseconds and says nothing.
set -eu
cd "$(dirname "$0")/.."

missing=()
need_command() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
need_header() { [ -e "/usr/include/$1" ] || [ -e "/usr/local/include/$1" ] || missing+=("$2"); }

need_command c++ g++
need_command cc gcc
need_command cmake cmake
need_command ninja ninja-build
need_command node nodejs
need_command npm npm
need_command git git
need_header re2/re2.h libre2-dev
need_header CLI/CLI.hpp libcli11-dev
need_header gtest/gtest.h libgtest-dev
need_header nlohmann/json.hpp nlohmann-json3-dev
need_header toml++/toml.h libtomlplusplus-dev
need_header fmt/format.h libfmt-dev
need_header yaml-cpp/yaml.h libyaml-cpp-dev
need_header nettle/sha2.h nettle-dev

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
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# npm's packages are there when their lock file is no newer than the mark left by the last install.
npm_install() {
  local folder=$1
  if [ ! -e "$folder/node_modules/.installed" ] || [ "$folder/package-lock.json" -nt "$folder/node_modules/.installed" ]; then
    echo "installing: npm packages of $folder/package-lock.json" >&2
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
    touch "$folder/node_modules/.installed"
  fi
}
npm_install .
npm_install tests/tools
