// CI services, containers, clouds: files of YAML and JSON in which a few keys state versions wherever they stand.
// SPDX-License-Identifier: MIT
#include <array>
#include <string>
#include <vector>

#include "inventory/command_versions.h"
#include "inventory/command_words.h"
#include "inventory/document_commands.h"
#include "inventory/document_keys.h"
#include "inventory/document_shapes.h"
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
  const std::string low = lower(text);
  const std::size_t call = text.starts_with('[') ? 0 : low.find("fromjson(");
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

// A dependency on Python that says which.
std::optional<Stated> read_pinned_conda(std::string_view text) {
  auto stated = read_conda(text);
  return stated && stated->pins ? stated : std::nullopt;
}

// `python:${PYTHON_VERSION:-3.9}-slim`: the image with the variable's default.
std::optional<Stated> read_default_image(std::string_view text) {
  const std::size_t open = text.find("${");
  const std::size_t close = text.find('}', open);
  if (open == std::string_view::npos || close == std::string_view::npos) return read_image(text);
  const std::size_t sign = text.substr(0, close).find('-', open);
  if (sign == std::string_view::npos) return std::nullopt;
  const std::string_view value = text.substr(sign + 1, close - sign - 1);
  auto stated = read_image(std::string(text.substr(0, open)) + std::string(value) +
                           std::string(text.substr(close + 1)));
  const auto version = read_version(value);
  if (!stated || !stated->pins) return std::nullopt;
  stated->rewrite = version && !version->rewrite.empty()
                        ? std::string(text.substr(0, sign + 1)) + version->rewrite +
                              std::string(text.substr(close))
                        : std::string();
  return stated;
}

// A name with its tag; of a name alone, the tag stands beside it.
std::optional<Stated> read_whole_image(std::string_view text) {
  return text.find_first_of(":@") == std::string_view::npos ? std::nullopt : read_image(text);
}

// An item that is a tag and nothing else: `cp38-*`.
std::optional<Stated> read_wheel_tag(std::string_view text) {
  const bool is_tag =
      text.starts_with("cp3") && text.find_first_of(" \t/") == std::string_view::npos;
  return is_tag ? read_wheel_tags(text) : std::nullopt;
}

// `${PYTHON_VERSION:-3.9}`
std::optional<Stated> read_default_version(std::string_view text) {
  const std::size_t sign = text.find(":-");
  if (!text.starts_with("${") || !text.ends_with('}') || sign == std::string_view::npos)
    return std::nullopt;
  auto stated = read_version(text.substr(sign + 2, text.size() - sign - 3));
  if (stated && !stated->rewrite.empty())
    stated->rewrite = std::string(text.substr(0, sign + 2)) + stated->rewrite + "}";
  return stated;
}

// `${{ inputs.python || '3.8' }}`
std::optional<Stated> read_other_version(std::string_view text) {
  const std::size_t bars = text.find("||");
  if (!text.starts_with("${{") || bars == std::string_view::npos) return std::nullopt;
  const std::string_view other = quoted_behind(text, bars, "'\"");
  auto stated = other.data() == nullptr ? std::nullopt : read_version(other);
  if (!stated || !stated->pins) return std::nullopt;
  const auto at = static_cast<std::size_t>(other.data() - text.data());
  if (!stated->rewrite.empty())
    stated->rewrite = std::string(text.substr(0, at)) + stated->rewrite +
                      std::string(text.substr(at + other.size()));
  return stated;
}

