// The row of messages, and the two tables of what is understood.
// SPDX-License-Identifier: MIT
#include "lsp/server.h"

#include <algorithm>

#include "base/depth.h"
#include "lsp/error_codes.h"
#include "lsp/message.h"

namespace pymolt::lsp {

namespace {

// `[json.exception.type_error.302] type must be number, but is string`, without the library's name for it.
std::string plain(const Json::exception& wrong) {
  const std::string_view words = wrong.what();
  const std::size_t end = words.starts_with('[') ? words.find("] ") : std::string_view::npos;
  return "the parameters are not as the protocol has them" +
         (end == std::string_view::npos ? std::string()
                                        : ": " + std::string(words.substr(end + 2)));
}

bool changes_text(const std::string& method) {
  return method == "textDocument/didChange" || method == "textDocument/didClose";
}

}  // namespace

const Server::Method Server::kMethods[] = {
    {"initialize", &Server::initialize},
    {"shutdown", &Server::shut_down},
    {"textDocument/hover", &Server::hover},
    {"textDocument/codeAction", &Server::code_action, true},
    {"textDocument/codeLens", &Server::code_lens, true},
};

const Server::Note Server::kNotes[] = {
    {"initialized", &Server::initialized},
    {"exit", &Server::exit},
    {"textDocument/didOpen", &Server::did_open},
    {"textDocument/didChange", &Server::did_change},
    {"textDocument/didClose", &Server::did_close},
    {"textDocument/didSave", &Server::did_save},
    {"workspace/didChangeWatchedFiles", &Server::did_change_files},
    {"workspace/didChangeConfiguration", &Server::hear_configuration},
    {"workspace/didChangeWorkspaceFolders", &Server::hear_folders},
};

Server::Server(Opener open, const scan::Disk& disk, std::string version,
               std::function<void(const Json&)> send)
    : open_(std::move(open)), disk_(disk), version_(std::move(version)), send_(std::move(send)) {}

void Server::send_error(const Json& id, int code, const std::string& message) {
  send_({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}});
}

void Server::notify(const char* method, Json params) const {
  send_({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

void Server::request(const std::string& id, const char* method, Json params) const {
  send_({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}});
}

void Server::refuse_stream(const Mistake& mistake) {
  send_error(nullptr, kInvalidRequest, mistake.message + "; nothing more is read");
}

void Server::take(const std::string& body) {
  if (json_too_deep(body))
    return send_error(nullptr, kInvalidRequest, "the message is nested deeper than is read");
  Json message = Json::parse(body, nullptr, false);
  if (message.is_discarded()) return send_error(nullptr, kParseError, "the message is no JSON");
  if (!message.is_object())
    return send_error(nullptr, kInvalidRequest, "a message is an object, one at a time");
  if (method_of(message) == "$/cancelRequest") {
    const auto params = message.find("params");
    if (params != message.end() && params->is_object() && params->contains("id"))
      cancel((*params)["id"]);
    return;
  }
  if (changes_text(method_of(message))) drop_stale(uri_in(message));
  queue_.push_back(std::move(message));
}

// Requests that wait are not asked of the text that comes next.
void Server::drop_stale(std::string_view uri) {
  std::erase_if(waiting_, [&](const Json& message) {
    if (uri_in(message) != uri) return false;
    send_error(message["id"], kContentModified, "the text has changed in the meantime");
    return true;
  });
}

void Server::cancel(const Json& id) {
  for (std::deque<Json>* const row : {&queue_, &waiting_}) {
    std::erase_if(*row, [&](const Json& message) {
      if (!is_request(message) || method_of(message).empty() || message["id"] != id) return false;
      send_error(id, kRequestCancelled, "cancelled");
      return true;
    });
  }
}

bool Server::is_to_change(std::string_view uri) const {
  return std::ranges::any_of(queue_, [&](const Json& message) {
    return changes_text(method_of(message)) && uri_in(message) == uri;
  });
}

bool Server::is_busy() const {
  if (exit_status_) return false;
  if (!queue_.empty()) return true;
  if (phase_ != Phase::initialized) return false;
  return !waiting_.empty() || std::ranges::any_of(folders_, [](const Opened& one) {
    return !one.is_told || !one.folder->is_ready();
  });
}

void Server::step(FunctionRef<void()> more) {
  if (!queue_.empty()) {
    const Json message = std::move(queue_.front());
    queue_.pop_front();
    return handle(message);
  }
  for (Opened& one : folders_) {
    if (one.folder->is_ready()) continue;
    one.is_told = false;
    one.folder->step();
    return tell_progress();
  }
  end_progress();
  publish(more);
  if (queue_.empty()) answer_waiting();
}

void Server::handle(const Json& message) {
  const std::string method = method_of(message);
  if (method.empty()) return hear_answer(message);
  if (is_request(message)) return handle_request(message);
  if (phase_ == Phase::fresh && method != "exit") return;
  if (phase_ == Phase::shut_down && method != "exit") return;
  const Json params = message.value("params", Json::object());
  for (const Note& note : kNotes) {
    if (note.name != method) continue;
    hear(method, [&] { (this->*note.hear)(params); });
  }
}

void Server::hear(const std::string& method, FunctionRef<void()> what) const {
  try {
    what();
  } catch (const Json::exception& wrong) {
    notify("window/logMessage",
           {{"type", 1}, {"message", "pymolt: " + method + ": " + plain(wrong)}});
  }
}

void Server::handle_request(const Json& message) {
  const std::string method = method_of(message);
  const Json& id = message["id"];
  if (!id.is_string() && !id.is_number_integer())
    return send_error(nullptr, kInvalidRequest, "an id is a number or a string");
  const bool first = method == "initialize";
  if (phase_ == Phase::fresh && !first)
    return send_error(id, kNotInitialized, "initialize comes first");
  if (phase_ == Phase::shut_down || (first && phase_ != Phase::fresh))
    return send_error(id, kInvalidRequest,
                      first ? "it is initialized already" : "it has been shut down");
  const auto row = std::ranges::find(kMethods, std::string_view(method), &Method::name);
  if (row == std::end(kMethods))
    return send_error(id, kMethodNotFound, "`" + method + "` is not known here");
  if (row->waits) {
    waiting_.push_back(message);
  } else {
    answer(message, *row);
  }
}

void Server::answer(const Json& message, const Method& method) {
  const Json& id = message["id"];
  if (is_to_change(uri_in(message)))
    return send_error(id, kContentModified, "the text has changed in the meantime");
  if (const std::string uri = uri_in(message); !uri.empty() && !is_open(uri))
    return send_error(id, kInvalidParams, "the document is not open");
  try {
    Json result = (this->*method.answer)(message.value("params", Json::object()));
    send_({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
  } catch (const Json::exception& wrong) {
    send_error(id, kInvalidParams, plain(wrong));
  }
}

// One at a time, so that it can be cancelled.
void Server::answer_waiting() {
  if (waiting_.empty()) return;
  const Json message = std::move(waiting_.front());
  waiting_.pop_front();
  answer(message,
         *std::ranges::find(kMethods, std::string_view(method_of(message)), &Method::name));
}

}  // namespace pymolt::lsp
