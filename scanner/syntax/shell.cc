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
  Kind ansi_string = kind_of("ansi_c_string");
  Kind translated_string = kind_of("translated_string");
  Kind process = kind_of("process_substitution");
  Kind arithmetic = kind_of("arithmetic_expansion");
  Kind brace = kind_of("brace_expression");
  Kind assignment = kind_of("variable_assignment");
  Kind list = kind_of("list");
  Kind pipeline = kind_of("pipeline");
  Kind redirected = kind_of("redirected_statement");
  Kind file_redirect = kind_of("file_redirect");
  Kind here_string = kind_of("herestring_redirect");
  Kind heredoc = kind_of("heredoc_redirect");
  Kind heredoc_start = kind_of("heredoc_start");
  Kind heredoc_body = kind_of("heredoc_body");
};

class ShellReader {
 public:
  ShellReader(std::string_view script, const std::vector<NodeData>& nodes)
      : script_(script), nodes_(nodes), expansions_(nodes.size() + 1) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Kind kind = nodes[i].kind;
      const bool expands = is_put_in(kind) || kind == kinds_.ansi_string || kind == kinds_.brace;
      expansions_[i + 1] = expansions_[i] + (expands ? 1 : 0);
    }
  }

  ShellScript read() {
    ShellScript all;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (is_put_in(nodes_[i].kind) &&
          (all.put_in.empty() || nodes_[i].begin >= all.put_in.back().end))
        all.put_in.push_back({nodes_[i].begin, nodes_[i].end});
      if (nodes_[i].kind == kinds_.assignment)
        all.assignments.push_back({nodes_[i].begin, nodes_[i].end});
      if (nodes_[i].kind != kinds_.command) continue;
      ShellCommand command = command_at(i);
      if (!command.words.empty()) all.commands.push_back(std::move(command));
    }
    return all;
  }

 private:
  template <typename See>
  void each_child(std::uint32_t index, See see) const {
    for (std::uint32_t child = index + 1; child < nodes_[index].next; child = nodes_[child].next)
      see(child);
  }

  [[nodiscard]] std::string_view text_of(std::uint32_t index) const {
    return script_.substr(nodes_[index].begin, nodes_[index].end - nodes_[index].begin);
  }

  [[nodiscard]] bool is_put_in(Kind kind) const {
    return kind == kinds_.expansion || kind == kinds_.simple_expansion ||
           kind == kinds_.substitution || kind == kinds_.arithmetic || kind == kinds_.process;
  }

  [[nodiscard]] bool has_expansion(std::uint32_t index) const {
    return expansions_[nodes_[index].next] > expansions_[index];
  }

  [[nodiscard]] ShellWord word_at(std::uint32_t index) const {
    const NodeData& node = nodes_[index];
    ShellWord word;
    word.span = {node.begin, node.end};
    word.text = text_of(index);
    const bool one = node.kind != kinds_.concatenation &&
                     (index + 1 >= node.next || nodes_[index + 1].kind != kinds_.concatenation);
    const bool quoted = one && word.text.size() >= 2 &&
                        (word.text.front() == '"' || word.text.front() == '\'') &&
                        word.text.back() == word.text.front();
    if (quoted) {
      word.quote = word.text.front();
      word.text = word.text.substr(1, word.text.size() - 2);
    }
    word.literal = !has_expansion(index);
    if (one && word.text.size() >= 3 &&
        (word.text.starts_with("$'") || word.text.starts_with("$\""))) {
      word.quote = word.text[1] == '"' ? '"' : '$';
      word.literal = word.quote == '$' || word.literal;
      word.text = word.text.substr(2, word.text.size() - 3);
    }
    return word;
  }

  [[nodiscard]] bool is_word(Kind kind) const {
    return kind == kinds_.word || kind == kinds_.string || kind == kinds_.raw_string ||
           kind == kinds_.concatenation || kind == kinds_.number || kind == kinds_.brace ||
           kind == kinds_.ansi_string || kind == kinds_.translated_string || is_put_in(kind);
  }

  [[nodiscard]] ShellCommand command_at(std::uint32_t index) const {
    ShellCommand command;
    each_child(index, [&](std::uint32_t child) {
      const Kind kind = nodes_[child].kind;
      if (kind == kinds_.command_name || is_word(kind)) command.words.push_back(word_at(child));
      if (kind == kinds_.here_string) command.fed = string_of(child);
    });
    std::uint32_t parent = nodes_[index].parent;
    for (std::uint32_t below = index;
         nodes_[parent].kind == kinds_.list && nodes_[below].next == nodes_[parent].next;) {
      below = parent;  // `a && b <<EOF`: the last one reads it
      parent = nodes_[parent].parent;
    }
    if (nodes_[parent].kind == kinds_.redirected) redirect(parent, command);
    if (!command.fed) command.fed = piped_to(index);
    if (!command.fed) command.fed = said_to(index);
    command.read_by = reader_of(index);
    return command;
  }

  // `echo 'import imp' | python3`
  [[nodiscard]] std::optional<Fed> said_to(std::uint32_t index) const {
    const std::uint32_t pipeline = nodes_[index].parent;
    if (nodes_[pipeline].kind != kinds_.pipeline) return std::nullopt;
    std::uint32_t before = 0;
    each_child(pipeline, [&](std::uint32_t child) {
      if (child < index && nodes_[child].kind == kinds_.command) before = child;
    });
    if (before == 0 || !text_of(before).starts_with("echo ")) return std::nullopt;
    std::optional<Fed> fed;
    each_child(before, [&](std::uint32_t child) {
      if (!is_word(nodes_[child].kind)) return;
      const ShellWord word = word_at(child);
      if (word.quote == '"' || word.quote == '\'') fed = Fed{word.text, word.quote == '\'', false};
    });
    return fed;
  }

  // The name of the command behind this one in a pipeline.
  [[nodiscard]] std::string_view reader_of(std::uint32_t index) const {
    std::uint32_t within = index;
    std::uint32_t at = nodes_[index].parent;
    while (nodes_[at].kind == kinds_.redirected) {
      within = at;
      at = nodes_[at].parent;
    }
    if (nodes_[at].kind != kinds_.pipeline) return {};
    std::string_view name;
    each_child(at, [&](std::uint32_t child) {
      const bool runs =
          nodes_[child].kind == kinds_.command || nodes_[child].kind == kinds_.redirected;
      if (child > within && runs && name.empty()) name = text_of(child);
    });
    return name.substr(0, name.find_first_of(" \t\n"));
  }

  // What the redirections of a statement give its command, and where they send what it says.
  void redirect(std::uint32_t redirected, ShellCommand& command) const {
    each_child(redirected, [&](std::uint32_t child) {
      const Kind kind = nodes_[child].kind;
      if (kind == kinds_.heredoc) {
        command.fed = document_of(child);
        each_child(child, [&](std::uint32_t part) { send(part, command); });
      }
      if (kind == kinds_.here_string) command.fed = string_of(child);
      send(child, command);
    });
  }

  void send(std::uint32_t index, ShellCommand& command) const {
    if (nodes_[index].kind != kinds_.file_redirect || !text_of(index).starts_with('>')) return;
    each_child(index, [&](std::uint32_t child) {
      if (!is_word(nodes_[child].kind)) return;
      command.written_to = word_at(child).text;
    });
  }

  [[nodiscard]] std::optional<Fed> document_of(std::uint32_t heredoc) const {
    Fed fed;
    fed.tabs = text_of(heredoc).starts_with("<<-");
    each_child(heredoc, [&](std::uint32_t part) {
      if (nodes_[part].kind == kinds_.heredoc_start)
        fed.quoted = text_of(part).find_first_of("'\"\\") != std::string_view::npos;
      if (nodes_[part].kind == kinds_.heredoc_body) fed.text = text_of(part);
    });
    return fed.text.empty() ? std::nullopt : std::optional(fed);
  }

  [[nodiscard]] std::optional<Fed> string_of(std::uint32_t here_string) const {
    std::optional<Fed> fed;
    each_child(here_string, [&](std::uint32_t child) {
      if (!is_word(nodes_[child].kind)) return;
      const ShellWord word = word_at(child);
      if (word.quote != '\0') fed = Fed{word.text, word.quote == '\'', false};
    });
    return fed;
  }

  // `cat <<EOF | python`: the rest of the pipeline stands in the redirection.
  [[nodiscard]] std::optional<Fed> piped_to(std::uint32_t index) const {
    std::uint32_t at = nodes_[index].parent;
    std::uint32_t below = index;
    while (at != 0 &&
           (nodes_[at].kind == kinds_.pipeline || nodes_[at].kind == kinds_.redirected)) {
      below = at;
      at = nodes_[at].parent;
    }
    if (nodes_[at].kind != kinds_.heredoc || !text_of(below).starts_with('|')) return std::nullopt;
    bool from_cat = false;
    each_child(nodes_[at].parent, [&](std::uint32_t child) {
      from_cat = from_cat || (nodes_[child].kind == kinds_.command && text_of(child) == "cat");
    });
    return from_cat ? document_of(at) : std::nullopt;
  }

  std::string_view script_;
  const std::vector<NodeData>& nodes_;
  ShellKinds kinds_;
  std::vector<std::uint32_t>
      expansions_;  // how many nodes before each are put in when the script runs
};

}  // namespace

std::optional<ShellScript> read_shell(std::string_view script) {
  std::vector<NodeData> nodes;
  Arena arena;
  arena.allow(kMostOfScript, kAskedByScript + kAskedAByteOfScript * script.size());
  const Arena::Use use(arena);
  const TSTree* tree =
      pymolt_parse_as(tree_sitter_bash(), script.data(), static_cast<std::uint32_t>(script.size()));
  if (tree == nullptr) return std::nullopt;
  flatten(*tree, nodes);
  return ShellReader(script, nodes).read();
}

}  // namespace pymolt::syntax
