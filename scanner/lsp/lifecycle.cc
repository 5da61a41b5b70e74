// The beginning and the end of a session, the folders that are open, and the settings by which they are looked at.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>

#include "lsp/diagnostics.h"
#include "lsp/editor_settings.h"
#include "lsp/server.h"
#include "lsp/uri.h"

namespace pymolt::lsp {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWorthProgress = 200;  // so many files are looked at in no time

// What CAPABILITIES say at a path of keys; null where they say nothing.
Json at(const Json& capabilities, std::initializer_list<const char*> keys) {
  const Json* value = &capabilities;
  for (const char* key : keys) {
    if (!value->is_object() || !value->contains(key)) return nullptr;
    value = &(*value)[key];
  }
  return *value;
}

bool holds(const Json& capabilities, std::initializer_list<const char*> keys) {
  const Json value = at(capabilities, keys);
  return value.is_boolean() && value.get<bool>();
}

std::vector<std::string> roots_in(const Json& params) {
  std::vector<std::string> roots;
  const auto add = [&roots](const Json& uri) {
    const auto path = uri.is_string() ? path_of(uri.get<std::string>()) : std::nullopt;
    if (path && std::ranges::find(roots, *path) == roots.end()) roots.push_back(*path);
  };
  const Json folders = params.value("workspaceFolders", Json());
  if (folders.is_array()) {
    for (const Json& folder : folders) add(folder.at("uri"));
  }
  if (roots.empty()) add(params.value("rootUri", Json()));
  const Json path = params.value("rootPath", Json());
  if (roots.empty() && path.is_string() && path.get<std::string>().starts_with('/'))
    add(uri_of(path.get<std::string>()));
  return roots;
}

// The settings in OPTIONS: these themselves, or what they have as `settings`, or as `pymolt`, as clients tell them.
Json settings_in(Json options) {
  for (const char* around : {"pymolt", "settings"}) {
    if (!options.is_object() || !options.contains(around)) continue;
    Json inner = std::move(options[around]);
    options = std::move(inner);
  }
  return options;
}

}  // namespace

