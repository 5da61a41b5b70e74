# The front door: every target installs what is missing, builds, and does its one thing.
# SPDX-License-Identifier: MIT
#
#   make scan                          scan fixtures/legacy_app
#   make scan SRC=path TARGET=3.13     scan a tree of yours
#   make test                          build and run every test
#   make fuzz MINUTES=10               run the fuzz targets so long, then scan files made to be long, deep and broken
#   make bench                         measure a scan against a bare tree-sitter parse
#   make growth                        how time and memory grow with 39 shapes of input: a Markdown table
#   make install PREFIX=/usr/local     put the binary, its manual page and completions there
#   make format | format-check         lay the sources out, or say which are not laid out so
#   make tidy                          clang-tidy over what differs from main; all with BASE=
#   make static                        one binary for every Linux of this processor: build-static/pymolt
#   make release                       static binaries, wheels, npm and Debian packages for x86_64 and aarch64, in dist/
#   make wheel | npm | deb             one of these, for this processor, in dist/
#   make web                           the scanner as WebAssembly in one static page: build-web/site (Emscripten 3.1.50 or later)
#   make image                         a container image of it, by docker, podman or buildah
SRC ?= fixtures/legacy_app
TARGET ?=
FORMAT ?= text
PREFIX ?= /usr/local
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

.DEFAULT_GOAL := program
.PHONY: build dependencies test-dependencies program scan test fuzz bench growth install static wheel npm deb image web release format format-check tidy asan tsan clean help

dependencies:
	@tools/install_dependencies.sh

test-dependencies:
	@tools/install_dependencies.sh test

# The program alone: neither GoogleTest nor node is needed for it.
program: dependencies
	@cmake --preset release --log-level=WARNING $(if $(wildcard build/CMakeCache.txt),,-DPYMOLT_TESTS=OFF) >/dev/null
	@cmake --build build -j $(JOBS) --target pymolt -- --quiet

build: test-dependencies
	@cmake --preset release --log-level=WARNING -DPYMOLT_TESTS=ON
	@cmake --build build -j $(JOBS)

# The exit status of a scan says what it found (1: something grave); that is no failure of make's.
scan: program
	@build/pymolt scan $(SRC) $(if $(TARGET),--target "$(TARGET)") --format $(FORMAT); \
	  status=$$?; if [ $$status -ge 2 ]; then exit $$status; fi

test: build
	@ctest --test-dir build -j $(JOBS) --output-on-failure

# Each input at this size and at four times it.
FUZZ_SIZE ?= 500000
MINUTES ?= 5
fuzz: build
	@cmake --preset fuzz --log-level=WARNING
	@cmake --build build-fuzz -j $(JOBS)
	@tools/fuzz.sh build-fuzz $(MINUTES)
	@for part in 0 1 2 3; do \
	  PYMOLT_HOSTILE_SIZE=$(FUZZ_SIZE) build/cli_test --gtest_brief=1 --gtest_filter="*HostileInputs*/$$part"; done

bench: build
	@cmake --build build -j $(JOBS) --target bench
	@tools/bench.sh $(SRC)

growth: program
	@tools/measure_growth.py build/pymolt

install: program
	@install -D -m 755 build/pymolt $(DESTDIR)$(PREFIX)/bin/pymolt
	@build/pymolt man > build/pymolt.1
	@install -D -m 644 build/pymolt.1 $(DESTDIR)$(PREFIX)/share/man/man1/pymolt.1
	@build/pymolt completions bash > build/completion.bash
	@install -D -m 644 build/completion.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/pymolt
	@build/pymolt completions zsh > build/completion.zsh
	@install -D -m 644 build/completion.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_pymolt
	@build/pymolt completions fish > build/completion.fish
	@install -D -m 644 build/completion.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/pymolt.fish

static: dependencies
	@tools/release/static.sh build-static

VERSION = $(shell sed -n 's/^project(pymolt VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
PROCESSOR = $(shell uname -m)
wheel: static
	@tools/release/wheel.py build-static/pymolt $(PROCESSOR) $(VERSION) dist
npm: static
	@tools/release/npm_package.py $(VERSION) dist $(PROCESSOR)=build-static/pymolt
deb: static
	@tools/release/deb.sh build-static/pymolt $$(dpkg --print-architecture) $(VERSION) dist
image: static
	@tools/release/image.sh build-static/pymolt $(VERSION)
web: dependencies
	@tools/web/build.sh build-web
release: dependencies
	@tools/release/release.sh

SOURCES = $(shell git ls-files 'scanner/*.h' 'scanner/*.cc' 'tests/*.h' 'tests/*.cc' 'bench/*.cc' 'fuzz/*.cc')
format:
	@clang-format -i $(SOURCES)

# A few seconds; CI runs it.
format-check:
	@clang-format --dry-run -Werror $(SOURCES)

# clang-tidy takes some 6 seconds of processor a file, an hour for all: it looks at what differs from BASE, or with BASE= at all.
BASE ?= main
tidy: dependencies
	@cmake --preset tidy --log-level=WARNING >/dev/null
	@cmake --build build-tidy --target pymolt_kinds pymolt_construct_ids -- --quiet
	@git diff --name-only --diff-filter=d $(or $(BASE),$$(git hash-object -t tree /dev/null)) -- 'scanner/*.cc' | \
	  xargs -r -P $(JOBS) -n 1 clang-tidy -p build-tidy --quiet

asan tsan: test-dependencies
	@cmake --preset $@ --log-level=WARNING
	@cmake --build build-$@ -j $(JOBS)
	@ctest --test-dir build-$@ -j $(JOBS) --output-on-failure

clean:
	@rm -rf build build-* dist

help:
	@sed -n 's/^#   //p' Makefile
