// One thread that never blocks on the client: it reads and writes what it can between two steps of work.
// SPDX-License-Identifier: MIT
#include "lsp/session.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "lsp/frames.h"
#include "lsp/server.h"

namespace pymolt::lsp {

namespace {

constexpr std::size_t kPiece = 4096;  // a pipe that can be written takes at least so much

class Session {
 public:
  Session(int in, int out, const Opener& open, const scan::Disk& disk, const std::string& version)
      : in_(in), out_(out), server_(open, disk, version, [this](const Json& message) {
          outbox_ += framed(message.dump(-1, ' ', false, Json::error_handler_t::replace));
        }) {}

  int run() {
    std::signal(SIGPIPE, SIG_IGN);
    while (!server_.exit_status()) {
      const bool ended = !is_open_ && !server_.is_busy();
      if (ended || is_broken_) break;
      pump(server_.is_busy() ? 0 : -1);
      if (server_.is_busy()) server_.step([this] { pump(0); });
    }
    while (!outbox_.empty() && !is_broken_) pump(-1);
    return server_.exit_status().value_or(1);
  }

 private:
  // Reads and writes what can be; waits up to TIMEOUT milliseconds for that, -1: for as long as it takes.
  void pump(int timeout) {
    std::array<pollfd, 2> ends = {pollfd{is_open_ ? in_ : -1, POLLIN, 0},
                                  pollfd{outbox_.empty() ? -1 : out_, POLLOUT, 0}};
    if (::poll(ends.data(), ends.size(), timeout) < 0) return;
    if (ends[1].revents != 0) write_some();
    if (ends[0].revents != 0) read_some();
  }

  void write_some() {
    const std::string_view left = std::string_view(outbox_).substr(written_);
    const ssize_t put = ::write(out_, left.data(), std::min(left.size(), kPiece));
    if (put < 0 && errno != EINTR && errno != EAGAIN) is_broken_ = true;
    if (put > 0) written_ += static_cast<std::size_t>(put);
    if (written_ * 2 < outbox_.size()) return;  // what is written is taken out by halves
    outbox_.erase(0, written_);
    written_ = 0;
  }

  void read_some() {
    std::array<char, 1 << 16> room;
    const ssize_t got = ::read(in_, room.data(), room.size());
    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) is_open_ = false;
    if (got <= 0) return;
    reader_.feed({room.data(), static_cast<std::size_t>(got)});
    for (;;) {
      Result<std::optional<std::string>> body = reader_.next();
      if (!body) {
        server_.refuse_stream(body.mistake());
        is_open_ = false;
        return;
      }
      if (!*body) return;
      server_.take(**body);
    }
  }

  int in_;
  int out_;
  bool is_open_ = true;     // more may come in
  bool is_broken_ = false;  // nobody reads
  FrameReader reader_;
  std::string outbox_;
  std::size_t written_ = 0;  // of it
  Server server_;
};

}  // namespace

int serve(int in, int out, const Opener& open, const scan::Disk& disk, const std::string& version) {
  return Session(in, out, open, disk, version).run();
}

}  // namespace pymolt::lsp
