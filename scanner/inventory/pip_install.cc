// Commands that install packages, wherever lines of a shell stand: Dockerfiles, CI files, Makefiles, scripts.
// SPDX-License-Identifier: MIT
//
//   RUN apt-get update && pip3 install --no-cache-dir 'numpy<2' \       the command goes on
//         -r requirements.txt
//   - run: python3.9 -m pip install -c constraints.txt .
//   RUN ["pip", "install", "six"]
#include "inventory/pip_install.h"

#include <algorithm>
#include <array>

#include "inventory/kind_readers.h"
#include "inventory/requirements.h"
#include "packaging/characters.h"

namespace pymolt::inventory {

namespace {

using packaging::is_digit;
using packaging::stripped;

// Options of pip whose value is a word of its own.
bool takes_value(std::string_view option) {
  constexpr std::array<std::string_view, 29> kOptions = {"-t",
                                                         "--target",
                                                         "-i",
                                                         "--index-url",
                                                         "--extra-index-url",
                                                         "-f",
                                                         "--find-links",
                                                         "--trusted-host",
                                                         "--root",
                                                         "--prefix",
                                                         "--platform",
                                                         "--python-version",
                                                         "--implementation",
                                                         "--abi",
                                                         "--src",
                                                         "-b",
                                                         "--build",
                                                         "--upgrade-strategy",
                                                         "--no-binary",
                                                         "--only-binary",
                                                         "--cache-dir",
                                                         "--timeout",
                                                         "--retries",
                                                         "--proxy",
                                                         "--log",
                                                         "--progress-bar",
                                                         "--global-option",
                                                         "--config-settings",
                                                         "--python"};
  return std::ranges::find(kOptions, option) != kOptions.end();
}

// `$X` and `${{ … }}`: what a shell or a CI system puts in.
bool has_variable(std::string_view word) {
  return word.find('$') != std::string_view::npos || word.find("{{") != std::string_view::npos ||
         word.find('%') != std::string_view::npos || word.find('`') != std::string_view::npos;
}

void read_word(Reading& reading, const ShellWord& word, const Listed& listed) {
  if (word.text.empty() || word.text == "." || word.text.starts_with(".["))
    return;  // the project itself
  if (word.text.find('*') < word.text.rfind(".whl") && word.text.ends_with(".whl"))
    return;  // whatever lies there was built before
  if (!has_variable(word.text)) return declare_for_pip(reading, word.text, word.line, listed);
  // `numpy==$VERSION` names a package, whatever its version.
  const auto in_name = [](char c) {
    return packaging::is_word(c) || c == '_' || c == '-' || c == '.';
  };
  const std::string name(word.text.begin(),
                         std::find_if_not(word.text.begin(), word.text.end(), in_name));
  const std::string_view rest = std::string_view(word.text).substr(name.size());
  if (!name.empty() && (rest.starts_with('=') || rest.starts_with('<') || rest.starts_with('>') ||
                        rest.starts_with('~'))) {
    declare_for_pip(reading, name, word.line, listed);
  }
  add_problem(reading, word.line,
              "`" + word.text.substr(0, 100) + "` holds a variable, whose value is not known");
}

}  // namespace

void read_pip_arguments(Reading& reading, const std::vector<ShellWord>& words,
                        const Listed& listed) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    if (!word.starts_with('-')) {
      read_word(reading, words[i], listed);
      continue;
    }
    const bool file = word == "-r" || word == "--requirement" || word == "--requirements" ||
                      word == "-c" || word == "--constraint" || word == "-e" ||
                      word == "--editable";
    if (file && i + 1 < words.size()) {
      if (!has_variable(words[i + 1].text)) {
        const std::string option = word == "--requirements" ? "-r" : word;
        read_requirement_line(reading, option + " " + words[i + 1].text, words[i].line, listed);
      }
      ++i;
    } else if ((word.starts_with("-r") || word.starts_with("-c") ||
                word.starts_with("--requirement=") || word.starts_with("--constraint=")) &&
               word.size() > 2) {
      if (!has_variable(word)) read_requirement_line(reading, word, words[i].line, listed);
    } else if (takes_value(word)) {
      ++i;
    }
  }
}

namespace {

bool is_python(std::string_view word) {
  word = word.substr(word.find_last_of("/\\") + 1);
  for (const char* name :
       {"python", "pypy", "py", "$(PYTHON)", "$PYTHON", "${PYTHON}", "$(PY)", "$(PYTHON3)"}) {
    const std::string_view known = name;
    if (!word.starts_with(known)) continue;
    const std::string_view rest = word.substr(known.size());
    if (std::ranges::all_of(rest, [](char c) { return is_digit(c) || c == '.'; }) || rest == ".exe")
      return true;
  }
  return false;
}

bool is_pip(std::string_view word) {
  word = word.substr(word.find_last_of("/\\") + 1);
  if (word == "$(PIP)" || word == "${PIP}" || word == "$PIP") return true;
  if (!word.starts_with("pip")) return false;
  return std::ranges::all_of(word.substr(3), [](char c) { return is_digit(c) || c == '.'; });
}

// What may stand before a command: keys of YAML, `RUN`, `sudo`, assignments.
bool is_before_command(std::string_view word) {
  constexpr std::array<std::string_view, 22> kWords = {
      "RUN", "-",  "sudo", "exec", "time", "if", "then", "do", "else",   "!",   "{",
      "(",   "uv", "-H",   "-E",   "@",    "-@", "env",  "&&", "poetry", "run", "command"};
  if (std::ranges::find(kWords, word) != kWords.end() || word.ends_with(':')) return true;
  if (word.starts_with("--mount=") || word.starts_with("--network=") ||
      word.starts_with("--security="))
    return true;
  const std::size_t equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 && word.front() != '-' &&
         std::ranges::all_of(word.substr(0, equals),
                             [](char c) { return packaging::is_word(c) || c == '_'; });
}

// Reads the words of one logical line and gives each command of it to `end_command`.
class Shell {
 public:
  /// With PLAIN, quotes are only those of words: the line is no text of YAML.
  Shell(Reading& reading, bool plain) : reading_(reading), plain_(plain) {}

