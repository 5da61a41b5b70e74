// One confined worker answers line by line; where it dies or is too late it is started anew behind the culprit.
// SPDX-License-Identifier: MIT
#include "verify/verify.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

#include "packed/packed.h"
#include "verify/sandbox.h"

extern "C" const unsigned char verify_worker_py[];

namespace pymolt::verify {

namespace {

// What is asked, and what pymolt says of it.
struct Subject {
  Question question = Question::compile;
  std::string name;  // for people
  std::string line;  // for the worker
  bool pymolt = false;
};

// The worker of one question, started when it is needed.
class Worker {
 public:
  /// Modules are looked for in ROOTS as well.
  Worker(std::string program, Question question, const VerifyRequest& request,
         const std::string& scratch, std::vector<std::string> roots = {})
      : program_(std::move(program)),
        question_(question),
        request_(request),
        scratch_(scratch),
        roots_(std::move(roots)) {}

  // False, with the reason, when the interpreter cannot be run.
  std::optional<Mistake> start() {
    std::vector<std::string> words = {program_,
                                      "-S",
                                      scratch_ + "/worker.py",
                                      std::string(name(question_)),
                                      std::to_string(request_.seconds),
                                      request_.base};
    if (question_ == Question::import)
      words.erase(words.begin() + 1);  // the site's packages are wanted
    words.insert(words.end(), roots_.begin(), roots_.end());
    Result<Confined> started = Confined::start(words, scratch_);
    if (!started) return started.mistake();
    confined_.emplace(started.take());
    isolation_ = confined_->isolation();
    if (confined_->hear(version_, 30)) return std::nullopt;
    return Mistake{program_ + " does not answer: is it a Python?"};
  }

  // `ok`, `no<TAB>why`, `!<TAB>why` where its process ended, or `?<TAB>why` where there is no answer.
  std::string ask(const std::string& line) {
    if (!confined_ && start()) return "?\tthe interpreter cannot be run again";
    std::string answer;
    if (confined_->say(line) && confined_->hear(answer, request_.seconds + 15)) return answer;
    confined_.reset();
    return "?\tthe interpreter died, or took longer than " + std::to_string(request_.seconds) +
           " seconds";
  }

  [[nodiscard]] const std::string& version() const { return version_; }
  [[nodiscard]] const Isolation& isolation() const { return isolation_; }

