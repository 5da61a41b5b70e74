// Declarations in Python itself: setup.py, noxfile.py, and the header of a script (PEP 723). Read, not run.
// SPDX-License-Identifier: MIT
#include "inventory/declare_lists.h"
#include "inventory/kind_readers.h"
#include "inventory/node_text.h"
#include "inventory/pip_install.h"
#include "inventory/requirements.h"
#include "inventory/setup_values.h"
#include "inventory/statement.h"
#include "packaging/characters.h"
#include "syntax/decode.h"

namespace pymolt::inventory {

namespace {

using syntax::Field;
using syntax::Kind;

// A script of this size is nobody's setup.py.
constexpr std::size_t kLargestScript = 512U << 10;

class Setup {
 public:
  Setup(const SetupValues& values, const Text& text, Reading& reading)
      : values_(values), text_(text), reading_(reading) {}

  void read(syntax::Node call) {
    for (const syntax::Node argument : call.child(Field::arguments).children()) {
      if (argument.is(Kind::keyword_argument))
        keyword(argument.child(Field::name).text(), argument.child(Field::value));
      if (!argument.is(Kind::dictionary_splat)) continue;
      for (const auto& [key, value] : values_.entries(argument.first_named())) keyword(key, value);
    }
  }

 private:
  void keyword(std::string_view name, syntax::Node value) {
    if (name == "install_requires" || name == "requires") declare_value(value, {});
    if (name == "setup_requires") declare_value(value, {DependencyKind::build, "", ""});
    if (name == "tests_require") declare_value(value, {DependencyKind::group, "test", ""});
    if (name == "extras_require") read_extras(value);
  }

  void read_extras(syntax::Node value) {
    const auto entries = values_.entries(value);
    if (entries.empty() && !value.is(Kind::dictionary)) return say_computed(value);
    for (const auto& [key, list] : entries) {
      const std::size_t colon =
          key.find(':');  // an old form: `:python_version < "3"`, `test:sys_platform == …`
      Listed listed{DependencyKind::dependency, key.substr(0, colon), ""};
      if (colon != std::string::npos) listed.marker = key.substr(colon + 1);
      declare_value(list, listed);
    }
  }

  void declare_value(syntax::Node value, const Listed& listed) {
    const WrittenList list = values_.list(value);
    for (const WrittenText& item : list.items) {
      Listed one = listed;
      one.marker = both_markers(listed.marker, item.marker);
      read_requirement_lines(reading_, item.text, item.line, one);
    }
    for (const WrittenText& file : list.files)
      reading_.facts.includes.push_back({file.text, false, file.line});
    if (list.computed) say_computed(value);
  }

  void say_computed(syntax::Node value) {
    add_problem(reading_, text_.line_at(value.begin()),
                "some of the requirements are computed; what is not written here is not read");
  }

  const SetupValues& values_;
  const Text& text_;
  Reading& reading_;
};

bool is_setup(std::string_view function) {
  return function == "setup" || function.ends_with(".setup");
}

// CALLED: what stands in every text that has such a call; others are not parsed.
template <typename See>
void each_call(const Source& source, std::string_view called, Reading& reading, See see) {
  if (source.bytes.find(called) == std::string_view::npos) return;
  if (source.bytes.size() > kLargestScript) {
    return add_problem(
        reading, 0,
        "larger than " + std::to_string(kLargestScript >> 10) + " KiB, not read for requirements");
  }
  const syntax::Decoded decoded = syntax::decode(std::string(source.bytes));
  const Text text{std::string(decoded.text)};
  syntax::Parser parser;
  const syntax::Tree tree = parser.parse(text.bytes());
  const SetupValues values(text, tree);
  for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const syntax::Node node = tree.node(i);
    if (node.is(Kind::call)) see(node, values, text);
  }
}

}  // namespace

void read_setup_py_dependencies(const Source& source, Reading& reading) {
  each_call(source, "setup(", reading,
            [&](syntax::Node call, const SetupValues& values, const Text& text) {
              if (is_setup(call.child(Field::function).text()))
                Setup(values, text, reading).read(call);
            });
}

// `session.install("pytest", "-r", "requirements.txt")`
void read_noxfile_dependencies(const Source& source, Reading& reading) {
  each_call(
      source, ".install(", reading, [&](syntax::Node call, const SetupValues&, const Text& text) {
        const syntax::Node function = call.child(Field::function);
        if (!function.is(Kind::attribute) || function.child(Field::attribute).text() != "install")
          return;
        std::vector<ShellWord> words;
        for (const syntax::Node argument : call.child(Field::arguments).children()) {
          const auto word = string_of(argument);
          if (word) words.push_back({*word, text.line_at(argument.begin())});
        }
        read_pip_arguments(reading, words, {DependencyKind::group, "nox", ""});
      });
}

namespace {

// `# requires-python = ">=3.9,<3.12"`: RANGE, which stands on the same line of the script as of TEXT.
void add_script_range(const Source& source, const Node& range, const Text& text, Reading& reading) {
  const auto stated = read_range(range.text);
  if (!stated) return;
  const Page page(source, reading);
  const std::uint32_t line = text.line_at(range.bytes.begin);
  const std::string_view written = page.text().line(line);
  const std::size_t at = written.find(range.text);
  if (at != std::string_view::npos)
    page.add("script-python", written.substr(at, range.text.size()), *stated);
}

}  // namespace

// # /// script
// # dependencies = ["requests<3"]
// # ///
void read_script_header(const Source& source, Reading& reading) {
  constexpr std::string_view kBegin = "# /// script";
  std::size_t at = source.bytes.find(kBegin);
  while (at != std::string_view::npos && at > 0 && source.bytes[at - 1] != '\n')
    at = source.bytes.find(kBegin, at + 1);
  if (at == std::string_view::npos) return;
  std::string toml;
  std::uint32_t line =
      static_cast<std::uint32_t>(std::count(
          source.bytes.begin(), source.bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
      1;
  const std::string above(line, '\n');  // so that lines are those of the script
  bool closed = false;
  for (std::size_t begin = source.bytes.find('\n', at);
       begin != std::string_view::npos && !closed;) {
    const std::size_t end = std::min(source.bytes.find('\n', begin + 1), source.bytes.size());
    const std::string_view words =
        packaging::stripped(source.bytes.substr(begin + 1, end - begin - 1));
    if (!words.starts_with('#')) break;
    closed = words == "# ///";
    if (!closed)
      toml += std::string(words.substr(
                  std::min<std::size_t>(words.starts_with("# ") ? 2 : 1, words.size()))) +
              '\n';
    begin = end < source.bytes.size() ? end : std::string_view::npos;
  }
  if (!closed) return add_problem(reading, line, "the script's header does not end with `# ///`");
  const Text text{above + toml};
  const Result<Node> root = parse_toml(text);
  if (!root)
    return add_problem(reading, static_cast<std::uint32_t>(root.mistake().line),
                       root.mistake().message);
  if (const Node* range = root->find("requires-python"))
    add_script_range(source, *range, text, reading);
  if (const Node* list = root->find("dependencies")) declare_list(text, *list, {}, {}, reading);
}

}  // namespace pymolt::inventory
