// A file that says something of versions or packages, under every name that a reader takes.
// SPDX-License-Identifier: MIT
#include <array>

#include "oracle.h"
#include "scan/facts_codec.h"
#include "scan/read_inventory.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const rulebook::Rulebook book = rulebook::Rulebook::built_in().take();
  static const scan::ScanContext context = scan::ScanContext::make(book).take();
  static scan::ScanScratch bench;
  constexpr auto kNames = std::to_array<const char*>({"requirements.txt",
                                                      "pyproject.toml",
                                                      "setup.cfg",
                                                      "Pipfile",
                                                      "Pipfile.lock",
                                                      "poetry.lock",
                                                      "tox.ini",
                                                      "environment.yml",
                                                      "Dockerfile",
                                                      ".python-version",
                                                      "setup.py",
                                                      "noxfile.py",
                                                      "run.sh",
                                                      ".github/workflows/x.yml",
                                                      "uv.lock",
                                                      "pylock.toml",
                                                      "conda-lock.yml",
                                                      "Makefile",
                                                      "Jenkinsfile",
                                                      "README.md",
                                                      "debian/control",
                                                      "a.tf",
                                                      ".gitlab-ci.yml",
                                                      "devcontainer.json",
                                                      "CMakeLists.txt",
                                                      "meson.build",
                                                      "a.c",
                                                      "a.pyx",
                                                      "a.py",
                                                      "mise.toml"});
  if (size == 0) return 0;
  const char* const name = kNames[data[0] % kNames.size()];
  const std::string_view bytes = fuzz::text_of(data + 1, size - 1);
  const FileFacts facts = scan::read_inventory(name, bytes, context, bench);
  fuzz::claim(facts == scan::read_inventory(name, bytes, context, bench),
              "the same bytes give the same facts");
  for (const VersionStatement& one : facts.inventory.statements)
    fuzz::claim(one.bytes.end <= bytes.size() && one.bytes.begin <= one.bytes.end,
                "a statement stands inside the file");
  std::string kept;
  scan::write_facts(facts, kept);
  fuzz::claim(scan::read_facts(kept) == facts, "what comes from the cache is what went into it");
  return 0;
}
