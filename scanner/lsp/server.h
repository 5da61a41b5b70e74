// A language server: takes messages, keeps folders and documents, and answers. It knows neither pipes nor threads.
// SPDX-License-Identifier: MIT
//
//   Server server(open, disk, send);
//   server.take(body);                      a message's JSON, as it came; it waits for its turn
//   while (server.is_busy()) server.step(look_for_more);
//
// A step handles one message, or does a piece of work: walk, look at some files, reduce, publish. Messages go first, so a
// burst of changes is worked on once. What is cancelled, or asks about a text that has changed in the meantime, is told
// so. Nothing is published for a document while a change of it waits.
#ifndef PYMOLT_LSP_SERVER_H_
#define PYMOLT_LSP_SERVER_H_

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/function_ref.h"
#include "lsp/folder.h"

namespace pymolt::lsp {

class Server {
 public:
  /// SEND takes each message that goes out. Borrows DISK.
  Server(Opener open, const scan::Disk& disk, std::string version,
         std::function<void(const Json&)> send);

  void take(const std::string& body);
  /// Whether there is something to do.
  [[nodiscard]] bool is_busy() const;
  /// Handles a message or does a piece of work. MORE is asked before something is published: it takes what came in since.
  void step(FunctionRef<void()> more);
  /// The exit status, once the client has asked for the end.
  [[nodiscard]] std::optional<int> exit_status() const { return exit_status_; }
  /// Tells the client that its stream is lost, before the end.
  void refuse_stream(const Mistake& mistake);

 private:
  struct Method {
    std::string_view name;
    Json (Server::*answer)(const Json& params);
    bool waits = false;  // asks for a report: answered once that is there
  };
  struct Note {
    std::string_view name;
    void (Server::*hear)(const Json& params);
  };
  static const Method kMethods[];
  static const Note kNotes[];

  // server.cc: messages
  void handle(const Json& message);
  /// Does WHAT a note of METHOD asks for, and says so where the note is wrong.
  void hear(const std::string& method, FunctionRef<void()> what) const;
  void handle_request(const Json& message);
  void answer(const Json& message, const Method& method);
  void answer_waiting();
  void drop_stale(std::string_view uri);
  void cancel(const Json& id);
  void send_error(const Json& id, int code, const std::string& message);
  void notify(const char* method, Json params) const;
  void request(const std::string& id, const char* method, Json params) const;
  [[nodiscard]] bool is_to_change(std::string_view uri) const;

  // lifecycle.cc: the beginning, the end, folders and settings
  Json initialize(const Json& params);
  Json shut_down(const Json& params);
  void initialized(const Json& params);
  void exit(const Json& params);
  void show_mistake(const std::string& words);
  void take_settings(const Json& settings);
  void hear_configuration(const Json& params);
  void hear_folders(const Json& params);
  void hear_answer(const Json& message);
  void open_folder(const std::string& path, bool alone);
  void reopen_all();
  void check_settings();
  [[nodiscard]] std::string settings_stamp(const std::string& folder) const;

  // open_documents.cc: what is open, and what is said of it
  void did_open(const Json& params);
  void did_change(const Json& params);
  void did_close(const Json& params);
  void did_save(const Json& params);
  void did_change_files(const Json& params);
  void touch(const std::string& path);
  void publish(FunctionRef<void()> more);
  void publish_folder(Folder& folder);
  void put(const std::string& uri, const Json& diagnostics, const Buffer* document);
  [[nodiscard]] Folder* folder_of(const std::string& path) const;
  [[nodiscard]] bool is_open(const std::string& uri) const;
  [[nodiscard]] const Buffer& document(const Json& params) const;
  [[nodiscard]] Folder& ready_folder(const Buffer& document) const;
  void tell_progress();
  void end_progress();

  // features.cc: requests about a document
  Json hover(const Json& params);
  Json code_action(const Json& params);
  Json code_lens(const Json& params);

  /// A folder with what was published of it.
  struct Opened {
    std::unique_ptr<Folder> folder;
    bool alone = false;  // a file that lies in no folder of the editor's
    bool is_told = false;
    std::string stamp;                // of its settings
    std::string trouble;              // that was told last
    std::set<std::string> elsewhere;  // addresses of files that are not open and have diagnostics
  };

  Opener open_;
  const scan::Disk& disk_;
  std::string version_;
  std::function<void(const Json&)> send_;
  Units units_ = Units::utf16;
  enum class Phase : std::uint8_t { fresh, initialized, shut_down } phase_ = Phase::fresh;
  std::optional<int> exit_status_;
  std::deque<Json> queue_;
  std::deque<Json> waiting_;  // requests that need a report
  Buffers buffers_;
  std::vector<Opened> folders_;
  std::vector<std::string> roots_;  // folders that the client named, to open once it is ready
  std::string settings_;            // that the client gave, as TOML
  std::map<std::string, std::string> published_;  // by address: what was said last
  std::set<std::string> changed_;                 // addresses of documents to speak of again
  std::string shown_mistake_;                     // last, of settings
  std::string settings_trouble_;                  // the address whose settings are wrong
  struct Client {
    bool watches = false;
    bool pulls_settings = false;
    bool shows_progress = false;
    bool versioned_edits = false;
  } client_;
  int progress_ = 0;  // the number of the progress that is shown; 0: none
  int progresses_ = 0;
};

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_SERVER_H_
