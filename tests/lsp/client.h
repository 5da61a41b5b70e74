// A client in memory: says messages to a server, and looks through what it has said.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_TESTS_LSP_CLIENT_H_
#define PYMOLT_TESTS_LSP_CLIENT_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "lsp/server.h"
#include "lsp/uri.h"
#include "scan/scan_tree.h"

namespace pymolt::lsp {

/// A folder that is gone when the test is.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "pymolt-lsp-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string at(const std::string& name) const { return path_ + "/" + name; }
  [[nodiscard]] std::string uri(const std::string& name) const { return uri_of(at(name)); }
  void file(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories(std::filesystem::path(at(name)).parent_path());
    std::ofstream(at(name), std::ios::binary) << bytes;
  }

 private:
  std::string path_;
};

/// The rules as they are built in, read once.
inline std::shared_ptr<const Knowledge> built_in() {
  static const std::shared_ptr<const Knowledge> knowledge = [] {
    auto made = std::make_shared<Knowledge>();
    made->book = rulebook::Rulebook::built_in().take();
    made->context.emplace(scan::ScanContext::make(made->book).take());
    return made;
  }();
  return knowledge;
}

inline FolderSetup plain_setup(const std::string& path, VersionSet target) {
  FolderSetup setup;
  setup.knowledge = built_in();
  setup.request.roots = {path};
  setup.request.target = target;
  setup.request.paths_begin = path;
  setup.jobs = 1;
  setup.find = [path](const scan::Disk& disk) {
    return scan::find_files({path}, disk, {}, &built_in()->context->readers);
  };
  return setup;
}

inline constexpr VersionSet kUsualTarget = VersionSet(Version::of(3, 13));

class Client {
 public:
  explicit Client(VersionSet target = kUsualTarget)
      : disk_(scan::real_disk()),
        server_(
            [this, target](const std::string& path, const std::string& settings) {
              opened.push_back(path);
              given = settings;
              if (mistake) return Result<FolderSetup>(*mistake);
              return Result<FolderSetup>(plain_setup(path, target));
            },
            *disk_, "0", [this](const Json& message) { said.push_back(message); }) {}

  void say(const Json& message) { server_.take(message.dump()); }
  void raw(const std::string& body) { server_.take(body); }
  void note(const std::string& method, const Json& params) {
    say({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}});
  }
  int ask(const std::string& method, const Json& params) {
    say({{"jsonrpc", "2.0"}, {"id", ++id_}, {"method", method}, {"params", params}});
    return id_;
  }
  /// Until nothing is left to do.
  void run() {
    while (server_.is_busy()) step();
  }
  void step() {
    server_.step([] {});
  }
  /// The answer to ID, once all is done; null where there is none.
  [[nodiscard]] Json answer(int id) {
    run();
    for (const Json& message : said) {
      if (message.value("id", Json()) == id && !message.contains("method")) return message;
    }
    return nullptr;
  }
  [[nodiscard]] Json result(int id) { return answer(id)["result"]; }
  [[nodiscard]] int error(int id) {
    const Json message = answer(id);
    return message.contains("error") ? message["error"]["code"].get<int>() : 0;
  }

  void start(const std::string& folder, const Json& capabilities = Json::object()) {
    ask("initialize", {{"capabilities", capabilities}, {"rootUri", uri_of(folder)}});
    note("initialized", Json::object());
    run();
  }
  void open(const std::string& uri, const std::string& text, int version = 1) {
    note("textDocument/didOpen",
         {{"textDocument",
           {{"uri", uri}, {"languageId", "python"}, {"version", version}, {"text", text}}}});
  }
  void replace(const std::string& uri, int version, const Json& changes) {
    note("textDocument/didChange",
         {{"textDocument", {{"uri", uri}, {"version", version}}}, {"contentChanges", changes}});
  }
  /// What was published last for URI; null where nothing was.
  [[nodiscard]] Json published(const std::string& uri) const {
    Json last;
    for (const Json& message : said) {
      if (message.value("method", "") == "textDocument/publishDiagnostics" &&
          message["params"]["uri"] == uri)
        last = message["params"];
    }
    return last;
  }
  [[nodiscard]] std::vector<std::string> rules(const std::string& uri) const {
    std::vector<std::string> rules;
    const Json last = published(uri);
    if (last.is_null()) return {"nothing published"};
    for (const Json& one : last["diagnostics"]) rules.push_back(one.value("code", "remark"));
    return rules;
  }
  [[nodiscard]] const Server& server() const { return server_; }

  std::vector<Json> said;
  std::vector<std::string> opened;
  std::string given;               // settings, as the opener was told them last
  std::optional<Mistake> mistake;  // what a folder is not opened for

 private:
  std::unique_ptr<scan::Disk> disk_;
  Server server_;
  int id_ = 0;
};

inline Json place(int line, int character) { return {{"line", line}, {"character", character}}; }

inline Json in(const std::string& uri) { return {{"textDocument", {{"uri", uri}}}}; }

}  // namespace pymolt::lsp

#endif  // PYMOLT_TESTS_LSP_CLIENT_H_
