// fork and exec with two pipes, read by turns so that neither can fill up and stop the program.
// SPDX-License-Identifier: MIT
#include "history/history_commands.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace pymolt::history {

namespace fs = std::filesystem;

namespace {

constexpr unsigned kMostSeconds = 60;  // of a program that waits for what a tree put in its way
constexpr std::size_t kMostSaid = std::size_t{256} << 20;  // by a program
constexpr rlim_t kMostMemory = rlim_t{2} << 30;            // of it, maps of files apart
constexpr int kNotStarted = 127;  // the child's status where the program could not be run

class Pipe {
 public:
  Pipe() : good_(::pipe2(ends_.data(), O_CLOEXEC) == 0) {}
  ~Pipe() {
    close(0);
    close(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] int reader() const { return ends_[0]; }
  [[nodiscard]] int writer() const { return ends_[1]; }
  void close(std::size_t end) {
    if (good_ && ends_[end] >= 0) ::close(ends_[end]);
    ends_[end] = -1;
  }

 private:
  std::array<int, 2> ends_ = {-1, -1};
  bool good_;
};

Mistake not_started(const std::string& program, int error) {
  Mistake mistake;
  mistake.message = "`" + program + "` cannot be run: " + std::strerror(error);
  return mistake;
}

// Whether FILE, by whatever links, lies in the tree around FOLDER: below its repository, or below itself.
bool is_of_tree(const fs::path& file, const std::string& folder) {
  std::error_code error;
  const fs::path real = fs::canonical(file, error);
  const fs::path repository = repository_of(folder);
  const fs::path top = repository.empty() ? fs::canonical(folder, error) : repository;
  if (top == top.root_path()) return false;  // all programs of a machine lie in it
  return !error &&
         std::mismatch(top.begin(), top.end(), real.begin(), real.end()).first == top.end();
}

// The file of the program NAME, by the absolute folders of PATH that lie outside the tree around FOLDER.
std::string program_of(const std::string& name, const std::string& folder) {
  const char* const path = std::getenv("PATH");
  std::error_code error;
  for (std::string_view rest = path == nullptr ? "/usr/bin:/bin" : path; !rest.empty();) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const std::string file = std::string(rest.substr(0, end)) + "/" + name;
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (file.starts_with('/') && ::access(file.c_str(), X_OK) == 0 &&
        fs::is_regular_file(file, error) && !is_of_tree(file, folder))
      return file;
  }
  return {};
}

// Only what a child of a program with threads may do: system calls.
[[noreturn]] void become(const std::string& folder, const std::string& program, char* const* words,
                         char* const* variables, const Pipe& out, const Pipe& err,
                         const Pipe& failure) {
  const int nothing = ::open("/dev/null", O_RDONLY);
  const bool ready = nothing >= 0 && ::dup2(nothing, 0) >= 0 && ::dup2(out.writer(), 1) >= 0 &&
                     ::dup2(err.writer(), 2) >= 0 && ::chdir(folder.c_str()) == 0;
  ::alarm(kMostSeconds);  // outlives the exec, as does the limit
  const rlimit memory = {kMostMemory, kMostMemory};
  (void)::setrlimit(RLIMIT_DATA, &memory);
  if (ready) ::execve(program.c_str(), words, variables);
  const int error = errno;
  const ssize_t told = ::write(failure.writer(), &error, sizeof error);
  ::_exit(told == sizeof error ? kNotStarted : kNotStarted - 1);
}

bool out_of_bounds(const std::string& out, const std::string& err) {
  return out.size() + err.size() > kMostSaid;
}

// Reads both to their ends, or until they say too much.
void drain(const Pipe& out, const Pipe& err, Ended& ended) {
  std::array<pollfd, 2> open = {pollfd{out.reader(), POLLIN, 0}, pollfd{err.reader(), POLLIN, 0}};
  std::array<std::string*, 2> texts = {&ended.out, &ended.err};
  std::array<char, 65536> buffer;
  while (open[0].fd >= 0 || open[1].fd >= 0) {
    if (::poll(open.data(), open.size(), -1) < 0 && errno != EINTR) return;
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i].fd < 0 || open[i].revents == 0) continue;
      const ssize_t got = ::read(open[i].fd, buffer.data(), buffer.size());
      if (got > 0) texts[i]->append(buffer.data(), static_cast<std::size_t>(got));
      if (out_of_bounds(*texts[0], *texts[1])) return;
      if (got == 0 || (got < 0 && errno != EINTR)) open[i].fd = -1;
    }
  }
}

