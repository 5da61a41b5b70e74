// By tree-sitter's grammar of shells, laid out flat like Python's; its constructs are asked for by name.
// SPDX-License-Identifier: MIT
#include "syntax/shell.h"

#include "syntax/arena.h"
#include "syntax/flatten.h"
#include "syntax/tree_sitter.h"

extern "C" const TSLanguage* tree_sitter_bash(void);

namespace pymolt::syntax {

namespace {

constexpr std::size_t kMostOfScript = 64 << 20;   // of one script's tree
constexpr std::size_t kAskedByScript = 16 << 20;  // while it is made
constexpr std::size_t kAskedAByteOfScript = 40;

Kind kind_of(std::string_view name) {
  return static_cast<Kind>(
      pymolt_symbol_of(tree_sitter_bash(), name.data(), static_cast<std::uint32_t>(name.size())));
}

struct ShellKinds {
  Kind command = kind_of("command");
  Kind command_name = kind_of("command_name");
  Kind word = kind_of("word");
  Kind string = kind_of("string");
  Kind raw_string = kind_of("raw_string");
  Kind concatenation = kind_of("concatenation");
  Kind number = kind_of("number");
  Kind expansion = kind_of("expansion");
  Kind simple_expansion = kind_of("simple_expansion");
  Kind substitution = kind_of("command_substitution");
  Kind redirected = kind_of("redirected_statement");
  Kind heredoc = kind_of("heredoc_redirect");
  Kind heredoc_body = kind_of("heredoc_body");
};

class ShellReader {
 public:
  ShellReader(std::string_view script, const std::vector<NodeData>& nodes)
      : script_(script), nodes_(nodes) {}

  std::vector<ShellCommand> commands() {
    std::vector<ShellCommand> all;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].kind != kinds_.command) continue;
      ShellCommand command = read(i);
      if (!command.words.empty()) all.push_back(std::move(command));
    }
    return all;
  }

 private:
  template <typename See>
  void each_child(std::uint32_t index, See see) const {
    for (std::uint32_t child = index + 1; child < nodes_[index].next; child = nodes_[child].next)
      see(child);
  }

  [[nodiscard]] bool has_expansion(std::uint32_t index) const {
    for (std::uint32_t i = index; i < nodes_[index].next; ++i) {
      const Kind kind = nodes_[i].kind;
      if (kind == kinds_.expansion || kind == kinds_.simple_expansion ||
          kind == kinds_.substitution)
        return true;
    }
    return false;
  }

  void add_word(std::uint32_t index, ShellCommand& command) const {
    const NodeData& node = nodes_[index];
    ShellWord word;
    word.span = {node.begin, node.end};
    word.text = script_.substr(node.begin, node.end - node.begin);
    const bool quoted = word.text.size() >= 2 &&
                        (word.text.front() == '"' || word.text.front() == '\'') &&
                        word.text.back() == word.text.front();
    if (quoted) word.text = word.text.substr(1, word.text.size() - 2);
    word.literal = !has_expansion(index);
    command.words.push_back(word);
  }

  [[nodiscard]] bool is_word(Kind kind) const {
    return kind == kinds_.word || kind == kinds_.string || kind == kinds_.raw_string ||
           kind == kinds_.concatenation || kind == kinds_.number || kind == kinds_.expansion ||
           kind == kinds_.simple_expansion || kind == kinds_.substitution;
  }

  ShellCommand read(std::uint32_t index) const {
    ShellCommand command;
    each_child(index, [&](std::uint32_t child) {
      const Kind kind = nodes_[child].kind;
      if (kind == kinds_.command_name) {
        add_word(child, command);
      } else if (is_word(kind)) {
        add_word(child, command);
      }
    });
    const std::uint32_t parent = nodes_[index].parent;
    if (nodes_[parent].kind == kinds_.redirected) command.fed = fed_by(parent);
    return command;
  }

  [[nodiscard]] std::string_view fed_by(std::uint32_t redirected) const {
    std::string_view body;
    each_child(redirected, [&](std::uint32_t child) {
      if (nodes_[child].kind != kinds_.heredoc) return;
      each_child(child, [&](std::uint32_t part) {
        const NodeData& node = nodes_[part];
        if (node.kind == kinds_.heredoc_body && !has_expansion(part))
          body = script_.substr(node.begin, node.end - node.begin);
      });
    });
    return body;
  }

  std::string_view script_;
  const std::vector<NodeData>& nodes_;
  ShellKinds kinds_;
};

}  // namespace

std::optional<std::vector<ShellCommand>> shell_commands(std::string_view script) {
  std::vector<NodeData> nodes;
  Arena arena;
  arena.allow(kMostOfScript, kAskedByScript + kAskedAByteOfScript * script.size());
  const Arena::Use use(arena);
  const TSTree* tree =
      pymolt_parse_as(tree_sitter_bash(), script.data(), static_cast<std::uint32_t>(script.size()));
  if (tree == nullptr) return std::nullopt;
  flatten(*tree, nodes);
  return ShellReader(script, nodes).commands();
}

}  // namespace pymolt::syntax
