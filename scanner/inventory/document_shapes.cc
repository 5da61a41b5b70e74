// Each shape is looked for wherever it may stand; the walk is bounded by document_keys.cc.
// SPDX-License-Identifier: MIT
#include "inventory/document_shapes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "inventory/command_words.h"
#include "inventory/image.h"
#include "inventory/mentions.h"
#include "inventory/project_metadata.h"
#include "packaging/characters.h"

namespace pymolt::inventory {

namespace {

const Node* find_first(const Node& map, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const Node* found = map.find(key);
    if (found != nullptr && found->kind == Node::Kind::scalar) return found;
  }
  return nullptr;
}

std::optional<Stated> read_value(std::string_view text) {
  if (auto stated = read_any_version(text)) return stated;
  auto runtime = read_runtime(text);
  return runtime && runtime->pins ? runtime : std::nullopt;
}

// Takes the versions that EXCLUDE names alone out of the lists of MATRIX.
void drop_from(Node& matrix, const Node& exclude) {
  for (const Node& one : exclude.below) {
    if (one.below.size() != 1 || one.below.front().kind != Node::Kind::scalar) continue;
    for (Node& list : matrix.below) {
      if (list.key != one.below.front().key || list.kind != Node::Kind::list) continue;
      std::erase_if(list.below, [&one](const Node& item) {
        return item.text == one.below.front().text && item.kind == Node::Kind::scalar;
      });
    }
  }
}

void drop_from_matrix(Node& matrix) {
  const auto is_exclude = [](const Node& node) { return node.key == "exclude"; };
  const auto exclude = std::ranges::find_if(matrix.below, is_exclude);
  if (matrix.kind != Node::Kind::map || exclude == matrix.below.end()) return;
  const Node excluded = *exclude;
  drop_from(matrix, excluded);
  std::erase_if(matrix.below, is_exclude);
}

void drop_below(Node& node, int depth) {
  if (depth > kDeepestDocument) return;
  for (Node& below : node.below) {
    if (below.key == "matrix") drop_from_matrix(below);
    drop_below(below, depth + 1);
  }
}

// The tokens of a cache's key, and what they state: `py39`, `python3.9`, or `3.9` behind one that is `python` or `pip`.
void add_key_tokens(const Page& page, std::string_view text) {
  std::string_view before;
  const auto part_of_token = [](char c) { return packaging::is_word(c) || c == '.'; };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '{' || text[at] == '(') {  // `${{ … }}`, `$(…)`
      const std::size_t close = text.find(text[at] == '{' ? '}' : ')', at);
      at = close == std::string_view::npos ? text.size() : close + 1;
      before = {};
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && part_of_token(text[end])) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    const std::string_view token = text.substr(at, end - at);
    const std::string low = lower(token);
    const bool named = low.starts_with("py") || low.starts_with("cp3");
    const bool behind = before == "python" || before == "py" || before == "pip";
    const auto digits = digits_at(token);
    std::optional<Stated> stated;
    if (named) stated = read_compact(token);
    if (behind && digits && digits->minor >= 0) stated = read_version(token);
    if (stated && stated->pins && low.find_first_of("0123456789") != std::string::npos &&
        low != "py2" && low != "py3")
      page.add("cache-key", token, *stated);
    before = token;
    at = end;
  }
}

// Whether what NODE names is to be taken away: `{name: python3.8, state: absent}`, `name=python3.8 state=absent`.
bool is_absent(const Node& node) {
  if (node.kind == Node::Kind::scalar) {
    return node.text.find("state=absent") != std::string::npos ||
           node.text.find("state=removed") != std::string::npos;
  }
  const Node* const state = node.find("state");
  return state != nullptr && (state->text == "absent" || state->text == "removed");
}

bool is_text(const Node& node) {
  if (!is_prose_key(node.key)) return false;
  if (node.key == "tags" && node.kind != Node::Kind::map) return false;  // of images
  if (node.kind != Node::Kind::map) return true;  // a job may be called `documentation`
  return node.key == "annotations" || node.key == "labels" || node.key == "tags";
}

