// Holds the quick parser's trees against tree-sitter's, on files and on changed pieces of them.
// SPDX-License-Identifier: MIT
//
//   find FOLDER -name '*.py' | build/compare_trees [CHANGES]
//
// Reads paths from standard input. With CHANGES, each file is not parsed itself, but so many pieces of it, with up to three
// edits in each. Says how many texts were read by both, how many the quick parser left to tree-sitter, how many trees are
// not the same (exit status 1 when any), and what either took.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "syntax/arena.h"
#include "syntax/flatten.h"
#include "syntax/lr_parser.h"
#include "syntax/tree_sitter.h"

namespace {

using namespace pymolt::syntax;

bool same(const std::vector<NodeData>& a, const std::vector<NodeData>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].kind != b[i].kind || a[i].field != b[i].field || a[i].named != b[i].named ||
        a[i].missing != b[i].missing || a[i].broken != b[i].broken || a[i].begin != b[i].begin ||
        a[i].end != b[i].end || a[i].parent != b[i].parent || a[i].next != b[i].next) {
      return false;
    }
  }
  return true;
}

std::mt19937 random_source(7);
std::size_t below(std::size_t n) { return n == 0 ? 0 : random_source() % n; }

std::string changed_piece(const std::string& source) {
  static const char* const kPieces[] = {
      "(",      ")",     "[",      "]",      "{",       "}",   ":",     ",",    "\n",   "    ",
      "\"",     "'",     "f\"",    "\\",     "#",       "*",   "**",    "=",    ":=",   "print ",
      "match ", "type ", "async ", "await ", "lambda ", "if ", "else ", "for ", "in ",  "not ",
      "is ",    "exec ", "`",      "->",     "@",       ";",   "...",   "\t",   "\r\n", "\f"};
  std::size_t begin = source.rfind('\n', below(source.size()));
  begin = begin == std::string::npos ? 0 : begin + 1;
  std::string text = source.substr(begin, 100 + below(900));
  for (std::size_t edits = 1 + below(3); edits > 0 && !text.empty(); --edits) {
    const std::size_t at = below(text.size());
    switch (below(3)) {
      case 0:
        text.erase(at, 1 + below(4));
        break;
      case 1:
        text.insert(at, kPieces[below(std::size(kPieces))]);
        break;
      default:
        text.insert(at, text.substr(below(text.size()), 1 + below(20)));
    }
  }
  return text;
}

class Comparison {
 public:
  void add(const std::string& text, const std::string& path) {
    const auto length = static_cast<std::uint32_t>(text.size());
    ++texts_;
    bytes_ += text.size();
    std::vector<NodeData> quick;
    std::vector<NodeData> plain;
    const double begin = now();
    const bool read = pymolt_lr_parse(lr_, text.data(), length);
    if (read) flatten(*lr_, quick);
    const double middle = now();
    {
      const Arena::Use use(arena_);
      flatten(*pymolt_parse(text.data(), length), plain);
    }
    quick_time_ += middle - begin;
    plain_time_ += now() - middle;
    if (!read) return;
    ++read_;
    if (same(quick, plain)) return;
    if (++differ_ <= 10)
      std::printf("not the same: %s\n%s\n", path.c_str(), text.substr(0, 400).c_str());
  }

  int report() const {
    std::printf(
        "%zu texts, %.1f MB: %zu read by both, %zu left to tree-sitter, %zu not the same; %.3f s "
        "against %.3f s\n",
        texts_, static_cast<double>(bytes_) / 1e6, read_, texts_ - read_, differ_, quick_time_,
        plain_time_);
    return differ_ == 0 ? 0 : 1;
  }

 private:
  static double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }

  PymoltLr* lr_ = pymolt_lr_new();
  Arena arena_;
  std::size_t texts_ = 0;
  std::size_t bytes_ = 0;
  std::size_t read_ = 0;
  std::size_t differ_ = 0;
  double quick_time_ = 0;
  double plain_time_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const int changes = argc > 1 ? std::atoi(argv[1]) : 0;
  Comparison comparison;
  for (std::string path; std::getline(std::cin, path);) {
    std::ifstream file(path, std::ios::binary);
    const std::string source{std::istreambuf_iterator<char>(file), {}};
    if (changes == 0) comparison.add(source, path);
    for (int i = 0; i < changes && !source.empty(); ++i)
      comparison.add(changed_piece(source), path);
  }
  return comparison.report();
}
