// CI services, containers, clouds: files of YAML and JSON in which a few keys state versions wherever they stand.
// SPDX-License-Identifier: MIT
#include <array>
#include <string>
#include <vector>

#include "inventory/command_words.h"
#include "inventory/document_keys.h"
#include "inventory/image.h"
#include "inventory/kind_readers.h"
#include "inventory/kind_table.h"
#include "inventory/project_metadata.h"

namespace pymolt::inventory {

namespace {

// That the version stands in another file, which is read itself.
std::optional<Stated> read_file_name(std::string_view text) {
  if (trimmed(text).empty()) return std::nullopt;
  return Stated{VersionSet::python3(), false, {}, {}};
}

// `fromJSON('["3.8", "3.9"]')`: what stands in quotes.
std::optional<Stated> read_json_list(std::string_view text) {
  const std::size_t call = lower(text).find("fromjson(");
  if (call == std::string::npos) return std::nullopt;
  Stated all;
  bool any = false;
  for (std::size_t at = text.find('"', call); at != std::string_view::npos;) {
    const std::size_t end = text.find('"', at + 1);
    if (end == std::string_view::npos) break;
    if (const auto stated = read_version(text.substr(at + 1, end - at - 1));
        stated && stated->pins) {
      all.versions |= stated->versions;
      any = true;
    }
    at = text.find('"', end + 1);
  }
  return any ? std::optional(all) : std::nullopt;
}

// `TOXENV=py38` and `PYTHON_VERSION=3.8` among the variables of a job.
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

constexpr KeyRow kAnywhere[] = {
    {"python-version", "**/python-version-file", read_file_name},
    {"python-version", "**/~", read_json_list},
    {"tox-env", "**/env/*", read_variables},
    {"tox-env", "**/env/jobs/*", read_variables},
    {"tox-env", "**/env/matrix/*", read_variables},
    {"tox-env", "**/env", read_variables},
    {"image", "**/image", read_image},
    {"image", "**/image/name", read_image},
    {"image", "**/container", read_image},
    {"image", "**/baseImage", read_image},
    {"image", "**/base_image", read_image},
    {"image", "**/base", read_image},
    {"image", "**/uses", read_image},
    {"image", "**/services/*", read_image},
    {"python-version", "**/~", read_any_version},
    {"python-version", "**/~/default", read_any_version},
    {"runtime", "**/runtime", read_runtime},
    {"runtime", "**/Runtime", read_runtime},
    {"runtime", "**/CompatibleRuntimes", read_runtime},
    {"runtime", "**/compatibleRuntimes", read_runtime},
    {"runtime", "**/linuxFxVersion", read_runtime},
    {"runtime", "**/runtimeVersion", read_runtime},
    {"runtime", "**/runtime-version", read_runtime},
    {"interpreter", "**/ansible_python_interpreter", read_command},
    {"interpreter", "**/virtualenv_python", read_command},
    {"interpreter", "**/PYTHON", read_command},
    {"interpreter", "**/basepython", read_runtime},
    {"tox-env", "**/toxenv", read_envlist},
    {"tox-env", "**/tox-env", read_envlist},
    {"tox-env", "**/TOXENV", read_envlist},
    {"cibuildwheel-build", "**/CIBW_BUILD", read_wheel_tags},
};
constexpr KeyRow kPreCommit[] = {
    {"pre-commit-language", "default_language_version/python", read_runtime},
    {"pre-commit-language", "repos/*/hooks/*/language_version", read_runtime},
    {"pre-commit-argument", "repos/*/hooks/*/args", read_tool_option},
};
constexpr KeyRow kReadTheDocs[] = {
    {"readthedocs-python", "build/tools/python", read_version},
    {"readthedocs-python", "python/version", read_version},
};
constexpr KeyRow kConda[] = {
    {"conda-python", "dependencies/*", read_conda},
    {"conda-python", "requirements/*/*", read_conda},
    {"conda-python", "python", read_any_version},
};
constexpr KeyRow kAzure[] = {
    {"python-version", "**/inputs/versionSpec", read_any_version},
};
constexpr KeyRow kDevContainer[] = {
    {"image", "image", read_image},
    {"python-version", "build/args/~", read_any_version},
    {"python-version", "build/args/VARIANT", read_any_version},
};
constexpr KeyRow kPyright[] = {{"pyright-target", "pythonVersion", read_version}};
constexpr KeyRow kJsonLock[] = {
    {"pipfile-python", "_meta/requires/python_version", read_version},
    {"pipfile-python", "_meta/requires/python_full_version", read_version},
};

// image: {repository: python, tag: 3.8-slim}
void read_split_images(const Page& page, const Node& document) {
  each_at(document, "**", [&](const Node& node) {
    const Node* const name = node.find("repository");
    const Node* const tag = node.find("tag");
    if (name == nullptr || tag == nullptr || name->kind != Node::Kind::scalar ||
        tag->kind != Node::Kind::scalar)
      return;
    auto stated = read_image(name->text + ":" + tag->text);
    if (!stated) return;
    if (stated->rewrite.starts_with(name->text + ":"))
      stated->rewrite.erase(0, name->text.size() + 1);
    page.add("image", tag->bytes, *stated, name->text + ":" + tag->text);
  });
}

// What a job runs on: all the versions below one matrix are one statement.
void read_matrices(const Page& page, const Node& document) {
  each_at(document, "**/matrix", [&](const Node& matrix) {
    std::vector<const Node*> values;
    each_at(matrix, "**/~", [&](const Node& node) {
      if (node.kind == Node::Kind::scalar) values.push_back(&node);
      for (const Node& below : node.below) values.push_back(&below);
    });
    std::erase_if(values, [](const Node* node) {
      return node->kind != Node::Kind::scalar || !read_any_version(node->text);
    });
    const Node* list = nullptr;
    each_at(matrix, "**/~",
            [&](const Node& node) { list = node.kind == Node::Kind::list ? &node : list; });
    if (list != nullptr && values.size() == list->below.size()) {
      add_value(page, "matrix", *list, read_any_version, Numbers::lose_zeros);
    } else {
      add_values(page, "matrix", values, read_any_version, Numbers::lose_zeros);
    }
  });
}

void read_features(const Page& page, const Node& document) {
  each_at(document, "features", [&](const Node& features) {
    for (const Node& feature : features.below) {
      if (feature.key.find("/python") == std::string::npos) continue;
      if (const Node* version = feature.find("version"))
        add_value(page, "python-version", *version, read_any_version, Numbers::as_written);
    }
  });
}

// Scripts and commands: every word that names an interpreter by its version.
void read_commands(const Page& page, const Node& node, bool runs, int depth = 0) {
  if (node.kind == Node::Kind::scalar && node.text.size() < 100'000) {
    std::string_view text = page.text().slice(node.bytes);
    if (node.block) {  // its lines are below; go to the end of the block by its length
      const std::string_view all = page.text().bytes();
      text = all.substr(node.bytes.begin,
                        std::min(all.size() - node.bytes.begin, node.text.size() * 2 + 200));
      const std::string_view last = trimmed(std::string_view(node.text).substr(
          node.text.find_last_of('\n', node.text.size() < 2 ? 0 : node.text.size() - 2) + 1));
      const std::size_t end = last.empty() ? std::string_view::npos : text.find(last);
      if (end != std::string_view::npos) text = text.substr(0, end + last.size());
    }
    if (runs) page.reading().scripts.push_back(page.span_of(text));
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = text.substr(begin, end - begin);
      begin = end + 1;
      if (trimmed(line).starts_with('#')) continue;
      for (const StatedWord& word : stated_words(line)) page.add(word.kind, word.word, word.stated);
    }
    return;
  }
  if (depth > kDeepestDocument) return;
  for (const Node& below : node.below) read_commands(page, below, runs, depth + 1);
}

constexpr std::string_view kCommandKeys[] = {
    "**/command",      "**/args",       "**/entrypoint", "**/cmd",         "**/startCommand",
    "**/buildCommand", "**/packages",   "**/apt",        "**/pkg",         "**/name",
    "**/path",         "**/executable", "**/exe",        "**/environment", "**/env",
    "**/default",      "**/build",      "**/inline",     "**/tox_env",     "**/TOXENV",
};

constexpr std::string_view kScriptKeys[] = {
    "**/run",          "**/script",         "**/before_script", "**/after_script",
    "**/install",      "**/before_install", "**/commands",      "**/bash",
    "**/build_script", "**/test_script",    "**/runcmd",        "**/shell",
};

Result<Node> parse(const Page& page) {
  return page.path().ends_with(".json") || page.path().ends_with(".jsonc")
             ? parse_json(page.text())
             : parse_yaml(page.text());
}

// A template that makes YAML is none itself: its `{{ … }}` stand where values will.
bool is_template(std::string_view bytes) {
  return bytes.find("{{") != std::string_view::npos || bytes.find("{%") != std::string_view::npos;
}

// A runtime is Lambda's where the file speaks of AWS.
void name_provider(const Source& source, Reading& reading) {
  const bool lambda = source.bytes.find("AWS::") != std::string_view::npos ||
                      source.bytes.find("name: aws") != std::string_view::npos;
  if (!lambda) return;
  for (VersionStatement& statement : reading.facts.statements) {
    if (statement.kind == "runtime") statement.kind = "lambda-runtime";
  }
}

// What can be said of a template: its lines that state something.
void read_lines(const Page& page) {
  for (const Line& line : page.lines()) {
    if (trimmed(line.text).starts_with('#')) continue;
    for (const StatedWord& word : stated_words(line.text))
      page.add(word.kind, word.word, word.stated);
  }
}

std::optional<Node> document_of(const Page& page) {
  Result<Node> document = parse(page);
  if (document) return document.take();
  is_template(page.text().bytes()) ? read_lines(page)
                                   : page.fail(document.mistake().message, document.mistake().line);
  return std::nullopt;
}

// Rows for the documents of a YAML file, which may be several.
void read_rows(const Page& page, const Node& document, std::span<const KeyRow> rows,
               Numbers numbers) {
  if (document.kind == Node::Kind::list) {
    for (const Node& one : document.below) read_keys(page, one, rows, numbers);
  } else {
    read_keys(page, document, rows, numbers);
  }
}

void read_document(const Source& source, Reading& reading, std::span<const KeyRow> rows) {
  const Page page(source, reading);
  if (const auto document = document_of(page))
    read_rows(page, *document, rows, Numbers::lose_zeros);
}

}  // namespace