  void read(std::string_view line, std::uint32_t number) {
    line_ = number;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c == '\n') ++line_;
      if (quote_ != 0) {
        if (c == quote_)
          quote_ = 0;
        else
          word_ += c;
      } else if (c == '"' || c == '\'') {
        if (opens_text(line, i)) continue;
        quote_ = c;
        begin_word();
      } else if (packaging::is_space(c)) {
        end_word();
      } else if (c == ';' || c == '&' || c == '|' || c == ')') {
        end_command();
      } else if ((c == '>' || c == '<') && !is_bound(line, i)) {
        end_command();
      } else if (c == '#' && !begun_) {
        break;
      } else {
        begin_word();
        word_ += c;
      }
    }
    quote_ = 0;
    end_command();
  }

 private:
  // `foo>=1` is meant for a requirement, even where a shell would write to a file `=1`.
  bool is_bound(std::string_view line, std::size_t at) const {
    const char next = at + 1 < line.size() ? line[at + 1] : ' ';
    return begun_ && (next == '=' || is_digit(next));
  }

  // A quote around all of the rest of a line is YAML's: `run: "pip install 'x'"`.
  bool opens_text(std::string_view line, std::size_t at) const {
    if (plain_ || begun_ || pip_seen()) return false;
    const std::string_view rest = stripped(line.substr(at + 1));
    if (rest.find("install") == std::string_view::npos) return false;
    const std::size_t close = rest.rfind(line[at]);
    return close != std::string_view::npos && close > rest.find("install") &&
           rest.find_first_of(" \t") < close;
  }

  bool pip_seen() const {
    return std::ranges::any_of(words_, [](const ShellWord& word) { return is_pip(word.text); });
  }

  void begin_word() {
    if (!begun_) word_line_ = line_;
    begun_ = true;
  }

  void end_word() {
    if (begun_) words_.push_back({std::move(word_), word_line_});
    word_.clear();
    begun_ = false;
  }

  void end_command() {
    end_word();
    std::vector<ShellWord> words = std::move(words_);
    words_.clear();
    std::size_t at = 0;
    while (at < words.size() && !is_pip(words[at].text) && !is_python(words[at].text)) {
      if (!is_before_command(words[at].text)) return;
      ++at;
    }
    if (at < words.size() && is_python(words[at].text)) {
      while (at < words.size() && words[at].text != "-m") ++at;
      ++at;
    }
    if (at >= words.size() || !is_pip(words[at].text)) return;
    ++at;
    while (at < words.size() && words[at].text.starts_with('-')) ++at;  // pip's own options
    const bool installs =
        at < words.size() &&
        (words[at].text == "install" || words[at].text == "wheel" || words[at].text == "download");
    if (!installs) return;
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    read_pip_arguments(reading_, words, {});
  }

  Reading& reading_;
  bool plain_;
  std::vector<ShellWord> words_;
  std::string word_;
  std::uint32_t line_ = 0;
  std::uint32_t word_line_ = 0;
  bool begun_ = false;
  char quote_ = 0;
};

bool is_comment(std::string_view line) {
  line = stripped(line);
  return line.starts_with('#') || line.starts_with("::") || line.starts_with("//") ||
         packaging::lowered(line.substr(0, 4)) == "rem ";
}

// `["pip", "install", "six"]` as words of a shell.
std::string from_list(std::string_view line) {
  std::string text;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    const bool sign = !quoted && (c == '[' || c == ']' || c == ',');
    text += sign ? ' ' : c;
  }
  return text;
}

}  // namespace

void read_pip_commands(const Source& source, Reading& reading) {
  const std::string_view bytes = source.bytes;
  if (bytes.find("install") == std::string_view::npos ||
      bytes.find("pip") == std::string_view::npos)
    return;
  std::string logical;
  std::uint32_t begins = 1;
  std::uint32_t number = 1;
  for (std::size_t begin = 0; begin < bytes.size(); ++number) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    std::string_view line = bytes.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    begin = end + 1;
    if (logical.empty()) begins = number;
    const std::string_view words = stripped(line);
    if (is_comment(words)) {
      if (!logical.empty()) logical += '\n';
      continue;
    }
    const bool goes_on = words.ends_with('\\') || words.ends_with('^') ||
                         (words.ends_with('`') && !words.ends_with("``"));
    if (goes_on && begin < bytes.size() && logical.size() < (1U << 20)) {
      logical += std::string(words.substr(0, words.size() - 1)) + '\n';
      continue;
    }
    logical += line;
    if (logical.find("install") != std::string::npos) {
      const std::size_t list = logical.find('[');
      const bool is_list = list != std::string::npos &&
                           stripped(logical.substr(list + 1)).starts_with('"') &&
                           logical.find("\"install\"") != std::string::npos;
      Shell(reading, is_list).read(is_list ? from_list(logical) : logical, begins);
    }
    logical.clear();
  }
}

}  // namespace pymolt::inventory
