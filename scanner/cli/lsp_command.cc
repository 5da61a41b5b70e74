// `pymolt lsp`: a language server on standard input and output, whose folders are looked at as a scan would.
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <filesystem>
#include <map>
#include <ostream>
#include <sstream>

#include "cli/apply_baseline.h"
#include "cli/build_version.h"
#include "cli/commands.h"
#include "cli/scan_project.h"
#include "lsp/session.h"

namespace pymolt::cli {

namespace {

// What the editor says takes the place of what a command line would.
std::optional<Mistake> take_editor_settings(const std::string& toml, const std::string& folder,
                                            ProjectOptions& said, settings::Settings& editor) {
  if (toml.empty()) return std::nullopt;
  Result<std::optional<settings::Settings>> read = settings::read_settings("editor settings", toml);
  if (!read) return read.mistake();
  if (!*read) return std::nullopt;
  editor = std::move(**read);
  editor.folder = folder;
  for (const OptionKey& key : option_keys()) {
    if (!editor.says(key.key) || said.says(key.key)) continue;
    key.take(editor, said);
    said.given.insert(std::string(key.key));
  }
  return std::nullopt;
}

class FolderOpener {
 public:
  FolderOpener(const ProjectOptions& said, const scan::Disk& disk) : said_(said), disk_(disk) {}

  Result<lsp::FolderSetup> open(const std::string& path, const std::string& toml) {
    ProjectOptions said = said_;
    said.paths = {path};
    said.files_from.clear();  // standard input is the editor's
    std::error_code error;
    const bool is_folder = std::filesystem::is_directory(path, error);
    const std::string folder =
        is_folder ? path : std::filesystem::path(path).parent_path().generic_string();
    settings::Settings editor;
    if (auto mistake = take_editor_settings(toml, folder, said, editor)) return *mistake;
    // As a scan of it would be: the project says the target where nobody else does.
    Result<EffectiveOptions> effective = effective_options(said, "scan", disk_);
    if (!effective) return effective.mistake();
    if (editor.says("exclude")) effective->options.exclude_from = folder;
    if (editor.says("per-path")) {
      effective->options.per_path = editor.per_path;
      effective->options.per_path_from = folder;
    }
    return setup_of(effective.take());
  }

 private:
  Result<lsp::FolderSetup> setup_of(EffectiveOptions effective) {
    Result<std::shared_ptr<const lsp::Knowledge>> knowledge = knowledge_of(effective);
    if (!knowledge) return knowledge.mistake();
    if (auto mistake = check_words(effective, (*knowledge)->book)) return *mistake;
    Result<project::ReportRequest> request = request_of(effective, is_one_folder(effective));
    if (!request) return request.mistake();
    lsp::FolderSetup setup;
    setup.knowledge = knowledge.take();
    setup.request = request.take();
    setup.request.package = scan::package_at(
        std::filesystem::path(setup.request.paths_begin).lexically_normal().generic_string(),
        disk_);
    if (const auto stated = stated_target(effective, *setup.knowledge->context, disk_))
      setup.request.target = stated->versions;
    setup.docs = effective.options.docs;
    setup.jobs = effective.options.jobs;
    const inventory::Table* readers = &setup.knowledge->context->readers;
    setup.find = [effective, readers](const scan::Disk& disk) {
      const scan::PathPatterns excluded = excluded_by(effective);
      return scan::find_files(effective.paths, disk, excluded, readers,
                              effective.options.follow_links, !effective.options.root.empty());
    };
    if (!effective.options.baseline.empty())
      setup.hide_known = [effective, asked = setup.request](Report& report) {
        std::ostringstream unheard;
        Streams streams{unheard, unheard};
        return apply_baseline(effective.options, asked, report, streams);
      };
    setup.cache = open_cache(effective, setup.knowledge->book);
    return setup;
  }

  // Rules without packs are read once; packs are read again, for they may have changed.
  Result<std::shared_ptr<const lsp::Knowledge>> knowledge_of(const EffectiveOptions& effective) {
    const bool is_plain = effective.options.rules.empty() && !effective.options.docs;
    if (is_plain && plain_) return plain_;
    Result<ScannedProject> opened = open_project(effective);
    if (!opened) return opened.mistake();
    auto made = std::make_shared<lsp::Knowledge>();
    made->book = std::move(opened->book);
    Result<scan::ScanContext> context = scan::ScanContext::make(made->book);
    if (!context) return context.mistake();
    if (effective.options.docs)
      context->readers = inventory::Table(inventory::readers_and_documents());
    made->context.emplace(context.take());
    std::shared_ptr<const lsp::Knowledge> knowledge = std::move(made);
    if (is_plain) plain_ = knowledge;
    return knowledge;
  }

  const ProjectOptions& said_;
  const scan::Disk& disk_;
  std::shared_ptr<const lsp::Knowledge> plain_;
};

}  // namespace

int run_lsp(const Invocation& invocation, Streams&) {
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  FolderOpener opener(invocation.scan, *disk);
  return lsp::serve(
      STDIN_FILENO, STDOUT_FILENO,
      [&](const std::string& path, const std::string& settings) {
        return opener.open(path, settings);
      },
      *disk, std::string(kToolVersion));
}

}  // namespace pymolt::cli