void read_configuration(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const auto document = document_of(page);
  if (!document) return;
  const Numbers numbers =
      source.path.ends_with(".json") ? Numbers::as_written : Numbers::lose_zeros;
  read_matrices(page, *document);
  if (source.path.find("azure") != std::string_view::npos)
    read_rows(page, *document, kAzure, numbers);
  read_keys(page, *document, kAnywhere, numbers);
  read_split_images(page, *document);
  name_provider(source, reading);
  for (const std::string_view key : kCommandKeys) {
    each_at(*document, key, [&](const Node& node) { read_commands(page, node, false); });
  }
  for (const std::string_view key : kScriptKeys) {
    each_at(*document, key, [&](const Node& node) { read_commands(page, node, true); });
  }
}

void read_pre_commit(const Source& source, Reading& reading) {
  read_document(source, reading, kPreCommit);
}
void read_readthedocs(const Source& source, Reading& reading) {
  read_document(source, reading, kReadTheDocs);
}
void read_pyright(const Source& source, Reading& reading) {
  read_document(source, reading, kPyright);
}
void read_pipfile_lock(const Source& source, Reading& reading) {
  const Page page(source, reading);
  Result<Node> document = parse_json(page.text());
  if (!document) return page.fail(document.mistake().message, document.mistake().line);
  read_rows(page, *document, kJsonLock, Numbers::as_written);
}

void read_conda_file(const Source& source, Reading& reading) {
  if (source.bytes.find("{%") == std::string_view::npos &&
      source.bytes.find("{{") == std::string_view::npos) {
    return read_document(source, reading, kConda);
  }
  const Page page(source, reading);  // conda's own templates: a line an item
  for (const Line& line : page.lines()) {
    std::string_view item = trimmed(line.text);
    if (!item.starts_with("- ")) continue;
    item = trimmed(item.substr(2));
    item = trimmed(item.substr(0, item.find('#')));
    if (const auto stated = read_conda(item)) page.add("conda-python", item, *stated);
  }
}

void read_devcontainer(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const Result<Node> document = parse_json(page.text());
  if (!document) return page.fail(document.mistake().message, document.mistake().line);
  read_rows(page, *document, kDevContainer, Numbers::as_written);
  read_features(page, *document);
}

}  // namespace pymolt::inventory
