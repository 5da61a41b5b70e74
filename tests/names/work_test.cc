// What names and expressions mean is worked out in a bounded number of steps a byte: on the files of this repository, and on
// modules written as libraries are.
// SPDX-License-Identifier: MIT
//
// Counted is work, not time: bindings looked at, aliases followed, answers worked out (Resolver::work, Answers::work). A change
// that lets it grow, so that one library takes minutes, leaves every answer as it was; here it is seen.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.h"
#include "names/file_names.h"

namespace pymolt::names {
namespace {

namespace fs = std::filesystem;
using syntax::Kind;

const rulebook::Rulebook& book() {
  static const rulebook::Rulebook kBook = rulebook::Rulebook::built_in().take();
  return kBook;
}

// Every question that can be asked of the file: what each name read means, and what each expression is.
double work_a_byte(const std::string& source) {
  static const StdlibIndex kStdlib(book());
  const Text text(source);
  syntax::Parser parser;
  const syntax::Tree tree = parser.parse(text.bytes());
  const FileNames names(tree, kStdlib);
  std::size_t meanings = 0;
  for (const Reference& reference : names.scopes().references())
    meanings += names.resolver().resolutions(reference).size();
  for (std::uint32_t at = 0; at < tree.nodes().size(); ++at) {
    const syntax::Node node = tree.node(at);
    if (node.is(Kind::attribute)) meanings += names.resolver().resolutions(node).size();
    if (node.is_any(Kind::attribute, Kind::call, Kind::identifier, Kind::subscript))
      meanings += names.types().of(node).size();
  }
  EXPECT_GT(meanings, 0U);
  EXPECT_FALSE(names.types().answers().gave_up());
  return static_cast<double>(names.resolver().work() + names.types().answers().work()) /
         static_cast<double>(source.size());
}

std::string lines(int n, const std::function<std::string(const std::string&)>& line) {
  std::string all;
  for (int i = 0; i < n; ++i) all += line(std::to_string(i));
  return all;
}

std::string functions(int n, const std::string& body) {
  return lines(n, [&](const std::string& i) { return "def f" + i + "(c, *rest):\n" + body; });
}

struct Module {
  const char* name;
  double most;  // steps a byte: twice what it takes today, and 2 where that is less
  std::string text;
};

// As libraries are written, of some 10 to 40 kB each.
const std::vector<Module>& modules() {
  static const std::vector<Module> kModules = {
      {"an alias that branches go on from", 110,
       "import os\n" + functions(20, "    api = os\n" +
                                         lines(14,
                                               [](const std::string& i) {
                                                 return "    if c == " + i +
                                                        ":\n        api = api.path\n";
                                               }) +
                                         "    return api.join(*rest)\n")},
      {"a parser that goes on with the rest", 8,
       functions(20, "    text = c\n" +
                         lines(14,
                               [](const std::string& i) {
                                 return "    if text.startswith('" + i +
                                        "'):\n        text = text[1:].strip() or "
                                        "text\n";
                               }) +
                         "    return text.split()\n")},
      {"names of two Pythons", 2,
       lines(150,
             [](const std::string& i) {
               return "try:\n    import cPickle as pickle" + i +
                      "\nexcept ImportError:\n    import pickle as pickle" + i + "\nload" + i +
                      " = pickle" + i + ".load\nread" + i + " = load" + i + "\n";
             }) +
           functions(40, "    return read1(c) or load2(c) or pickle3.loads(c)\n")},
      {"one name for what the version has", 6,
       "import sys\nPY3 = sys.version_info[0] >= 3\n" +
           lines(150,
                 [](const std::string& i) {
                   return "if PY3:\n    text_type = str\n    def u" + i +
                          "(s): return s\nelse:\n    text_type = unicode\n    def u" + i +
                          "(s): return text_type(s)\n";
                 }) +
           functions(60, "    return text_type(c).encode('utf-8')\n")},
      {"classes with attributes that hang on others", 2,
       lines(120,
             [](const std::string& i) {
               return "class Table" + i +
                      "(object):\n    def __init__(self, rows=None):\n        self.rows = rows or "
                      "[]\n        self.first = self.rows[0]\n        self.names = "
                      "self.first.keys()\n"
                      "    def get(self):\n        self.rows = self.get() or self.rows\n        "
                      "return "
                      "self.rows\n";
             })},
      {"classes each of the one before", 2,
       "class C0(dict):\n    def get(self): return self\n" +
           lines(200,
                 [](const std::string& i) {
                   return "class C" + std::to_string(std::stoi(i) + 1) + "(C" + i +
                          "):\n    def get(self): return super(C, self).get().items()\n";
                 })},
      {"star imports", 2,
       lines(20, [](const std::string& i) { return "from package.part" + i + " import *\n"; }) +
           "from os.path import *\n" +
           functions(100, "    return join(dirname(c), unicode(basename(rest[0])))\n")},
      {"a table of functions that call each other", 2,
       lines(200,
             [](const std::string& i) {
               const std::string next = std::to_string((std::stoi(i) * 7 + 1) % 200);
               return "def visit" + i + "(node):\n    for child in visit" + next +
                      "(node).children:\n        visit" + i + "(child)\n    return visit" + next +
                      "(node.parent) or node\n";
             })},
      {"a constant bound again and again", 45,
       lines(300,
             [](const std::string& i) {
               return "flags = flags | " + i + "\nOPTION" + i + " = flags\n";
             })},
      {"handlers that keep what was raised", 20,
       lines(200,
             [](const std::string& i) {
               return "try:\n    value = load(" + i +
                      ")\nexcept (IOError, ValueError), error:\n    value = error[0]\n";
             })},
  };
  return kModules;
}

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

constexpr double kMostInAFile = 1.5;  // three times what any takes today

TEST(Work, IsBoundedInFilesOfTheRepository) {
  int files = 0;
  for (const char* const folder : {"fixtures", "tools", "tests/tools"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(PYMOLT_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".py" || entry.file_size() < 400) continue;
      ++files;
      const double work = work_a_byte(contents(entry.path()));
      EXPECT_LE(work, kMostInAFile) << entry.path();
      RecordProperty(entry.path().filename().string(), std::to_string(work));
    }
  }
  EXPECT_GT(files, 60);
}

TEST(Work, IsBoundedInModulesAsOfALibrary) {
  for (const Module& module : modules()) {
    const double work = work_a_byte(module.text);
    EXPECT_LE(work, module.most) << module.name;
    RecordProperty(module.name, std::to_string(work));
  }
}

}  // namespace
}  // namespace pymolt::names