void drop_text(Node& node, int depth) {
  if (depth > kDeepestDocument) return;
  std::erase_if(node.below, [](const Node& below) { return is_text(below) || is_absent(below); });
  for (Node& below : node.below) drop_text(below, depth + 1);
}

constexpr std::size_t kMostFollowed = 20;

// The name in the reference that TEXT holds: `ver` of `${{ matrix.ver }}`, `$(ver)`, `${ver}`, `<< parameters.ver >>`.
std::string_view referred(std::string_view text) {
  for (const std::string_view open : {"${{", "$(", "${", "<<"}) {
    const std::size_t at = text.find(open);
    if (at == std::string_view::npos) continue;
    std::string_view inside = text.substr(at + open.size());
    inside = trimmed(inside.substr(0, inside.find_first_of("})>|")));
    inside = inside.substr(inside.rfind('.') + 1);
    const bool is_name = !inside.empty() && std::ranges::all_of(inside, [](char c) {
      return packaging::is_word(c) || c == '-' || c == '_';
    });
    return is_name ? inside : std::string_view();
  }
  return {};
}

std::vector<std::string> followed_names(const Node& document) {
  std::vector<std::string> names;
  each_at(document, "**", [&names](const Node& node) {
    if (node.kind != Node::Kind::scalar || node.text.size() > 300) return;
    const std::size_t image = node.text.find("python:");
    const bool follows = is_version_key(node.key) || image != std::string::npos;
    if (!follows || names.size() == kMostFollowed) return;
    const std::string_view from = image == std::string::npos
                                      ? std::string_view(node.text)
                                      : std::string_view(node.text).substr(image);
    const std::string name(referred(from));
    if (!name.empty() && !is_version_key(name) && std::ranges::find(names, name) == names.end())
      names.push_back(name);
  });
  return names;
}

}  // namespace

void drop_excluded(Node& document) { drop_below(document, 0); }

void drop_prose(Node& document) { drop_text(document, 0); }

std::optional<Stated> read_variables(std::string_view text) {
  while (!(text = trimmed(text)).empty()) {
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    text.remove_prefix(word.size());
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = word.substr(0, equals);
    const std::string_view value = unquoted(word.substr(equals + 1));
    auto stated = name == "TOXENV"       ? read_envlist(value)
                  : is_version_key(name) ? read_any_version(value)
                                         : std::nullopt;
    if (!stated) continue;
    stated->rewrite.clear();
    return stated;
  }
  return std::nullopt;
}

namespace {

// What a job of a matrix is told, whichever of these it is: `3.8`, `py38`, `TOXENV=py38`, `C:\\Python38`.
std::optional<Stated> read_job_value(std::string_view text) {
  if (auto version = read_any_version(text)) return version;
  if (text.find('=') != std::string_view::npos) return read_variables(text);
  if (text.find_first_of("/\\") != std::string_view::npos) return read_command(text);
  return text.starts_with("py") ? read_envlist(text) : std::nullopt;
}

bool names_environments(std::string_view key) {
  return key == "toxenv" || key == "tox_env" || key == "tox-env" || key == "TOXENV";
}

}  // namespace