constexpr KeyRow kAnywhere[] = {
    {"python-version", "**/python-version-file", read_file_name},
    {"python-version", "**/~", read_json_list},
    {"tox-env", "**/env/*", read_variables},
    {"tox-env", "**/env/jobs/*", read_variables},
    {"tox-env", "**/env/matrix/*", read_variables},
    {"tox-env", "**/env", read_variables},
    {"image", "**/image", read_default_image},
    {"image", "**/image/name", read_whole_image},
    {"image", "**/steps/*/name", read_whole_image},
    {"image", "**/container", read_image},
    {"image", "**/baseImage", read_image},
    {"image", "**/base_image", read_image},
    {"image", "**/base", read_image},
    {"image", "**/uses", read_image},
    {"image", "**/dockerImage", read_image},
    {"image", "**/services/*", read_image},
    {"python-version", "**/~", read_any_version},
    {"python-version", "**/~/default", read_any_version},
    {"python-version", "**/~/value", read_any_version},
    {"python-version", "**/python/version", read_any_version},
    {"requires-python", "**/CIBW_PROJECT_REQUIRES_PYTHON", read_range},
    {"runtime", "**/runtime_version", read_any_version},
    {"runtime", "**/runtimeStack", read_runtime},
    {"runtime", "**/default_platform", read_runtime},
    {"runtime", "**/runtime", read_runtime},
    {"runtime", "**/Runtime", read_runtime},
    {"runtime", "**/CompatibleRuntimes", read_runtime},
    {"runtime", "**/compatibleRuntimes", read_runtime},
    {"runtime", "**/linuxFxVersion", read_runtime},
    {"runtime", "**/runtimeVersion", read_runtime},
    {"runtime", "**/runtime-version", read_runtime},
    {"interpreter", "**/ansible_python_interpreter", read_command},
    {"interpreter", "**/virtualenv_python", read_command},
    {"interpreter", "**/virtualenv_command", read_command},
    {"interpreter", "**/PYTHON", read_command},
    {"interpreter", "**/basepython", read_runtime},
    {"tox-env", "**/toxenv", read_envlist},
    {"tox-env", "**/tox-env", read_envlist},
    {"tox-env", "**/TOXENV", read_envlist},
    {"cibuildwheel-build", "**/CIBW_BUILD", read_wheel_tags},
    {"cibuildwheel-build", "**/matrix/*", read_wheel_tag},
    {"cibuildwheel-build", "**/matrix/include/*/*", read_wheel_tag},
    {"python-version", "**/~", read_default_version},
    {"python-version", "**/~", read_other_version},
};
constexpr KeyRow kPreCommit[] = {
    {"pre-commit-language", "default_language_version/python", read_runtime},
    {"pre-commit-language", "repos/*/hooks/*/language_version", read_basepython},
    {"pre-commit-argument", "repos/*/hooks/*/args/*", read_tool_option},
};
constexpr KeyRow kReadTheDocs[] = {
    {"readthedocs-python", "build/tools/python", read_version},
    {"readthedocs-python", "python/version", read_version},
};
constexpr KeyRow kConda[] = {
    {"conda-python", "dependencies/*", read_conda},
    {"conda-python", "requirements/*/*", read_conda},
    {"conda-python", "python", read_build_variant},
    {"conda-python", "context/python_min", read_lower_bound},
};
// An environment of conda under any name: `ci/deps/actions-39.yaml`.
constexpr KeyRow kEnvironments[] = {{"conda-python", "dependencies/*", read_pinned_conda}};
// The tag of an image of Python: `1-3.10-bullseye`.
std::optional<Stated> read_tag(std::string_view text) {
  constexpr std::string_view kImage = "python:";
  auto stated = read_image(std::string(kImage) + std::string(text));
  if (!stated || !stated->pins) return std::nullopt;
  if (stated->rewrite.starts_with(kImage)) stated->rewrite.erase(0, kImage.size());
  return stated;
}

constexpr KeyRow kDevContainer[] = {
    {"image", "image", read_image},
    {"python-version", "build/args/~", read_any_version},
    {"python-version", "build/args/VARIANT", read_tag},
};
constexpr KeyRow kPyright[] = {
    {"pyright-target", "pythonVersion", read_version},
    {"pyright-target", "executionEnvironments/*/pythonVersion", read_version},
};
std::optional<Stated> read_locked_version(std::string_view text) {
  auto stated = read_version(text);
  if (stated) stated->rewrite = kLockAgain;
  return stated;
}

constexpr KeyRow kJsonLock[] = {
    {"pipfile-python", "_meta/requires/python_version", read_locked_version},
    {"pipfile-python", "_meta/requires/python_full_version", read_locked_version},
};

// `3.11`, or a word such as `latest`.
std::optional<Stated> read_feature(std::string_view text) {
  if (auto stated = read_any_version(text)) return stated;
  return Stated{VersionSet::python3(), false, {}, {}};
}

void read_features(const Page& page, const Node& document) {
  each_at(document, "features", [&](const Node& features) {
    for (const Node& feature : features.below) {
      if (feature.key.find("/python") == std::string::npos) continue;
      if (const Node* version = feature.find("version"))
        add_value(page, "python-version", *version, read_feature, Numbers::as_written);
    }
  });
}

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

