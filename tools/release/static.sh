#!/usr/bin/env bash
# Builds one stripped binary that needs no library of the machine it runs on.
# SPDX-License-Identifier: MIT
#
#   tools/release/static.sh FOLDER [CMAKE-OPTION…]
set -eu
cd "$(dirname "$0")/../.."
folder=$1
shift
# Small rather than fast, the parser excepted, which is compiled by its own flags and is most of a scan.
sections="-ffunction-sections -fdata-sections"
# Functions with the same code are one, where there is the linker that folds them: 340 KB less.
folding=-Wl,--gc-sections
case " $* " in *aarch64*) gold=aarch64-linux-gnu-ld.gold ;; *) gold=ld.gold ;; esac
if command -v "$gold" >/dev/null; then folding="$folding -fuse-ld=gold -Wl,--icf=safe"; fi
cmake -G Ninja -S . -B "$folder" --log-level=WARNING --no-warn-unused-cli -DCMAKE_BUILD_TYPE=Release -DPYMOLT_TESTS=OFF -DPYMOLT_STATIC=ON \
  "-DCMAKE_CXX_FLAGS_RELEASE=-Os -DNDEBUG $sections" "-DCMAKE_C_FLAGS_RELEASE=-Os -DNDEBUG $sections" \
  "-DCMAKE_EXE_LINKER_FLAGS=$folding" "$@" >/dev/null
cmake --build "$folder" --target pymolt -- --quiet
case " $* " in
  *aarch64*) aarch64-linux-gnu-strip "$folder/pymolt" ;;
  *) strip "$folder/pymolt" ;;
esac
