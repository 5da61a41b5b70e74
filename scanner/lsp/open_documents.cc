// Documents come, change and go; each belongs to the innermost folder around it, or stands for itself.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>

#include "lsp/diagnostics.h"
#include "lsp/edited_text.h"
#include "lsp/message.h"
#include "lsp/server.h"
#include "lsp/uri.h"

namespace pymolt::lsp {

namespace {

// Where a document that has no file yet stands for: a name of its own, in the folder that is open.
std::string path_for(const std::string& uri, const std::vector<std::string>& roots) {
  if (auto path = path_of(uri)) return *path;
  std::string name;
  for (const char c : uri.substr(0, 200)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    name += plain ? c : '_';
  }
  return (roots.empty() ? "/" : roots.front() + "/") + name + ".py";
}

std::int64_t version_of(const Json& document, std::int64_t otherwise) {
  const auto version = document.find("version");
  return version != document.end() && version->is_number_integer() ? version->get<std::int64_t>()
                                                                   : otherwise;
}

}  // namespace

bool Server::is_open(const std::string& uri) const {
  return buffers_.find(path_for(uri, roots_)) != buffers_.end();
}

const Buffer& Server::document(const Json& params) const {
  const auto uri = params.at("textDocument").at("uri").get<std::string>();
  const auto found = buffers_.find(path_for(uri, roots_));
  // As wrong as any other value that means nothing.
  if (found == buffers_.end()) (void)Json::object().at("an open document");
  return found->second;
}

Folder* Server::folder_of(const std::string& path) const {
  const Opened* best = nullptr;
  for (const Opened& one : folders_) {
    if (!one.folder->holds(path)) continue;
    if (best == nullptr || one.folder->path().size() > best->folder->path().size()) best = &one;
  }
  return best == nullptr ? nullptr : best->folder.get();
}

void Server::touch(const std::string& path) {
  for (const Opened& one : folders_) {
    if (one.folder->holds(path)) one.folder->touch(path);
  }
}

void Server::did_open(const Json& params) {
  const Json& item = params.at("textDocument");
  Buffer buffer;
  buffer.uri = item.at("uri").get<std::string>();
  buffer.path = path_for(buffer.uri, roots_);
  buffer.version = version_of(item, 0);
  buffer.text = Text(item.at("text").get<std::string>());
  const Result<std::string> head = disk_.read(buffer.path, 3);
  buffer.has_bom = head && *head == "\xEF\xBB\xBF";
  const std::string path = buffer.path;
  changed_.insert(buffer.uri);
  buffers_.insert_or_assign(path, std::move(buffer));
  if (folder_of(path) == nullptr) open_folder(path, true);
  touch(path);
}

void Server::did_change(const Json& params) {
  const auto uri = params.at("textDocument").at("uri").get<std::string>();
  const auto buffer = buffers_.find(path_for(uri, roots_));
  if (buffer == buffers_.end()) return;
  changed_.insert(uri);
  touch(buffer->first);
  EditedText edited(buffer->second.text.bytes(), units_);
  const auto make = [&](const Json& message) {
    buffer->second.version = version_of(message["textDocument"], buffer->second.version);
    hear("textDocument/didChange", [&] {
      for (const Json& change : message.at("contentChanges")) edited.change(change);
    });
  };
  make(params);
  // Those that wait already are made before the text is put together.
  const auto is_more = [&](const Json& message) {
    return method_of(message) == "textDocument/didChange" && !is_request(message) &&
           uri_in(message) == uri;
  };
  for (; !queue_.empty() && is_more(queue_.front()); queue_.pop_front())
    make(queue_.front()["params"]);
  buffer->second.text = Text(edited.str());
}

void Server::did_close(const Json& params) {
  const auto uri = params.at("textDocument").at("uri").get<std::string>();
  const std::string path = path_for(uri, roots_);
  if (buffers_.erase(path) == 0) return;
  changed_.erase(uri);
  put(uri, Json::array(), nullptr);
  std::erase_if(folders_,
                [&](const Opened& one) { return one.alone && one.folder->path() == path; });
  touch(path);
  std::error_code error;
  if (std::filesystem::exists(path, error)) return;
  for (const Opened& one : folders_) {
    if (one.folder->holds(path)) one.folder->walk_again();
  }
}

void Server::did_save(const Json& params) {
  const auto path = path_of(params.at("textDocument").at("uri").get<std::string>());
  if (!path) return;
  // Other files may have changed on the disk as well, and not every editor watches it.
  check_settings();
  for (const Opened& one : folders_) one.folder->walk_again();
}

void Server::did_change_files(const Json& params) {
  for (const Json& change : params.at("changes")) {
    const auto path = path_of(change.at("uri").get<std::string>());
    if (!path) continue;
    for (const Opened& one : folders_) {
      if (one.folder->holds(*path) && !buffers_.contains(*path)) one.folder->walk_again();
    }
  }
  check_settings();
}

void Server::put(const std::string& uri, const Json& diagnostics, const Buffer* document) {
  std::string text = diagnostics.dump(-1, ' ', false, Json::error_handler_t::replace);
  const auto last = published_.find(uri);
  const bool same = last == published_.end() ? diagnostics.empty() : last->second == text;
  if (same && (document == nullptr || !changed_.contains(uri))) return;
  Json params = {{"uri", uri}, {"diagnostics", diagnostics}};
  if (document != nullptr) params["version"] = document->version;
  changed_.erase(uri);
  if (diagnostics.empty()) {
    published_.erase(uri);
  } else {
    published_[uri] = std::move(text);
  }
  notify("textDocument/publishDiagnostics", std::move(params));
}

void Server::publish(FunctionRef<void()> more) {
  for (Opened& one : folders_) {
    if (one.is_told) continue;
    more();
    if (!queue_.empty()) return;  // perhaps what is known is known of an older text
    publish_folder(*one.folder);
    one.is_told = true;
    const std::string trouble = one.folder->mistake() ? one.folder->mistake()->str() : "";
    if (!trouble.empty() && trouble != one.trouble)
      notify("window/showMessage", {{"type", 1}, {"message", "pymolt: " + trouble}});
    one.trouble = trouble;
    std::map<std::string, Json> elsewhere =
        import_diagnostics(*one.folder, buffers_, disk_, units_);
    for (const std::string& uri : one.elsewhere) {
      const auto path = path_of(uri);
      if (!elsewhere.contains(uri) && path && !buffers_.contains(*path))
        put(uri, Json::array(), nullptr);
    }
    one.elsewhere.clear();
    for (const auto& [uri, list] : elsewhere) {
      put(uri, list, nullptr);
      one.elsewhere.insert(uri);
    }
  }
}

void Server::publish_folder(Folder& folder) {
  for (const auto& [path, buffer] : buffers_) {
    if (folder_of(path) == &folder && !is_to_change(buffer.uri))
      put(buffer.uri, diagnostics(folder, buffer, units_), &buffer);
  }
}

}  // namespace pymolt::lsp