void read_matrices(const Page& page, const Node& document, Numbers numbers) {
  each_at(document, "**/matrix", [&](const Node& matrix) {
    std::vector<const Node*> values;
    std::size_t versions = 0;  // of them that no environment of tox says
    const Node* list = nullptr;
    each_at(matrix, "**", [&](const Node& node) {
      const bool variables = node.key == "env" && node.kind == Node::Kind::scalar;
      const bool environment = variables || names_environments(node.key);
      if (&node == &matrix || !(environment || is_version_key(node.key))) return;
      const std::size_t before = values.size();
      if (node.kind == Node::Kind::list && !environment) list = &node;
      if (node.kind == Node::Kind::scalar) values.push_back(&node);
      for (const Node& below : node.below) values.push_back(&below);
      const auto says = [](const Node* one) {
        return one->kind == Node::Kind::scalar && read_job_value(one->text).has_value();
      };
      values.erase(std::remove_if(values.begin() + static_cast<std::ptrdiff_t>(before),
                                  values.end(), [&](const Node* one) { return !says(one); }),
                   values.end());
      if (!environment) versions += values.size() - before;
    });
    if (versions == 0) return;  // tox's own, read by their key
    if (list != nullptr && values.size() == list->below.size()) {
      add_value(page, "matrix", *list, read_any_version, numbers);
    } else {
      add_values(page, "matrix", values, read_job_value, numbers);
    }
  });
}

void read_pairs(const Page& page, const Node& document, Numbers numbers) {
  each_at(document, "**", [&](const Node& node) {
    if (node.kind != Node::Kind::map) return;
    const Node* const name = find_first(node, {"name", "key", "Name"});
    if (name == nullptr) return;
    if (name->text.starts_with("python/")) {  // an executor of an orb
      const Node* const tag = node.find("tag");
      if (tag != nullptr) add_value(page, "image", *tag, read_version, numbers);
    }
    const Node* const value = find_first(node, {"value", "default", "Value"});
    if (value != nullptr && is_version_key(name->text))
      add_value(page, "python-version", *value,
                page.path().ends_with("render.yaml") ? read_full_version : read_value, numbers);
  });
}

void read_followed(const Page& page, const Node& document, Numbers numbers) {
  for (const std::string& name : followed_names(document)) {
    for (const std::string_view above :
         {"**/matrix/**/", "**/env/", "**/variables/", "**/inputs/", "**/parameters/"}) {
      const std::string_view kind = above.starts_with("**/matrix") ? "matrix" : "python-version";
      const std::string path = std::string(above) + name;
      const auto see = [&](const Node& node) {
        add_value(page, kind, node, read_any_version, numbers);
      };
      each_at(document, path, see);
      each_at(document, path + "/default", see);
    }
  }
}

void read_split_images(const Page& page, const Node& document, Numbers numbers) {
  each_at(document, "**", [&](const Node& node) {
    if (node.kind != Node::Kind::map) return;
    const Node* name = find_first(node, {"repository", "name", "image"});
    const Node* const tag = find_first(node, {"tag", "version"});
    if (name == nullptr || tag == nullptr || name->text.find(':') != std::string::npos) return;
    auto stated = read_image(name->text + ":" + tag->text);
    if (!stated || (!stated->pins && !read_image(name->text))) return;
    if (stated->rewrite.starts_with(name->text + ":"))
      stated->rewrite.erase(0, name->text.size() + 1);
    if (numbers == Numbers::lose_zeros) lose_zero(*tag, *stated);
    page.add("image", tag->bytes, *stated, name->text + ":" + tag->text);
  });
}

void read_tasks(const Page& page, const Node& document, Numbers numbers) {
  each_at(document, "**", [&](const Node& node) {
    const Node* const task = node.find("task");
    if (task == nullptr || !task->text.starts_with("UsePythonVersion@")) return;
    each_at(node, "inputs/versionSpec", [&](const Node& value) {
      add_value(page, "python-version", value, read_any_version, numbers);
    });
  });
}

void read_cache_keys(const Page& page, const Node& document) {
  if (page.text().bytes().find("ache") == std::string_view::npos) return;
  const auto see = [&page](const Node& node) {
    if (node.kind == Node::Kind::scalar && !node.block && node.text.size() < 500)
      add_key_tokens(page, page.text().slice(node.bytes));
  };
  for (const std::string_view path : {"**/key", "**/keys/*", "**/cacheKey", "**/cache-key"})
    each_at(document, path, see);
}

}  // namespace pymolt::inventory
