// Files whose lines are commands: recipes of make and just, Procfiles, units of systemd, crontabs, programs of supervisor.
// SPDX-License-Identifier: MIT
//
//   test: ; $(PYTHON) setup.py test          behind the semicolon
//   V := $(shell python -c 'print 1')        within the brackets
//   0 8 * * * root python2 /srv/bsim.py      behind five fields of time, and a user where there are any
#include <algorithm>

#include "inventory/kind_readers.h"
#include "inventory/kind_table.h"
#include "inventory/statement.h"

namespace pymolt::inventory {

namespace {

bool is_word_letter(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_';
}

// Adds TEXT as the shell gets it from make: `$$x` is `$x`, and a variable of make's is one.
void add_recipe(Script& script, std::string_view text, std::size_t at) {
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i, 2) == "$$") {
      script.add("$", at + i + 1);
      i += 2;
      continue;
    }
    std::size_t end = i + 2;
    if (text.substr(i, 2) == "$(") {
      while (end < text.size() && is_word_letter(text[end])) ++end;
    }
    if (end > i + 2 && end < text.size() && text[end] == ')') {
      script.add("${", at + i);
      script.add(text.substr(i + 2, end - i - 2), at + i + 2);
      script.add("}", at + end);
      i = end + 1;
      continue;
    }
    script.add(text.substr(i, 1), at + i);
    ++i;
  }
}

// Where the bracket at OPEN of TEXT is closed.
std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return i;
  }
  return text.size();
}

class Recipes {
 public:
  Recipes(const Page& page, bool spaces) : page_(page), spaces_(spaces) {}

  void read() {
    for (const Line& line : page_.lines()) {
      const bool indented = line.text.starts_with('\t') || (spaces_ && line.text.starts_with(' '));
      if (open_) {
        append(line.text, line.begin);
      } else if (indented) {
        const std::size_t begin = std::min(line.text.find_first_not_of("\t @-+"), line.text.size());
        append(line.text.substr(begin), line.begin + begin);
      } else {
        outside(line);
      }
    }
    end();
  }

 private:
  void append(std::string_view text, std::size_t at) {
    add_recipe(script_, text, at);
    script_.add("\n", at + text.size());
    open_ = text.ends_with('\\');
    if (!open_) end();
  }

  // A rule with its recipe behind a semicolon, and what a variable is made of.
  void outside(const Line& line) {
    if (line.text.starts_with('#')) return;
    constexpr std::string_view kCall = "$(shell ";
    for (std::size_t at = line.text.find(kCall); at != std::string_view::npos;
         at = line.text.find(kCall, at + kCall.size())) {
      const std::size_t begin = at + kCall.size();
      Script script;
      add_recipe(script, line.text.substr(begin, closing(line.text, at + 1) - begin),
                 line.begin + begin);
      page_.reading().scripts.push_back(std::move(script));
    }
    const std::size_t colon = line.text.find(':');
    const std::size_t behind = line.text.find(';', colon);
    const bool rule = colon != std::string_view::npos && behind != std::string_view::npos &&
                      line.text.substr(0, behind).find('=') == std::string_view::npos;
    if (!rule) return;
    const std::size_t begin =
        std::min(line.text.find_first_not_of("; \t@-+", behind), line.text.size());
    if (begin < line.text.size()) append(line.text.substr(begin), line.begin + begin);
  }

  void end() {
    open_ = false;
    if (!script_.text.empty()) page_.reading().scripts.push_back(std::move(script_));
    script_ = {};
  }

  const Page& page_;
  bool spaces_;
  Script script_;
  bool open_ = false;
};

// Past COUNT fields that are parted by blanks.
std::size_t behind_fields(std::string_view text, int count) {
  std::size_t at = 0;
  for (int field = 0; field < count && at < text.size(); ++field) {
    at = std::min(text.find_first_of(" \t", at), text.size());
    at = std::min(text.find_first_not_of(" \t", at), text.size());
  }
  return at;
}

// Where the command of a line begins; at the end where there is none.
class Processes {
 public:
  explicit Processes(const Page& page) : page_(page) {
    const std::string_view path = page.path();
    procfile_ = path.find("Procfile") != std::string_view::npos;
    supervisor_ = path.ends_with(".conf") || path.ends_with(".ini");
    has_users_ = takes("cron.d/*", path);
  }

  void read() {
    for (const Line& line : page_.lines()) {
      const std::string_view text = trimmed(line.text);
      if (open_) {
        append(text);
        continue;
      }
      if (text.starts_with('#') || text.starts_with(';')) {  // `# m h dom mon dow user command`
        has_users_ = has_users_ || (text.find(" dow") != std::string_view::npos &&
                                    text.find("user") != std::string_view::npos);
        continue;
      }
      const std::string_view command = text.substr(std::min(begin_of(text), text.size()));
      if (!command.empty()) append(command);
    }
    end();
  }

 private:
  [[nodiscard]] std::size_t begin_of(std::string_view text) const {
    if (text.empty()) return 0;
    if (procfile_) return text.find(':') + 1;
    const std::size_t equals = text.find('=');
    if (text.starts_with("Exec"))  // of systemd
      return text.find_first_not_of("=-@+!: \t", std::min(equals, text.size()));
    if (supervisor_) {
      const bool command = trimmed(text.substr(0, equals)) == "command";
      if (command) return text.find_first_not_of("= \t", equals);
      return text.starts_with("exec ") ? 0 : text.size();  // of upstart
    }
    if (text.find_first_of("0123456789*@") != 0) return text.size();
    const int fields = (text.front() == '@' ? 1 : 5);
    const std::size_t command = behind_fields(text, fields);
    const std::string_view rest = text.substr(command);
    const bool user = has_users_ || rest.starts_with("root ") || rest.starts_with("root\t");
    return user ? command + behind_fields(rest, 1) : command;
  }

  void append(std::string_view text) {
    script_.add(text, page_.span_of(text).begin);
    open_ = text.ends_with('\\');
    if (open_) return script_.add("\n", page_.span_of(text).end);
    end();
  }

  void end() {
    open_ = false;
    if (!script_.text.empty()) page_.reading().scripts.push_back(std::move(script_));
    script_ = {};
  }

  const Page& page_;
  bool procfile_ = false;
  bool supervisor_ = false;
  bool has_users_ = false;
  Script script_;
  bool open_ = false;
};

}  // namespace

void read_makefile(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const std::string_view name = source.path.substr(source.path.rfind('/') + 1);
  Recipes(page, lower(name).find("justfile") != std::string::npos).read();
  read_lines(source, reading);
}

void read_processes(const Source& source, Reading& reading) {
  const Page page(source, reading);
  Processes(page).read();
  read_lines(source, reading);
}

}  // namespace pymolt::inventory
