// Requests about an open document; what each answers is its own file's business.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "lsp/hover.h"
#include "lsp/quick_fixes.h"
#include "lsp/server.h"

namespace pymolt::lsp {

namespace {

// `3.8 – 3.13` of a stretch of versions that are released; what is beyond is left open.
std::string stretch(Version first, Version last) {
  if (first == last) return std::string(first.str());
  return std::string(first.str()) + " – " + std::string(last.str());
}

std::string works_text(VersionSet works) {
  works &= VersionSet::before(kNewestReleased) | VersionSet(kNewestReleased);
  if (works.empty()) return "works on no released Python";
  std::string text;
  for (int place = 0; place < Version::kCount; ++place) {
    if (!works.contains(Version::at(place))) continue;
    int last = place;
    while (last + 1 < Version::kCount && works.contains(Version::at(last + 1))) ++last;
    text += (text.empty() ? "" : ", ") + stretch(Version::at(place), Version::at(last));
    place = last;
  }
  return "works on Python " + text;
}

bool wants(const Json& only, std::string_view kind) {
  return !only.is_array() || std::ranges::any_of(only, [&](const Json& word) {
    if (!word.is_string()) return false;
    const auto wanted = word.get<std::string>();
    return kind == wanted || wanted.empty() || kind.starts_with(wanted + ".");
  });
}

}  // namespace

Json Server::hover(const Json& params) {
  const Buffer& buffer = document(params);
  Folder* folder = folder_of(buffer.path);
  if (folder == nullptr) return nullptr;
  const std::uint32_t offset = offset_at(buffer.text, params.at("position"), units_);
  return lsp::hover(*folder, buffer, offset, units_);
}

Json Server::code_action(const Json& params) {
  const Buffer& buffer = document(params);
  Folder* folder = folder_of(buffer.path);
  if (folder == nullptr) return Json::array();
  const Json context = params.value("context", Json::object());
  const Json only = context.value("only", Json());
  const Json& range = params.at("range");
  ActionRequest request;
  request.span = {offset_at(buffer.text, range.at("start"), units_),
                  offset_at(buffer.text, range.at("end"), units_)};
  request.quick_fixes = wants(only, "quickfix");
  // Mending all of a file is dear, and asked for by name.
  request.fix_all = only.is_array() && wants(only, "source.fixAll.pymolt");
  request.versioned = client_.versioned_edits;
  return code_actions(*folder, buffer, request, units_);
}

Json Server::code_lens(const Json& params) {
  const Buffer& buffer = document(params);
  const Folder* folder = folder_of(buffer.path);
  const auto works = folder == nullptr ? std::nullopt : folder->works_on(buffer.path);
  if (!works) return Json::array();
  const Json start = {{"line", 0}, {"character", 0}};
  return Json::array({{{"range", {{"start", start}, {"end", start}}},
                       {"command", {{"title", works_text(*works)}, {"command", ""}}}}});
}

}  // namespace pymolt::lsp