Json Server::initialize(const Json& params) {
  const Json capabilities = params.value("capabilities", Json::object());
  units_ = chosen_units(at(capabilities, {"general", "positionEncodings"}));
  client_.watches =
      holds(capabilities, {"workspace", "didChangeWatchedFiles", "dynamicRegistration"});
  client_.pulls_settings = holds(capabilities, {"workspace", "configuration"});
  client_.shows_progress = holds(capabilities, {"window", "workDoneProgress"});
  client_.versioned_edits = holds(capabilities, {"workspace", "workspaceEdit", "documentChanges"});
  roots_ = roots_in(params);
  take_settings(settings_in(params.value("initializationOptions", Json())));
  phase_ = Phase::initialized;
  return {{"serverInfo", {{"name", "pymolt"}, {"version", version_}}},
          {"capabilities",
           {{"positionEncoding", std::string(name(units_))},
            {"textDocumentSync",
             {{"openClose", true}, {"change", 2}, {"save", {{"includeText", false}}}}},
            {"hoverProvider", true},
            {"codeLensProvider", {{"resolveProvider", false}}},
            {"codeActionProvider",
             {{"codeActionKinds", Json::array({"quickfix", "source.fixAll.pymolt"})},
              {"resolveProvider", false}}},
            {"workspace",
             {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}}}};
}

void Server::initialized(const Json&) {
  if (client_.watches) {
    Json watchers = Json::array();
    for (const char* glob : {"**/*.{py,pyw,pyi,ipynb}", "**/*.{toml,cfg,ini,txt,in,lock,yml,yaml}",
                             "**/{.gitignore,Dockerfile,Pipfile,.python-version}"})
      watchers.push_back({{"globPattern", glob}});
    request("pymolt-watch", "client/registerCapability",
            {{"registrations", Json::array({{{"id", "pymolt-files"},
                                             {"method", "workspace/didChangeWatchedFiles"},
                                             {"registerOptions", {{"watchers", watchers}}}}})}});
  }
  if (client_.pulls_settings) hear_configuration(Json());
  for (const std::string& root : roots_) open_folder(root, false);
}

Json Server::shut_down(const Json&) {
  phase_ = Phase::shut_down;
  return nullptr;
}

void Server::exit(const Json&) { exit_status_ = phase_ == Phase::shut_down ? 0 : 1; }

// Pushed along, or to be asked for.
void Server::hear_configuration(const Json& params) {
  const Json pushed = params.is_object() ? params.value("settings", Json()) : Json();
  if (pushed.is_object() && pushed.contains("pymolt"))
    return take_settings(settings_in(pushed["pymolt"]));
  if (client_.pulls_settings)
    request("pymolt-settings", "workspace/configuration",
            {{"items", Json::array({{{"section", "pymolt"}}})}});
}

void Server::hear_answer(const Json& message) {
  if (message.value("id", Json()) != "pymolt-settings") return;
  const Json result = message.value("result", Json());
  if (result.is_array() && !result.empty()) {
    const Json settings = settings_in(result.front());
    if (!settings.is_null()) take_settings(settings);
  }
}

void Server::take_settings(const Json& settings) {
  if (!settings.is_object() && !settings.is_null())
    show_mistake("the settings are an object, such as {\"target\": \"3.13\"}, not " +
                 settings.dump(-1, ' ', true, Json::error_handler_t::replace));
  std::string toml = toml_of(settings);
  if (toml == settings_) return;
  settings_ = std::move(toml);
  shown_mistake_.clear();
  if (phase_ != Phase::fresh) reopen_all();
}

void Server::hear_folders(const Json& params) {
  const Json& event = params.at("event");
  for (const Json& folder : event.value("removed", Json::array())) {
    const auto path = path_of(folder.at("uri").get<std::string>());
    if (!path) continue;
    std::erase(roots_, *path);
    std::erase_if(folders_, [&](const Opened& one) {
      if (one.folder->path() != *path) return false;
      for (const std::string& uri : one.elsewhere) put(uri, Json::array(), nullptr);
      return true;
    });
  }
  for (const Json& folder : event.value("added", Json::array())) {
    const auto path = path_of(folder.at("uri").get<std::string>());
    if (!path || std::ranges::find(roots_, *path) != roots_.end()) continue;
    roots_.push_back(*path);
    open_folder(*path, false);
  }
  for (const auto& [path, buffer] : buffers_) {
    changed_.insert(buffer.uri);
    if (folder_of(path) == nullptr) open_folder(path, true);
  }
  for (Opened& one : folders_) one.is_told = false;
}

// All that may hold settings of FOLDER, as it is on the disk now.
std::string Server::settings_stamp(const std::string& folder) const {
  std::string stamp;
  fs::path at = folder;
  if (disk_.look(folder).kind != scan::EntryKind::folder) at = at.parent_path();
  for (;; at = at.parent_path()) {
    for (const char* name : {"pymolt.toml", "pyproject.toml"}) {
      std::error_code error;
      const fs::path file = at / name;
      const auto time = fs::last_write_time(file, error);
      if (!error)
        stamp += file.string() + " " +
                 std::to_string(static_cast<std::int64_t>(time.time_since_epoch().count())) + " " +
                 std::to_string(disk_.look(file.string()).size) + "\n";
    }
    const bool is_top = disk_.look((at / ".git").string()).kind != scan::EntryKind::missing;
    if (is_top || !at.has_relative_path()) return stamp;
  }
}

// The folders and files that are opened by the same settings fail alike, which is told once.
void Server::show_mistake(const std::string& words) {
  if (words == shown_mistake_) return;
  shown_mistake_ = words;
  notify("window/showMessage", {{"type", 1}, {"message", "pymolt: " + words}});
}

void Server::open_folder(const std::string& path, bool alone) {
  if (!settings_trouble_.empty()) put(settings_trouble_, Json::array(), nullptr);
  settings_trouble_.clear();
  const std::string stamp = settings_stamp(path);
  Result<FolderSetup> setup = open_(path, settings_);
  const auto old =
      std::ranges::find_if(folders_, [&](const Opened& one) { return one.folder->path() == path; });
  if (!setup) {
    // What was in force stays so; what has never been, is nothing.
    const Mistake& mistake = setup.mistake();
    show_mistake(mistake.str());
    std::error_code error;
    const std::string file = fs::absolute(mistake.file, error).lexically_normal().string();
    // What the editor gives stands in no file.
    if (mistake.line > 0 && disk_.look(file).kind == scan::EntryKind::file) {
      settings_trouble_ = uri_of(file);
      put(settings_trouble_, Json::array({mistake_diagnostic(mistake)}), nullptr);
    }
    if (old != folders_.end()) old->stamp = stamp;
    return;
  }
  Opened opened;
  opened.folder = std::make_unique<Folder>(path, setup.take(), disk_, buffers_);
  opened.alone = alone;
  opened.stamp = stamp;
  if (old == folders_.end()) {
    folders_.push_back(std::move(opened));
  } else {
    opened.elsewhere = std::move(old->elsewhere);
    *old = std::move(opened);
  }
  // Files that stood for themselves have a folder now.
  if (!alone)
    std::erase_if(folders_, [&](const Opened& one) {
      return one.alone && folder_of(one.folder->path()) != one.folder.get() &&
             one.folder->path().starts_with(path + "/");
    });
}

void Server::reopen_all() {
  std::vector<std::pair<std::string, bool>> all;
  for (const Opened& one : folders_) all.emplace_back(one.folder->path(), one.alone);
  for (const std::string& root : roots_) {
    if (std::ranges::find(all, std::pair(root, false)) == all.end()) all.emplace_back(root, false);
  }
  for (const auto& [path, alone] : all) open_folder(path, alone);
}

// Opens anew those whose settings have changed on the disk.
void Server::check_settings() {
  std::vector<std::pair<std::string, bool>> changed;
  for (const Opened& one : folders_) {
    if (settings_stamp(one.folder->path()) != one.stamp)
      changed.emplace_back(one.folder->path(), one.alone);
  }
  for (const std::string& root : roots_) {
    const bool is_open = std::ranges::any_of(
        folders_, [&](const Opened& one) { return one.folder->path() == root; });
    if (!is_open) changed.emplace_back(root, false);
  }
  for (const auto& [path, alone] : changed) open_folder(path, alone);
}

void Server::tell_progress() {
  std::size_t left = 0;
  std::size_t all = 0;
  for (const Opened& one : folders_) {
    left += one.folder->left();
    all += one.folder->size();
  }
  if (!client_.shows_progress || (progress_ == 0 && left < kWorthProgress)) return;
  const auto token = [this] { return "pymolt-" + std::to_string(progress_); };
  if (progress_ == 0) {
    progress_ = ++progresses_;
    request(token(), "window/workDoneProgress/create", {{"token", token()}});
    notify("$/progress", {{"token", token()},
                          {"value", {{"kind", "begin"}, {"title", "pymolt"}, {"percentage", 0}}}});
  }
  const std::size_t done = all - std::min(left, all);
  notify("$/progress", {{"token", token()},
                        {"value",
                         {{"kind", "report"},
                          {"message", std::to_string(done) + "/" + std::to_string(all) + " files"},
                          {"percentage", all == 0 ? 100 : done * 100 / all}}}});
}

void Server::end_progress() {
  if (progress_ == 0) return;
  notify("$/progress",
         {{"token", "pymolt-" + std::to_string(progress_)}, {"value", {{"kind", "end"}}}});
  progress_ = 0;
}

}  // namespace pymolt::lsp
