// YAML through the events of yaml-cpp, which keeps what was written: `3.10` stays `3.10`, and whether it was quoted.
// SPDX-License-Identifier: MIT
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <map>
#include <sstream>

#include "inventory/parsed_document.h"

namespace pymolt::inventory {

namespace {

struct TooLarge {
  YAML::Mark at;
  const char* why;
};

class Builder : public YAML::EventHandler {
 public:
  explicit Builder(const Text& text) : text_(text) { all_.kind = Node::Kind::list; }

  void OnDocumentStart(const YAML::Mark&) override { anchors_.clear(); }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node;
    node.bytes = {offset(mark), offset(mark)};
    add(mark, std::move(node), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end()) return add(mark, {}, 0);
    count(mark, known->second.second);
    add(mark, known->second.first, 0);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = value;
    node.quoted = tag == "!";
    place(mark, node);
    add(mark, std::move(node), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, Node::Kind::list, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, Node::Kind::map, anchor);
  }
  void OnMapEnd() override { close(); }

  [[nodiscard]] Node take() { return std::move(all_); }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor = 0;
    bool has_key = false;
    std::string key;
    ByteSpan key_bytes;
    std::size_t nodes_before = 0;
    YAML::Mark mark;
  };

  [[nodiscard]] std::uint32_t offset(const YAML::Mark& mark) const {
    const auto size = static_cast<std::uint32_t>(text_.bytes().size());
    return mark.pos < 0 ? 0 : std::min(size, static_cast<std::uint32_t>(mark.pos));
  }

  // Where a scalar stands: behind its quote, or at the first line of a block.
  void place(const YAML::Mark& mark, Node& node) const {
    std::uint32_t begin = offset(mark);
    const std::string_view bytes = text_.bytes();
    const char first = begin < bytes.size() ? bytes[begin] : '\0';
    if (first == '|' || first == '>') {
      node.block = true;
      const std::size_t line = bytes.find('\n', begin);
      begin = static_cast<std::uint32_t>(line == std::string_view::npos ? bytes.size() : line + 1);
      node.bytes = {begin, begin};
      return;
    }
    if (first == '"' || first == '\'') {
      ++begin;
      if (!is_closed(bytes.substr(begin), first))
        throw TooLarge{mark, "a quote is opened and never closed"};
    }
    std::size_t end = begin + node.text.size();
    if (bytes.substr(begin, node.text.size()) != node.text) {  // escapes, or several lines
      end = first == '"' || first == '\'' ? std::min(bytes.find(first, begin), bytes.size())
                                          : std::min(bytes.find('\n', begin), bytes.size());
    }
    node.bytes = {begin, static_cast<std::uint32_t>(end)};
  }

  // Whether QUOTE ends the string at the start of REST; the parser takes the end of the file for it.
  static bool is_closed(std::string_view rest, char quote) {
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (quote == '"' && rest[i] == '\\') {
        ++i;
      } else if (rest[i] == quote && (quote == '"' || rest.substr(i, 2) != "''")) {
        return true;
      } else if (rest[i] == quote) {
        ++i;
      }
    }
    return false;
  }

  // What a value counts as: a long text, which each alias copies, as several.
  static std::size_t weight(const Node& node) { return 1 + node.text.size() / 128; }

  void count(const YAML::Mark& mark, std::size_t more) {
    nodes_ += more;
    if (nodes_ > most_nodes(text_.bytes().size()))
      throw TooLarge{mark, "holds more values than are read"};
  }

  void open(const YAML::Mark& mark, Node::Kind kind, YAML::anchor_t anchor) {
    if (open_.size() >= kDeepestDocument) throw TooLarge{mark, "is nested deeper than is read"};
    Open next;
    next.node.kind = kind;
    next.node.bytes = {offset(mark), offset(mark)};
    next.anchor = anchor;
    next.nodes_before = nodes_;
    next.mark = mark;
    if (!open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().has_key) {
      open_.back().has_key =
          true;  // a key that is no scalar: the value that follows is unreachable
      next.key = "\x01";
      open_.push_back(std::move(next));
      return;
    }
    open_.push_back(std::move(next));
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    if (done.key == "\x01") return;  // was a key
    for (const Node& node : done.node.below)
      done.node.bytes.end = std::max(done.node.bytes.end, node.bytes.end);
    const YAML::anchor_t anchor = done.anchor;
    if (anchor != 0) {
      const std::size_t size = nodes_ - done.nodes_before;
      count(done.mark,
            size);  // it is held twice: an anchor within anchors is held as often as there are
      anchors_[anchor] = {done.node, size};
    }
    put(std::move(done.node));
  }

  void add(const YAML::Mark& mark, Node node, YAML::anchor_t anchor) {
    count(mark, weight(node));
    if (anchor != 0) anchors_[anchor] = {node, weight(node)};
    if (!open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().has_key) {
      open_.back().has_key = true;
      open_.back().key = node.kind == Node::Kind::scalar ? node.text : std::string();
      open_.back().key_bytes = node.bytes;
      return;
    }
    put(std::move(node));
  }

  void put(Node node) {
    if (open_.empty()) {
      all_.below.push_back(std::move(node));
      return;
    }
    Open& around = open_.back();
    if (around.node.kind == Node::Kind::map) {
      node.key = std::move(around.key);
      node.key_bytes = around.key_bytes;
      around.has_key = false;
    } else {
      node.key.clear();
    }
    around.node.below.push_back(std::move(node));
  }

  const Text& text_;
  Node all_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, std::pair<Node, std::size_t>> anchors_;
  std::size_t nodes_ = 0;
};

Mistake mistake_at(const YAML::Mark& mark, std::string message) {
  Mistake mistake{std::move(message)};
  mistake.line = mark.line + 1;
  mistake.column = mark.column + 1;
  return mistake;
}

// Whether far more brackets are opened than closed: yaml-cpp keeps all of them before it gives out the first.
bool is_left_open(std::string_view text) {
  constexpr int kMostOpen = 10'000;
  int open = 0;
  for (const char c : text) {
    if (c == '[' || c == '{') {
      if (++open > kMostOpen) return true;
    } else if ((c == ']' || c == '}') && open > 0) {
      --open;
    }
  }
  return false;
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  for (const Node& node : below) {
    if (node.key == name && kind == Kind::map) return &node;
  }
  return nullptr;
}

Result<Node> parse_yaml(const Text& text) {
  if (is_left_open(text.bytes())) return Mistake{"is nested deeper than is read"};
  Builder builder(text);
  try {
    std::istringstream in{std::string(text.bytes())};
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& problem) {
    return mistake_at(problem.mark, "invalid YAML: " + problem.msg);
  } catch (const TooLarge& problem) {
    return mistake_at(problem.at, problem.why);
  }
  return builder.take();
}

}  // namespace pymolt::inventory