// A value that is one word and names an interpreter, whatever its key is called: `/usr/bin/python3.8`, `python3.8-venv`.
void read_single_word(const Page& page, const Node& node) {
  constexpr std::size_t kLongest = 200;
  if (node.kind != Node::Kind::scalar || node.block || node.text.size() > kLongest ||
      node.text.find_first_of(" \t\n") != std::string::npos)
    return;
  const std::string_view written = page.text().slice(node.bytes);
  add_layers(page, written);
  for (const StatedWord& word : stated_words(written)) {
    const bool an_orb = word.word.find("/python@") != std::string_view::npos;
    const bool a_package = node.key.empty();  // `- python3.8-venv`
    const bool a_name =
        word.word.find("python-") != std::string_view::npos ||  // `python-3.8-bucket`
        (!a_package && word.word.find('-') != std::string_view::npos &&
         word.word.find('/') == std::string_view::npos);  // `python3.6-thing`
    const bool a_label = node.key == "name" || page.is_mentioned(word.word);
    if (word.kind == "interpreter" && !an_orb && !a_name && !a_label)
      page.add(word.kind, word.word, word.stated);
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
  auto document = document_of(page);
  if (!document) return;
  const Numbers numbers =
      source.path.ends_with(".json") ? Numbers::as_written : Numbers::lose_zeros;
  drop_prose(*document);
  drop_excluded(*document);
  read_matrices(page, *document, numbers);
  read_tasks(page, *document, numbers);
  read_split_images(page, *document, numbers);
  read_keys(page, *document, kAnywhere, numbers);
  read_pairs(page, *document, numbers);
  read_followed(page, *document, numbers);
  read_rows(page, *document, kEnvironments, numbers);
  read_cache_keys(page, *document);
  name_provider(source, reading);
  read_document_commands(page, *document);
  each_at(*document, "**", [&](const Node& node) { read_single_word(page, node); });
}

// `args: [--target-version, py39]`: what stands behind an option.
void read_option_values(const Page& page, const Node& hook) {
  const Node* const args = hook.find("args");
  const Node* const id = hook.find("id");
  if (args == nullptr) return;
  const std::string command = id == nullptr ? "" : id->text + " ";
  for (std::size_t i = 0; i < args->below.size(); ++i) {
    const Node& item = args->below[i];
    const std::size_t equals = item.text.find('=');
    const std::string option = item.text.substr(0, equals);
    Understand read = version_behind_words(option);
    if (read == nullptr) read = version_behind_words(command + option);
    if (read == nullptr) continue;
    const bool apart = equals == std::string::npos;
    if (apart && i + 1 == args->below.size()) return;
    const Node& value = apart ? args->below[i + 1] : item;
    auto stated = read(apart ? value.text : std::string_view(item.text).substr(equals + 1));
    if (!stated) continue;
    if (!apart && !stated->rewrite.empty()) stated->rewrite = option + "=" + stated->rewrite;
    page.add("pre-commit-argument", value.bytes, *stated);
  }
}

void read_pre_commit(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const auto document = document_of(page);
  if (!document) return;
  read_rows(page, *document, kPreCommit, Numbers::lose_zeros);
  each_at(*document, "*/repos/*/hooks/*",
          [&page](const Node& hook) { read_option_values(page, hook); });
  each_at(*document, "*/repos/*/hooks/*", [&page](const Node& hook) { read_entry(page, hook); });
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

// `{% set python_min = "3.9" %}`, and `skip: true  # [py<38]`.
void read_recipe_line(const Page& page, std::string_view line) {
  constexpr std::string_view kLeast = "python_min";
  const std::size_t least = line.starts_with("{%") || line.starts_with(kLeast)
                                ? line.find(kLeast)
                                : std::string_view::npos;
  if (least != std::string_view::npos) {
    const std::size_t digit = line.find_first_of("0123456789", least);
    const std::string_view word =
        digit == std::string_view::npos
            ? std::string_view()
            : line.substr(digit, line.find_first_not_of("0123456789.", digit) - digit);
    if (const auto stated = read_lower_bound(word)) page.add("conda-python", word, *stated);
  }
  const std::size_t skipped =
      line.starts_with("skip:") ? line.find("[py<") : std::string_view::npos;
  if (skipped == std::string_view::npos) return;
  const std::string_view word =
      line.substr(skipped + 4, line.find_first_not_of("0123456789", skipped + 4) - skipped - 4);
  if (auto stated = read_compact_lower_bound(word)) page.add("conda-python", word, *stated);
}

void read_conda_file(const Source& source, Reading& reading) {
  if (source.bytes.find("{%") == std::string_view::npos &&
      source.bytes.find("{{") == std::string_view::npos) {
    return read_document(source, reading, kConda);
  }
  const Page page(source, reading);  // conda's own templates: a line an item
  for (const Line& line : page.lines()) {
    std::string_view item = trimmed(line.text);
    read_recipe_line(page, item);
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
  for (const std::string_view key :
       {"postCreateCommand", "onCreateCommand", "updateContentCommand", "postStartCommand"})
    each_at(*document, key, [&](const Node& node) { read_lifecycle_command(page, node); });
}

}  // namespace pymolt::inventory
