// registry/folder/NAME:TAG@digest: the version stands in the tag where the name is `python`, or behind the word python in either.
// SPDX-License-Identifier: MIT
#include "inventory/image.h"

#include <algorithm>
#include <array>

#include "base/text_table.h"
#include "packed/packed.h"

extern "C" const unsigned char base_images_txt[];

namespace pymolt::inventory {

namespace {

// Distributions that are too old for a new Python's images; without the word, the tag names the newest.
constexpr std::array<std::string_view, 7> kOldDistributions = {
    "-wheezy", "-jessie", "-stretch", "-buster", "-bullseye", "-alpine3", "-onbuild"};

std::string rewritten(std::string_view before, std::string_view placeholder,
                      std::string_view after) {
  std::string rest(after);
  for (const std::string_view old : kOldDistributions) {
    const std::size_t at = rest.find(old);
    if (at == std::string::npos) continue;
    const std::size_t end = std::min(rest.find('-', at + 1), rest.size());
    rest.replace(at, end - at, old == "-alpine3" ? "-alpine" : "");
  }
  return std::string(before) + std::string(placeholder) + rest;
}

// The version that begins at AT of IMAGE, where the tag or name ends at END.
std::optional<Stated> version_at(std::string_view image, std::size_t at, std::size_t end) {
  const std::string_view text = image.substr(at, end - at);
  const auto digits = digits_at(text);
  if (!digits) return std::nullopt;
  const std::string_view before = image.substr(0, at);
  if (digits->minor < 0 && digits->size >= 2 && digits->size <= 3 &&
      text.find('.') == std::string_view::npos) {  // python39
    auto stated = read_compact(text.substr(0, digits->size));
    if (!stated) return std::nullopt;
    stated->rewrite = rewritten(before, "{C}", text.substr(digits->size));
    return stated;
  }
  if (!is_python(*digits)) return std::nullopt;
  if (digits->minor < 0 && digits->major == 3) return Stated{VersionSet::python3(), false, {}, {}};
  Stated stated;
  stated.versions =
      digits->minor < 0 ? VersionSet::python2() : version_set(digits->major, digits->minor);
  std::string_view after = text.substr(digits->whole);
  if (after.starts_with("rc") || after.starts_with('a') || after.starts_with('b'))
    after = after.substr(std::min(after.find('-'), after.size()));
  stated.rewrite = rewritten(before, "{V}", after);
  return stated;
}

// In a tag of an image called python: the first part that is a version of Python; in `1-3.12` it is the second.
std::optional<Stated> version_in_tag(std::string_view image, std::size_t at, std::size_t end) {
  while (at < end) {
    const std::size_t part = std::min(image.find('-', at), end);
    std::size_t digits = at;
    if (image.substr(at, 1) == "v") ++digits;
    if (auto stated = version_at(image, digits, end)) return stated;
    at = part + 1;
  }
  return std::nullopt;
}

std::optional<Stated> behind_word(std::string_view image, std::size_t begin, std::size_t end) {
  const std::string low = lower(image);
  for (std::size_t at = low.find("python", begin); at != std::string::npos && at < end;
       at = low.find("python", at + 6)) {
    std::size_t digits = at + 6;
    if (digits < end && (low[digits] == '-' || low[digits] == '_')) ++digits;
    if (auto stated = version_at(image, digits, end)) return stated;
  }
  return std::nullopt;
}

}  // namespace

namespace {

std::optional<Stated> read_named_image(std::string_view image) {
  if (image.starts_with("docker://")) image.remove_prefix(9);
  image = image.substr(0, image.find('@'));
  if (image.empty() || image.size() > 300 ||
      image.find_first_of(" \t\n{}$<>()") != std::string_view::npos)
    return std::nullopt;
  const std::size_t slash = image.rfind('/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  const std::size_t colon = std::min(image.find(':', name), image.size());
  const std::string called = lower(image.substr(name, colon - name));
  if (colon < image.size()) {
    if (auto stated = behind_word(image, colon, image.size())) return stated;
  }
  const bool is_python_image =
      called == "python" || called == "pypy" || called == "python3" || called == "python2";
  if (is_python_image && colon < image.size()) {
    if (auto stated = version_in_tag(image, colon + 1, image.size())) {
      if (called == "pypy") stated->rewrite.clear();  // it has releases of its own
      return stated;
    }
  }
  if (called == "python2") return Stated{VersionSet::python2(), true, {}, {}};
  if (is_python_image) return Stated{VersionSet::python3(), false, {}, {}};
  return behind_word(image, name, colon);
}

// What the table says behind IMAGE and TAG on a line that begins with KIND; a tag may go on behind a `-` or `.`: `buster-slim`,
// `3.18.4`.
std::string_view told_of(std::string_view image, std::string_view kind) {
  image = image.substr(0, image.find('@'));
  const std::size_t name = image.rfind('/') + 1;
  const std::size_t colon = std::min(image.find(':', name), image.size());
  const std::string wanted =
      std::string(kind) + std::string(image.substr(name, colon - name)) + " ";
  std::string_view tag = colon < image.size() ? image.substr(colon + 1) : "latest";
  tag = tag.substr(0, tag.find('-'));
  static const Unpacked kImages(base_images_txt);
  for (TextTable table(kImages.text()); !table.is_over();) {
    const std::string_view line = table.take_line();
    const std::size_t blank = line.rfind(' ');
    if (!line.starts_with(wanted) || blank <= wanted.size()) continue;
    const std::string_view known = line.substr(wanted.size(), blank - wanted.size());
    if (known == "*" || tag == known ||
        (!known.empty() && tag.starts_with(known) && tag[known.size()] == '.'))
      return line.substr(blank + 1);
  }
  return {};
}

}  // namespace

// `circleci/python:3.8` has no newer tags: `cimg/python:3.13`.
std::optional<Stated> read_image(std::string_view image) {
  auto stated = read_named_image(image);
  const std::string_view folder = image.substr(0, std::min(image.find('/'), image.size()));
  if (!stated || folder.size() == image.size() || !stated->rewrite.starts_with(folder))
    return stated;
  if (const std::string_view moved = told_of(folder, "moved "); !moved.empty())
    stated->rewrite.replace(0, folder.size(), moved);
  return stated;
}

std::optional<Stated> read_base_image(std::string_view image) {
  auto stated = read_version(told_of(image, ""));
  if (stated) stated->rewrite.clear();
  return stated;
}

std::optional<Version> part_ended(std::string_view part) {
  if (part.empty() || part.find_first_of("/:@") != std::string_view::npos) return std::nullopt;
  const auto stated = read_version(told_of(part, "part "));
  return stated && !stated->versions.empty() ? std::optional(stated->versions.oldest())
                                             : std::nullopt;
}

bool has_python(std::string_view image) { return told_of(image, "python ") == "yes"; }

bool lacks_python(std::string_view image) { return told_of(image, "python ") == "no"; }

}  // namespace pymolt::inventory