 private:
  std::string program_;
  Question question_;
  const VerifyRequest& request_;
  const std::string& scratch_;
  std::vector<std::string> roots_;
  std::optional<Confined> confined_;
  std::string version_;
  Isolation isolation_;
};

bool write_worker(const std::string& scratch) {
  std::ofstream out(scratch + "/worker.py", std::ios::binary);
  out << Unpacked(verify_worker_py).text();
  out.close();
  return static_cast<bool>(out);
}

std::optional<Version> minor_of(const std::string& python) {
  return Version::parse(python.substr(0, python.find('.', 2)));
}

std::vector<Subject> files_of(const Report& report, Version version, const std::string& base,
                              InterpreterWord& word) {
  std::vector<Subject> subjects;
  for (const FileFacts& file : report.files) {
    if (!is_asked(file)) continue;
    if (file.state == FileState::failed || !file.compiles) {
      word.not_compared.push_back(
          {Question::compile, file.path,
           file.state == FileState::failed ? file.reason : "pymolt: " + file.unknown_because});
    } else if (!file.cells.empty()) {
      word.not_compared.push_back(
          {Question::compile, file.path, "a notebook's cells are not asked about"});
    } else if (file.path.find('\n') != std::string::npos) {
      word.not_compared.push_back({Question::compile, file.path, "its name has a line break"});
    } else {
      subjects.push_back({Question::compile, file.path,
                          (std::filesystem::path(base) / file.path).string(),
                          file.compiles->contains(version)});
    }
  }
  return subjects;
}

// Before 3.3 a folder is a package only with an `__init__` file: a module of another folder goes by the rest of its name.
std::string importable_name(const ModuleVerdict& module, const std::set<std::string>& names,
                            Version version) {
  std::string name = module.name;
  if (version >= Version::of(3, 3)) return name;
  for (std::size_t dot = module.name.find('.'); dot != std::string::npos;
       dot = module.name.find('.', dot + 1)) {
    if (!names.contains(module.name.substr(0, dot))) name = module.name.substr(dot + 1);
  }
  return name;
}

// The folder from which the module in FILE, an absolute path, is imported as NAME: `/x/src` for `pkg.a` in
// /x/src/pkg/a.py, which may lie above what was scanned; nothing where path and name differ.
std::optional<std::string> folder_of(const std::string& file, const std::string& name) {
  std::string stem = name;
  std::ranges::replace(stem, '.', '/');
  for (const std::string& end : {"/" + stem + ".py", "/" + stem + "/__init__.py"}) {
    if (file.ends_with(end)) return file.substr(0, file.size() - end.size() + 1);
  }
  return std::nullopt;
}

std::vector<Subject> modules_of(const Report& report, Version version, const std::string& base,
                                InterpreterWord& word) {
  std::vector<Subject> subjects;
  std::set<std::string> names;
  for (const ModuleVerdict& module : report.modules) names.insert(module.name);
  for (const ModuleVerdict& module : report.modules) {
    const std::string own = importable_name(module, names, version);
    const auto folder =
        folder_of((std::filesystem::path(base) / module.path).lexically_normal().string(), own);
    if (module.unknown.contains(version)) {
      word.not_compared.push_back(
          {Question::import, module.name, "pymolt: " + module.unknown_because});
    } else if (!folder || module.path.find_first_of("\n\t") != std::string::npos) {
      word.not_compared.push_back(
          {Question::import, module.name, "it is not imported by this name"});
    } else {
      subjects.push_back(
          {Question::import, module.name, *folder + "\t" + own, module.imports.contains(version)});
    }
  }
  return subjects;
}

// The folders that packages of MODULES are imported from: `src`, `packages/a/src`.
std::vector<std::string> roots_of(const std::vector<Subject>& modules) {
  constexpr std::size_t kMostRoots = 64;
  std::set<std::string> roots;
  for (const Subject& module : modules) {
    const std::size_t tab = module.line.find('\t');
    const bool in_package = module.line.find('.', tab) != std::string::npos;
    if (in_package && roots.size() < kMostRoots) roots.insert(module.line.substr(0, tab));
  }
  return {roots.begin(), roots.end()};
}

// The third-party module that the interpreter misses, where that is why an import failed.
std::string missing_external(const std::string& message, const std::set<std::string>& externals) {
  constexpr std::string_view kMissing = "No module named ";
  const std::size_t at = message.find(kMissing);
  if (at == std::string::npos) return {};
  std::string name = message.substr(at + kMissing.size());
  name = name.substr(0, name.find_first_of(" \t;"));
  std::erase_if(name, [](char c) { return c == '\'' || c == '"'; });
  return externals.contains(name.substr(0, name.find('.'))) ? name : std::string();
}

void compare(const Subject& subject, const std::string& answer,
             const std::set<std::string>& externals, InterpreterWord& word) {
  const bool yes = answer == "ok";
  std::string message =
      yes ? std::string() : answer.substr(std::min<std::size_t>(answer.size(), 3));
  std::ranges::replace(message, '\t', ' ');
  Count& count = subject.question == Question::compile ? word.compile : word.import;
  ++count.of;
  if (answer.starts_with('?') || answer.starts_with('!')) {
    // What ends the interpreter does not import, and no exception says why.
    count.unknown += answer.front() == '?' ? 1 : 0;
    word.not_compared.push_back({subject.question, subject.name, answer.substr(2)});
    return;
  }
  count.ok += yes ? 1 : 0;
  if (subject.question == Question::import && !yes && subject.pymolt) {
    if (const std::string name = missing_external(message, externals); !name.empty()) {
      word.not_compared.push_back(
          {subject.question, subject.name,
           "the third-party module `" + name + "` is not installed for this Python"});
      return;
    }
  }
  ++word.agreement.of;
  word.agreement.ok += yes == subject.pymolt ? 1 : 0;
  if (yes != subject.pymolt)
    word.disagreements.push_back({subject.question, subject.name, subject.pymolt, message});
}

}  // namespace

bool is_asked(const FileFacts& file) {
  return file.state != FileState::skipped && file.kind != FileKind::inventory;
}

Result<std::string> version_of(const std::string& python) {
  const Scratch scratch;
  const VerifyRequest request{python, {}, false, 30, {}};
  const std::string program = find_program(python);
  if (program.empty()) return Mistake{"there is no interpreter `" + python + "`"};
  if (scratch.path().empty() || !write_worker(scratch.path()))
    return Mistake{"no scratch folder could be made"};
  Worker worker(program, Question::compile, request, scratch.path());
  if (auto mistake = worker.start()) return *mistake;
  return worker.version();
}

Result<InterpreterWord> verify(const Report& report, const VerifyRequest& request) {
  const Scratch scratch;
  const std::string program = find_program(request.python);
  if (program.empty()) return Mistake{"there is no interpreter `" + request.python + "`"};
  if (scratch.path().empty() || !write_worker(scratch.path()))
    return Mistake{"no scratch folder could be made"};
  InterpreterWord word;
  word.asked = request.python;
  Worker compiler(program, Question::compile, request, scratch.path());
  if (auto mistake = compiler.start()) return *mistake;
  word.python = compiler.version();
  const auto version = minor_of(word.python);
  if (!version)
    return Mistake{request.python + " is Python " + word.python + ", which pymolt does not know"};
  word.version = *version;
  word.network_cut = compiler.isolation().network_cut;
  word.writes_limited = compiler.isolation().writes_limited;
  word.processes_end = compiler.isolation().processes_end;
  word.not_isolated = compiler.isolation().why_not;
  std::set<std::string> externals;
  for (const ExternalModule& external : report.externals)
    externals.insert(external.name.substr(0, external.name.find('.')));
  const std::vector<Subject> files = files_of(report, *version, request.base, word);
  const std::vector<Subject> modules =
      request.imports ? modules_of(report, *version, request.base, word) : std::vector<Subject>();
  std::size_t done = 0;
  const auto tell = [&] {
    if (request.progress) request.progress(++done, files.size() + modules.size());
  };
  for (const Subject& subject : files) {
    compare(subject, compiler.ask(subject.line), externals, word);
    tell();
  }
  Worker importer(program, Question::import, request, scratch.path(), roots_of(modules));
  for (const Subject& subject : modules) {
    compare(subject, importer.ask(subject.line), externals, word);
    tell();
  }
  return word;
}

}  // namespace pymolt::verify
