// A walk down the tree along the parts of a path, with a bound on its steps.
// SPDX-License-Identifier: MIT
#include "inventory/document_keys.h"

#include <span>
#include <string>
#include <vector>

#include "inventory/command_words.h"

namespace pymolt::inventory {

namespace {

constexpr std::size_t kMostSteps = 4 * kMostNodes;

struct Walk {
  const std::function<void(const Node&)>& see;
  std::size_t steps = 0;

  void go(const Node& node, std::string_view path) {
    if (++steps > kMostSteps) return;
    if (path.empty()) return see(node);
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    const std::string_view rest =
        slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    if (part == "**") {
      go(node, rest);
      for (const Node& below : node.below) go(below, path);
      return;
    }
    for (const Node& below : node.below) {
      const bool fits =
          part == "*" || (node.kind == Node::Kind::map &&
                          (part == "~" ? is_version_key(below.key) : part == below.key));
      if (fits) go(below, rest);
    }
  }
};

std::optional<Stated> understood(const Page& page, const Node& node, Understand read,
                                 Numbers numbers) {
  if (node.kind != Node::Kind::scalar || node.text.size() > 4096) return std::nullopt;
  auto stated = read(node.text);
  if (stated && numbers == Numbers::lose_zeros) lose_zero(node, *stated);
  // Where escapes or indents are written, what is written instead has them too.
  const std::string_view written = page.text().slice(node.bytes);
  if (stated && written != node.text) {
    const auto again = written.empty() ? std::nullopt : read(written);
    stated->rewrite = again && again->versions == stated->versions ? again->rewrite : "";
  }
  // A target that ends in a zero loses it where it takes the place of a number.
  if (stated && numbers == Numbers::lose_zeros && !node.quoted && !node.block &&
      stated->rewrite == "{V}")
    stated->rewrite = "{Q}";
  const bool parts = stated && stated->rewrite.find(',') != std::string::npos;
  if (parts && numbers == Numbers::lose_zeros && !node.quoted && !node.block)
    stated->rewrite = "\"" + stated->rewrite + "\"";  // within `{…}` a comma would end it
  return stated;
}

// The bytes of a list as written, with its bracket where it has one.
ByteSpan whole_list(const Page& page, ByteSpan at) {
  const std::string_view bytes = page.text().bytes();
  if (at.begin < bytes.size() && bytes[at.begin] == '[') {
    if (at.end > at.begin && bytes[at.end - 1] == ']') return at;
    std::size_t end = at.end;
    while (end < bytes.size() && bytes[end] != ']' && bytes[end] != '\n') ++end;
    if (end < bytes.size() && bytes[end] != ']') end = bytes.find(']', end);
    if (end < bytes.size()) return {at.begin, static_cast<std::uint32_t>(end + 1)};
  }
  const bool closes = at.end < bytes.size() && (bytes[at.end] == '"' || bytes[at.end] == '\'');
  return {at.begin, at.end + (closes ? 1U : 0U)};
}

// Of a value that goes on behind what it was, `cp39-* cp{C}-*`, what is new: in a list that is an item of its own.
std::string only_more(std::string_view rewrite, std::string_view was) {
  rewrite = unquoted(rewrite);
  const bool goes_on = rewrite.size() > was.size() && rewrite.starts_with(was) &&
                       (rewrite[was.size()] == ' ' || rewrite[was.size()] == ',');
  if (goes_on) rewrite.remove_prefix(rewrite.find_first_not_of(", ", was.size()));
  return std::string(rewrite);
}

// Whether without quotes the value is another number than the version that is meant.
bool loses_zero(const Node& node) {
  Stated stated;
  lose_zero(node, stated);
  return !stated.note.empty();
}

// TEXT, which begins at BEGIN, with quotes around those of VALUES that are read as another number without them.
std::string with_quotes(std::string text, std::uint32_t begin,
                        std::span<const Node* const> values) {
  for (std::size_t i = values.size(); i-- > 0;) {
    const ByteSpan at = values[i]->bytes;
    if (!loses_zero(*values[i]) || at.begin < begin || at.end - begin > text.size()) continue;
    text.insert(at.end - begin, "\"").insert(at.begin - begin, "\"");
  }
  return text;
}

// The list with one more item, written as its last one is.
std::string with_one_more(const Page& page, ByteSpan list, const Node& last,
                          std::string_view placeholder) {
  const std::string_view bytes = page.text().bytes();
  std::string text(page.text().slice(list));
  if (text.size() > 2000 || last.bytes.begin < list.begin || last.bytes.end > list.end) return {};
  const char quote = last.bytes.begin > 0 ? bytes[last.bytes.begin - 1] : '\0';
  const bool quoted = quote == '"' || quote == '\'';
  const std::string item = (quoted ? std::string(1, quote) : "\"") + std::string(placeholder) +
                           (quoted ? std::string(1, quote) : "\"");
  if (text.ends_with(']')) {
    const std::size_t end = last.bytes.end - list.begin + (quoted ? 1 : 0);
    return text.insert(end, ", " + item);
  }
  const std::size_t line = bytes.rfind('\n', last.bytes.begin);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  const std::size_t dash = bytes.find('-', begin);
  if (dash == std::string_view::npos || dash >= last.bytes.begin) return {};
  return text + "\n" + std::string(dash - begin, ' ') + "- " + item;
}

}  // namespace

void lose_zero(const Node& node, Stated& stated) {
  if (node.quoted || node.kind != Node::Kind::scalar) return;
  const auto digits = digits_at(node.text);
  if (!digits || digits->whole != node.text.size() || digits->minor < 10 ||
      digits->minor % 10 != 0 || digits->size != digits->whole)
    return;
  const int minor = digits->minor / 10;
  stated.versions = version_set(digits->major, minor);
  stated.note = "without quotes this is the number " + std::to_string(digits->major) + "." +
                std::to_string(minor) + ", not version " + node.text + ": write \"" + node.text +
                "\"";
  stated.rewrite = "\"{V}\"";
}

void each_at(const Node& document, std::string_view path,
             const std::function<void(const Node&)>& see) {
  Walk{see}.go(document, path);
}

bool add_values(const Page& page, std::string_view kind, std::span<const Node* const> values,
                Understand read, Numbers numbers) {
  Stated all;
  all.pins = false;
  std::vector<const Node*> said;
  std::string shown;
  std::string item;
  for (const Node* value : values) {
    const auto stated = understood(page, *value, read, numbers);
    if (!stated) continue;
    said.push_back(value);
    if (shown.size() < 1000) shown += (shown.empty() ? "" : ", ") + value->text;
    all.versions |= stated->pins ? stated->versions : VersionSet();
    all.pins = all.pins || stated->pins;
    if (!stated->note.empty()) all.note = stated->note;
    if (stated->pins && !stated->rewrite.empty()) item = unquoted(stated->rewrite);
  }
  if (said.empty()) return false;
  if (!all.pins) all.versions = VersionSet::python3();
  const ByteSpan at = {said.front()->bytes.begin, said.back()->bytes.end};
  if (said.size() > 1 && !item.empty()) {
    const std::uint32_t between = said[said.size() - 2]->bytes.end;
    const std::string_view gap = between < at.end
                                     ? page.text().slice({between, said.back()->bytes.begin})
                                     : std::string_view("?");
    if (gap.find_first_not_of(" \t\r\n,-\"'") == std::string_view::npos) {
      all.rewrite = std::string(page.text().slice(at));
      if (numbers == Numbers::lose_zeros) all.rewrite = with_quotes(all.rewrite, at.begin, said);
      all.rewrite += std::string(gap) + item;
    }
  }
  page.add(kind, at, all, shown);
  return true;
}

bool add_value(const Page& page, std::string_view kind, const Node& node, Understand read,
               Numbers numbers) {
  if (node.kind == Node::Kind::scalar) {
    const auto stated = understood(page, node, read, numbers);
    if (stated)
      page.add(kind, node.bytes, *stated,
               node.block ? std::string_view(node.text) : std::string_view(),
               node.block ? node.key_bytes.begin : UINT32_MAX);
    return stated.has_value();
  }
  if (node.kind != Node::Kind::list) return false;
  Stated all;
  all.pins = false;
  std::vector<const Node*> said;
  std::string item = "{V}";
  std::string shown;
  for (const Node& value : node.below) {
    const auto stated = understood(page, value, read, numbers);
    if (!stated) continue;
    said.push_back(&value);
    if (shown.size() < 1000) shown += (shown.empty() ? "" : ", ") + value.text;
    all.versions |= stated->pins ? stated->versions : VersionSet();
    all.pins = all.pins || stated->pins;
    if (!stated->note.empty()) all.note = stated->note;
    if (stated->pins && !stated->rewrite.empty()) item = only_more(stated->rewrite, value.text);
  }
  if (item == "{Q}") item = "{V}";  // gets its quotes anyway
  if (said.empty()) return false;
  if (!all.pins) all.versions = VersionSet::python3();
  const ByteSpan at = whole_list(page, node.bytes);
  all.rewrite = with_one_more(page, at, *said.back(), item);
  if (numbers == Numbers::lose_zeros) all.rewrite = with_quotes(all.rewrite, at.begin, said);
  const bool below_its_key = node.key_bytes.end > 0 && node.key_bytes.end <= at.begin;
  page.add(kind, at, all, shown, below_its_key ? node.key_bytes.begin : at.begin);
  return true;
}

void read_keys(const Page& page, const Node& document, std::span<const KeyRow> rows,
               Numbers numbers) {
  for (const KeyRow& row : rows) {
    each_at(document, row.path,
            [&](const Node& node) { add_value(page, row.kind, node, row.read, numbers); });
  }
}

}  // namespace pymolt::inventory
