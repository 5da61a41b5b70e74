// Reads what cmake/pack.cmake makes of many files: an index, and behind it the texts in its order.
// SPDX-License-Identifier: MIT
//
//   3a6eb0…                     the SHA-256 of the texts
//   412 lifetimes/imp.life      a line for each: how many bytes, and its name
//
//   imp: deprecated 3.4, …      the texts, one behind the other
#include "rulebook/embedded.h"

#include <charconv>

#include "base/text_table.h"
#include "packed/packed.h"

extern "C" const unsigned char built_in_rules[];
extern "C" const unsigned char built_in_packages[];
extern "C" const unsigned char package_index_txt[];

namespace pymolt::rulebook {

namespace {

TextTable whole() {
  static const Unpacked kRules(built_in_rules);
  return TextTable(kRules.text());
}

std::vector<RuleFile> files_of(TextTable index) {
  std::vector<RuleFile> files;
  index.take_line();
  std::vector<std::size_t> sizes;
  for (std::string_view line = index.take_line(); !line.empty(); line = index.take_line()) {
    std::size_t size = 0;
    std::from_chars(line.data(), line.data() + line.size(), size);
    sizes.push_back(size);
    files.push_back({line.substr(line.find(' ') + 1), {}});
  }
  std::string_view texts = index.rest();
  for (std::size_t i = 0; i < files.size(); ++i) {
    files[i].text = texts.substr(0, sizes[i]);
    texts.remove_prefix(files[i].text.size());
  }
  return files;
}

}  // namespace

std::vector<RuleFile> embedded_files() { return files_of(whole()); }

const std::vector<RuleFile>& embedded_packages() {
  static const Unpacked kPackages(built_in_packages);
  static const std::vector<RuleFile> kFiles = files_of(TextTable(kPackages.text()));
  return kFiles;
}

std::string_view embedded_package_index() {
  static const Unpacked kIndex(package_index_txt);
  return kIndex.text();
}

std::string_view embedded_sha256() { return whole().take_line(); }

}  // namespace pymolt::rulebook
