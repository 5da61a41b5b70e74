// Paths as the shell and the CI job see them; words as the shell would read them back.
// SPDX-License-Identifier: MIT
#include "cli/report_options.h"

#include <algorithm>
#include <filesystem>

namespace pymolt::cli {

namespace {

namespace fs = std::filesystem;

std::string shell_quoted(const std::string& word) {
  constexpr std::string_view kPlain =
      "-_./,:+=@%ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string versions_word(VersionSet versions) {
  if (versions == VersionSet::all()) return "all";
  std::string text = versions.str();
  std::erase(text, ' ');
  return text;
}

// The one folder that paths are relative to, absolute; empty when there is none or they are several.
fs::path common_root(const std::vector<std::string>& roots, const fs::path& here) {
  if (roots.size() != 1) return {};
  std::error_code error;
  const fs::path root = (here / roots.front()).lexically_normal();
  return fs::is_directory(root, error) ? root : fs::path();
}

// The same, as the request knows it: facts may have been found where the folder is, and be told where it is not.
fs::path root_of(const project::ReportRequest& request, const fs::path& here) {
  if (request.roots.size() != 1) return {};
  const fs::path root = (here / request.roots.front()).lexically_normal();
  return root == fs::path(request.paths_begin).lexically_normal() ? root : fs::path();
}

std::string prefix_of(const fs::path& root, const std::string& here) {
  if (root.empty()) return {};
  std::string below = root.lexically_relative(here).lexically_normal().generic_string();
  while (below.ends_with('/')) below.pop_back();
  return below == "." || below.empty() || below.starts_with("..") ? "" : below + "/";
}

}  // namespace

std::string path_prefix(const std::vector<std::string>& roots, const std::string& here) {
  return prefix_of(common_root(roots, here), here);
}

std::string report_base(const std::vector<std::string>& roots, const std::string& here) {
  const fs::path root = common_root(roots, here);
  return root.empty() ? here : root.generic_string();
}

std::string command_again(const ProjectOptions& options, const project::ReportRequest& request) {
  std::string text = "pymolt scan";
  const auto add = [&text](std::string_view option, const std::string& value) {
    text += " ";
    if (!option.empty()) text.append(option).append(" ");
    text += shell_quoted(value);
  };
  if (options.files_from.empty()) {
    for (const std::string& root : request.roots) add("", root);
  } else {
    add("--files-from", options.files_from);
    for (const std::string& path : options.paths) add("", path);
  }
  // Said here, these would take the place of what the settings say of some paths.
  const auto varies = [&](auto differs) { return std::ranges::any_of(request.per_path, differs); };
  if (!varies([](const PathRequest& p) { return p.target.has_value(); })) {
    add("--target", versions_word(request.target));
  }
  if (!request.from.empty() && !varies([](const PathRequest& p) { return p.from.has_value(); })) {
    add("--from", versions_word(request.from));
  }
  if (!varies([](const PathRequest& p) { return !p.select.empty(); })) {
    for (const std::string& rule : request.select) add("--select", rule);
  }
  for (const std::string& rule : request.ignore) add("--ignore", rule);
  if (options.says("exclude")) {
    for (const std::string& pattern : options.exclude) add("--exclude", pattern);
  }
  if (!options.config.empty()) add("--config", options.config);
  if (options.no_config) text += " --no-config";
  for (const std::string& folder : options.rules) add("--rules", folder);
  if (request.at_least != Confidence::likely)
    add("--confidence", std::string(name(request.at_least)));
  if (!options.baseline.empty()) add("--baseline", options.baseline);
  if (!options.since.empty()) add("--since", options.since);
  return text;
}

render::RenderOptions report_options(const Streams& streams, const ProjectOptions& options,
                                     const project::ReportRequest& request,
                                     const rulebook::Rulebook& book) {
  render::RenderOptions shown = render_options(streams, options.color);
  const fs::path root = root_of(request, shown.base_dir);
  shown.path_prefix = prefix_of(root, shown.base_dir);
  if (shown.path_prefix.empty() && !root.empty()) {
    shown.base_dir = root.generic_string();
    if (shown.base_dir.size() > 1 && shown.base_dir.ends_with('/')) shown.base_dir.pop_back();
  }
  shown.command = command_again(options, request);
  shown.with_suppressed = options.report_suppressed;
  shown.view = options.view;
  shown.book = &book;
  return shown;
}

}  // namespace pymolt::cli
