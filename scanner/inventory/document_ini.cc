// INI as Python's configparser reads it: `key = value` or `key: value`, and a value goes on over indented lines.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "inventory/parsed_document.h"
#include "inventory/stated.h"

namespace pymolt::inventory {

namespace {

class IniParser {
 public:
  explicit IniParser(const Text& text) : text_(text) { root_.kind = Node::Kind::map; }

  Result<Node> document() {
    for (std::uint32_t number = 1; number <= text_.line_count(); ++number) {
      std::string_view line = text_.line(number);
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      const std::string_view words = trimmed(line);
      if (words.empty()) continue;
      if (words.front() == '#' || words.front() == ';') continue;
      const bool indented = line.front() == ' ' || line.front() == '\t';
      if (indented && value_ != nullptr) {
        go_on(words);
      } else if (words.front() == '[') {
        if (!section(words)) return mistake(number, "invalid INI: a section without its bracket");
      } else if (!key(words)) {
        return mistake(number, "invalid INI: neither a section nor a key");
      }
      if (++lines_ > kMostNodes) return mistake(number, "holds more values than are read");
    }
    return std::move(root_);
  }

 private:
  static Mistake mistake(std::uint32_t number, const char* why) {
    Mistake made{why};
    made.line = static_cast<int>(number);
    return made;
  }

  [[nodiscard]] ByteSpan bytes_of(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(part.data() - text_.bytes().data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
  }

  bool section(std::string_view words) {
    const std::size_t end = words.find(']');
    if (end == std::string_view::npos) return false;
    Node node;
    node.kind = Node::Kind::map;
    node.key = trimmed(words.substr(1, end - 1));
    node.key_bytes = bytes_of(words.substr(0, end + 1));
    root_.below.push_back(std::move(node));
    in_section_ = true;
    value_ = nullptr;
    return true;
  }

  bool key(std::string_view words) {
    const std::size_t sign = words.find_first_of("=:");
    Node node;
    node.kind = Node::Kind::scalar;
    const std::string_view name = trimmed(words.substr(0, sign));
    if (name.empty()) return false;
    node.key = lower(name);
    node.key_bytes = bytes_of(name);
    const std::string_view value = sign == std::string_view::npos ? words.substr(words.size())
                                                                  : trimmed(words.substr(sign + 1));
    node.text = value;
    node.bytes = bytes_of(value.empty() ? words.substr(words.size()) : value);
    std::vector<Node>& into = in_section_ ? root_.below.back().below : root_.below;
    into.push_back(std::move(node));
    value_ = &into.back();
    return true;
  }

  void go_on(std::string_view words) {
    const ByteSpan more = bytes_of(words);
    if (value_->text.empty()) value_->bytes.begin = more.begin;
    value_->text += (value_->text.empty() ? "" : "\n") + std::string(words);
    value_->bytes.end = more.end;
    value_->block = true;
  }

  const Text& text_;
  Node root_;
  Node* value_ = nullptr;
  bool in_section_ = false;
  std::size_t lines_ = 0;
};

}  // namespace

Result<Node> parse_ini(const Text& text) { return IniParser(text).document(); }

}  // namespace pymolt::inventory
