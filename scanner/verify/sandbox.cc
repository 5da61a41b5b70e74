// fork, namespaces, mounts made read-only, capabilities dropped, exec; the parent talks over two pipes.
// SPDX-License-Identifier: MIT
#include "verify/sandbox.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "verify/isolate.h"

namespace pymolt::verify {

namespace {

namespace fs = std::filesystem;

struct Pipe {
  std::array<int, 2> ends = {-1, -1};
  [[nodiscard]] bool open() { return ::pipe2(ends.data(), O_CLOEXEC) == 0; }
  void close(std::size_t end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
  ~Pipe() {
    close(0);
    close(1);
  }
};

std::string reason(const char* what, int error) {
  return std::string(what) + ": " + std::strerror(error);
}

std::vector<char*> raw(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment(const std::string& scratch) {
  const char* const path = std::getenv("PATH");
  return {"PATH=" + std::string(path == nullptr ? "/usr/bin:/bin" : path),
          "HOME=" + scratch,
          "TMPDIR=" + scratch,
          "LANG=C.UTF-8",
          "LC_ALL=C.UTF-8",
          "PYTHONDONTWRITEBYTECODE=1",
          "PYTHONHASHSEED=0",
          "PYTHONNOUSERSITE=1"};
}

volatile pid_t first_process = 0;  // of the new namespace, in the process that waits for it
void end_first_process(int) { ::kill(first_process, SIGKILL); }

// Waits for the first process of the new namespace and all that it started, which SIGTERM ends.
[[noreturn]] void wait_for(pid_t process, const Pipe& in, const Pipe& out, const Pipe& told) {
  for (const int end :
       {in.ends[0], in.ends[1], out.ends[0], out.ends[1], told.ends[0], told.ends[1]})
    if (end >= 0) ::close(end);
  first_process = process;
  ::signal(SIGTERM, end_first_process);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 126);
}

// Only system calls from here on, until another program takes over.
[[noreturn]] void become(char* const* words, char* const* variables, const char* scratch,
                         const Pipe& in, const Pipe& out, const Pipe& told) {
  ::setpgid(0, 0);
  ::signal(SIGPIPE, SIG_DFL);
  Outcome outcome = isolate(scratch);
  if (outcome.processes == 0) {
    const pid_t first = ::fork();
    if (first > 0) wait_for(first, in, out, told);
    if (first < 0) outcome.processes = errno;
  }
  give_up_rights(outcome.processes == 0);
  const int nothing = ::open("/dev/null", O_RDWR);
  const bool ready = ::dup2(in.ends[0], 0) >= 0 && ::dup2(out.ends[1], 1) >= 0 && nothing >= 0 &&
                     ::dup2(nothing, 2) >= 0 && ::chdir(scratch) == 0;
  if (::write(told.ends[1], &outcome, sizeof outcome) == sizeof outcome && ready)
    ::execve(words[0], words, variables);
  outcome.not_started = errno;
  const ssize_t written = ::write(told.ends[1], &outcome, sizeof outcome);
  ::_exit(written > 0 ? 127 : 126);
}

Isolation isolation_of(const Outcome& outcome) {
  Isolation isolation = {outcome.network == 0, outcome.writes == 0, outcome.processes == 0, {}};
  const auto add = [&isolation](const char* what, int error) {
    if (error == 0) return;
    isolation.why_not += (isolation.why_not.empty() ? "" : "; ") + reason(what, error);
  };
  add("the network could not be cut off", outcome.network);
  add("writing could not be limited", outcome.writes);
  add("processes that a module starts may outlive it", outcome.processes);
  return isolation;
}

}  // namespace

Scratch::Scratch() {
  std::error_code error;
  std::string pattern = (fs::temp_directory_path(error) / "pymolt-verify-XXXXXX").string();
  if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
}

Scratch::~Scratch() {
  std::error_code error;
  if (!path_.empty()) fs::remove_all(path_, error);
}

Result<Confined> Confined::start(const std::vector<std::string>& words,
                                 const std::string& scratch) {
  std::vector<std::string> own = words;
  std::vector<std::string> variables = environment(scratch);
  const std::vector<char*> raw_words = raw(own);
  const std::vector<char*> raw_variables = raw(variables);
  Pipe in;
  Pipe out;
  Pipe told;
  if (!in.open() || !out.open() || !told.open()) return Mistake{reason(words[0].c_str(), errno)};
  Confined confined;
  confined.process_ = ::fork();
  if (confined.process_ < 0) return Mistake{reason(words[0].c_str(), errno)};
  if (confined.process_ == 0)
    become(raw_words.data(), raw_variables.data(), scratch.c_str(), in, out, told);
  in.close(0);
  out.close(1);
  told.close(1);
  Outcome outcome;
  Outcome second;
  const bool first = ::read(told.ends[0], &outcome, sizeof outcome) == sizeof outcome;
  if (!first) return Mistake{words[0] + " cannot be run"};
  if (::read(told.ends[0], &second, sizeof second) == sizeof second)
    return Mistake{words[0] + " cannot be run: " + std::strerror(second.not_started)};
  confined.isolation_ = isolation_of(outcome);
  confined.in_ = in.ends[1];
  confined.out_ = out.ends[0];
  in.ends[1] = out.ends[0] = -1;
  return confined;
}

Confined::Confined(Confined&& other) noexcept
    : process_(other.process_),
      in_(other.in_),
      out_(other.out_),
      held_(std::move(other.held_)),
      isolation_(std::move(other.isolation_)) {
  other.process_ = -1;
  other.in_ = other.out_ = -1;
}

Confined::~Confined() {
  if (in_ >= 0) ::close(in_);
  if (out_ >= 0) ::close(out_);
  if (process_ <= 0) return;
  if (isolation_.processes_end) {
    ::kill(process_, SIGTERM);  // it ends the namespace, and then itself
  } else {
    ::kill(-process_, SIGKILL);
    ::kill(process_, SIGKILL);
  }
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
}

bool Confined::say(std::string_view line) {
  std::string text(line);
  text += '\n';
  std::string_view left = text;
  // The program may be gone: a broken pipe is an answer, not a reason to end.
  struct sigaction ignore = {};
  struct sigaction before = {};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, &before);
  while (!left.empty()) {
    const ssize_t put = ::write(in_, left.data(), left.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) break;
    left.remove_prefix(static_cast<std::size_t>(put));
  }
  ::sigaction(SIGPIPE, &before, nullptr);
  return left.empty();
}

bool Confined::hear(std::string& line, int seconds) {
  constexpr std::size_t kLongest = std::size_t{1} << 20;
  std::array<char, 65536> buffer;
  while (held_.find('\n') == std::string::npos) {
    pollfd waits = {out_, POLLIN, 0};
    const int ready = ::poll(&waits, 1, seconds * 1000);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0 || held_.size() > kLongest) return false;
    const ssize_t got = ::read(out_, buffer.data(), buffer.size());
    if (got <= 0) return false;
    held_.append(buffer.data(), static_cast<std::size_t>(got));
  }
  const std::size_t end = held_.find('\n');
  line = held_.substr(0, end);
  held_.erase(0, end + 1);
  return true;
}

std::string find_program(const std::string& name) {
  std::error_code error;
  if (name.find('/') != std::string::npos)
    return ::access(name.c_str(), X_OK) == 0 ? fs::absolute(name, error).string() : std::string();
  const char* const path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? "/usr/bin:/bin" : path;
  while (!folders.empty()) {
    const std::string_view folder = folders.substr(0, folders.find(':'));
    const std::string file = std::string(folder.empty() ? "." : folder) + "/" + name;
    if (::access(file.c_str(), X_OK) == 0 && fs::is_regular_file(file, error))
      return fs::absolute(file, error).string();
    folders.remove_prefix(std::min(folders.size(), folder.size() + 1));
  }
  return {};
}

}  // namespace pymolt::verify