// The program's own variables, changed as SETTING says.
std::vector<std::string> variables_with(const std::vector<std::string>& setting) {
  const auto name_of = [](std::string_view word) { return word.substr(0, word.find('=')); };
  std::vector<std::string> variables;
  for (char** own = environ; *own != nullptr; ++own) {
    const auto is_it = [&](const std::string& word) { return name_of(word) == name_of(*own); };
    if (std::none_of(setting.begin(), setting.end(), is_it)) variables.emplace_back(*own);
  }
  for (const std::string& word : setting) {
    if (word.find('=') != std::string::npos) variables.push_back(word);
  }
  return variables;
}

// As the system wants it: pointers, and none at the end.
std::vector<char*> row_of(std::vector<std::string>& words) {
  std::vector<char*> row;
  for (std::string& word : words) row.push_back(word.data());
  row.push_back(nullptr);
  return row;
}

class RealCommands : public Commands {
 public:
  [[nodiscard]] Result<Ended> run(const std::string& folder, const std::vector<std::string>& words,
                                  const std::vector<std::string>& setting) const override {
    std::vector<std::string> own = words;
    const std::string program = program_of(words[0], folder);
    if (program.empty()) return not_started(words[0], ENOENT);
    std::vector<std::string> variables = variables_with(setting);
    const std::vector<char*> raw = row_of(own);
    const std::vector<char*> raw_variables = row_of(variables);
    Pipe out;
    Pipe err;
    Pipe failure;
    if (!out.good() || !err.good() || !failure.good()) return not_started(words[0], errno);
    const pid_t child = ::fork();
    if (child < 0) return not_started(words[0], errno);
    if (child == 0) become(folder, program, raw.data(), raw_variables.data(), out, err, failure);
    out.close(1);
    err.close(1);
    failure.close(1);
    Ended ended;
    drain(out, err, ended);
    const bool too_much = out_of_bounds(ended.out, ended.err);
    if (too_much) ::kill(child, SIGKILL);
    int error = 0;
    const bool failed = ::read(failure.reader(), &error, sizeof error) == sizeof error;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (failed) return not_started(words[0], error);
    if (too_much) return Mistake{"`" + words[0] + "` says more than is read"};
    ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ended;
  }
};

// Whether git's own variable says not to look for a repository in FOLDER from below.
bool is_ceiling(const fs::path& folder) {
  const char* const ceilings = std::getenv("GIT_CEILING_DIRECTORIES");
  for (std::string_view rest = ceilings == nullptr ? "" : ceilings; !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find(':'));
    std::error_code error;
    if (one.starts_with('/') && fs::weakly_canonical(one, error) == folder) return true;
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
  }
  return false;
}

}  // namespace

fs::path repository_of(const std::string& folder) {
  std::error_code error;
  std::error_code absent;  // of a folder without one, above which the search goes on
  for (fs::path at = fs::canonical(folder, error); !error; at = at.parent_path()) {
    if (fs::exists(fs::symlink_status(at / ".git", absent))) return at;
    if (!at.has_relative_path() || is_ceiling(at.parent_path())) break;
  }
  return {};
}

std::unique_ptr<Commands> real_commands() { return std::make_unique<RealCommands>(); }

}  // namespace pymolt::history
