#!/usr/bin/env bash
# Compiles the scanner to WebAssembly and makes one static page of it, with the documentation of the rules: build-web/site.
# SPDX-License-Identifier: MIT
#
#   tools/web/build.sh [BUILD-FOLDER]
#
# It needs Emscripten 3.1.50 or later (Debian 13: emscripten), ninja, node, and the headers that `make dependencies` installs.
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build-web}
for word in emcc emcmake ninja node apt-get; do
  command -v "$word" >/dev/null 2>&1 || { echo "$word is needed, and not here (Debian 13: apt-get install emscripten ninja-build nodejs)" >&2; exit 2; }
done
found=$(emcc --version | sed -n '1s/.* \([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p')
if [ "$(printf '%s\n' 3.1.50 "$found" | sort -V | head -n 1)" != 3.1.50 ]; then
  echo "emcc is $found: its C++ library is older than C++20, 3.1.50 is needed (Debian 13 has it)" >&2
  exit 2
fi
tools/web/sources.sh "$build/sources"
emcmake cmake -G Ninja -S . -B "$build" --log-level=WARNING -DCMAKE_BUILD_TYPE=Release "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG" \
  -DPYMOLT_TESTS=OFF -DPYMOLT_PRECOMPILE=OFF "-DPYMOLT_WEB_SOURCES=$PWD/$build/sources" >/dev/null
cmake --build "$build" --target pymolt -- --quiet

# The report runs its own scripts inside of the page: they are allowed by the hashes that the report itself states.
site=$build/site
rm -rf "$site"
mkdir -p "$site" "$build/sample"
echo 'x = 1' >"$build/sample/x.py"
node tools/web/run.mjs "$build" --from "$build/sample" --bring /out "$build/sample" -- scan x.py --no-cache --jobs 1 --format html=/out/report.html
policy=$(grep -o 'Content-Security-Policy" content="[^"]*"' "$build/sample/report.html" | sed "s/&#39;/'/g")
hashes() { printf '%s' "$policy" | sed -n "s/.*$1 \([^;\"]*\).*/\1/p" | grep -o "'sha256-[^']*'" | tr '\n' ' '; }
[ -n "$(hashes script-src)" ] || { echo "the report states no hash of its scripts" >&2; exit 2; }
scripts=$(hashes script-src) styles=$(hashes style-src)
sed -e "s|@REPORT_SCRIPTS@|$scripts|" -e "s|@REPORT_STYLES@|$styles|" web/index.html >"$site/index.html"
cp web/page.css web/page.js web/worker.js "$build/pymolt.js" "$build/pymolt.wasm" "$site/"
cp scanner/render/html/style.css "$site/style.css"
node tools/web/run.mjs "$build" --bring /out/docs "$site/docs" -- docs /out/docs >/dev/null
ls -l "$site"
