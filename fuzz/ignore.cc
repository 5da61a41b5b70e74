// Patterns of a .gitignore against a path, and a git index: an answer, after bounded work.
// SPDX-License-Identifier: MIT
#include "oracle.h"
#include "scan/git_index.h"
#include "scan/gitignore.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  if (const auto tracked = scan::TrackedFiles::parse(text)) {
    for (const std::string& path : tracked->paths())
      fuzz::claim(tracked->has(path), "what is named is tracked");
  }
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view path = text.substr(0, end);
  scan::IgnoreStack stack;
  stack.push("", scan::parse_gitignore(text.substr(std::min(end + 1, text.size()))));
  scan::MatchWork work;
  const std::string why = stack.why_ignored(path, false, work);
  scan::MatchWork again;
  fuzz::claim(why == stack.why_ignored(path, false, again), "the same answer twice");
  return 0;
}
