// Every reader on files that were made to break it: it fails or reads, soon, and never crashes.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "inventory/kind_table.h"

namespace pymolt::inventory {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::vector<std::string> hostile_texts() {
  std::string laughs = "a0: &a0 [python]\n";
  for (int i = 1; i < 30; ++i) {
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) laughs += (j > 0 ? ", *a" : "*a") + std::to_string(i - 1);
    laughs += "]\n";
  }
  return {
      "",
      std::string("python\0\xff\xfe", 9),
      "#",
      "#!python",
      "python",
      "python:",
      "python = \"",
      "[$",
      "\xC3\xA9python = 1",
      "[" + std::string(40, 0) + "python",
      "FROM",
      "FROM $",
      "FROM ${",
      "FROM python:${A:-",
      "ARG python_version=",
      "python: &a [*a]",
      "{{ python",
      "{% python %}",
      "\xEF\xBB\xBFpython",
      laughs,
      repeated("[", 100'000) + "python",
      repeated("{\"a\":", 100'000) + "\"python\"",
      repeated("- ", 50'000) + "python3.8",
      repeated("python3.8 ", 100'000),
      repeated("image: python:3.8\n", 20'000),
      repeated("py{", 50'000),
      repeated("python_requires=", 20'000),
      repeated("ARG A=$A\nFROM python:$A\n", 5'000),
      repeated(">=3.8,", 100'000),
      "requires-python = \"" + repeated("||", 100'000) + "\"",
      "[project]\nrequires-python = \"" + repeated(">=3.8,", 100'000) + "\"",
      repeated("a", 1'000'000) + "python",
      repeated("python", 200'000),
      repeated("python_", 100'000) + "version: 3.8",
      repeated("python\\\n", 50'000),
      "[tox]\nenvlist = " + repeated("py38,", 200'000),
      "a = " + repeated("[", 5'000) + "python" + repeated("]", 5'000),
      "python" + repeated(".a", 100'000) + " = 1",
      repeated("3.8.1\n", 5'000),
      repeated("python=[", 2'000),
      repeated("python='", 2'000),
      repeated("'Programming Language :: Python :: 3.8',", 2'000),
  };
}

TEST(Hostile, NoTextStopsAReader) {
  const Table table;
  const std::vector<std::string> texts = hostile_texts();
  for (const KindReader& reader : readers()) {
    std::string path(reader.files.substr(0, reader.files.find(' ')));
    if (path.starts_with('*')) path.replace(0, 1, "x");
    for (const std::string& text : texts) {
      const Reading reading = table.read({path, text});
      for (const VersionStatement& statement : reading.facts.statements) {
        EXPECT_LE(statement.bytes.end, text.size()) << path;
        EXPECT_LE(statement.bytes.begin, statement.bytes.end) << path;
      }
      EXPECT_LE(reading.facts.statements.size(), 4'000U) << path;
      EXPECT_LE(reading.facts.problems.size(), 100U) << path;
    }
  }
}

// What can befall a file on its way: cut off, filled with NULs, of another encoding, a number too large, all of it twice.
std::vector<std::string> spoilt(const std::string& text) {
  const std::size_t half = text.size() / 2;
  std::string digits;
  for (const char c : text) digits += c == '3' ? std::string(400, '3') : std::string(1, c);
  std::string wide = "\xFF\xFE";
  for (const char c : text) wide += {c, '\0'};
  std::vector<std::string> all = {
      text + text,
      text.substr(0, half) + std::string(100, '\0') + text.substr(half),
      text.substr(0, half) + "\xE9\xFF\xC0" + text.substr(half),
      "\xEF\xBB\xBF" + text,
      digits,
      wide,
      text + std::string(300'000, '\''),
      text + std::string(1'000'000, 'x'),
      repeated(text.substr(0, half), 200),
  };
  for (std::size_t end = 1; end < text.size(); end += std::max<std::size_t>(1, text.size() / 12))
    all.push_back(text.substr(0, end));
  return all;
}

// Every reader on the files of its own kind.
TEST(Hostile, NoSpoiltFileStopsItsReader) {
  std::ifstream in(std::string(PYMOLT_SOURCE_DIR "/tests/inventory/kinds.cases"));
  std::map<std::string, std::string> files;  // the first of each name
  std::string path;
  bool open = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("== ")) {
      path = line.substr(3);
      open = files.try_emplace(path).second;
    } else if (line.starts_with("-- ")) {
      open = false;
    } else if (open) {
      files[path] += line + "\n";
    }
  }
  ASSERT_GE(files.size(), 60U);
  const Table table;
  for (const auto& [name, text] : files) {
    for (const std::string& broken : spoilt(text)) {
      const Reading reading = table.read({name, broken});
      EXPECT_FALSE(reading.failed && reading.failed->message.empty()) << name;
      for (const VersionStatement& statement : reading.facts.statements) {
        EXPECT_LE(statement.bytes.end, broken.size()) << name;
        EXPECT_LE(statement.bytes.begin, statement.bytes.end) << name;
      }
    }
  }
}

// A file that PowerShell wrote.
TEST(Hostile, AFileInUtf16FailsWithAReason) {
  const Reading reading = Table().read({".python-version", std::string("\xFF\xFE"
                                                                       "3\0.\0009\0",
                                                                       8)});
  ASSERT_TRUE(reading.failed);
  EXPECT_EQ(reading.failed->message, "is in UTF-16, not analysed: save it as UTF-8");
}

// Each anchor holds all that is within it once more.
TEST(Hostile, AnchorsWithinAnchorsAreCounted) {
  std::string text = "python: ";
  for (int i = 0; i < 60; ++i) text += "&a" + std::to_string(i) + " [";
  text += repeated("x,", 20'000) + "x" + repeated("]", 60) + "\n";
  const Reading reading = Table().read({".pre-commit-config.yaml", text});
  ASSERT_TRUE(reading.failed);
  EXPECT_EQ(reading.failed->message, "holds more values than are read");
}

TEST(Hostile, ALargeFileFailsWithAReason) {
  const Table table;
  const Reading reading = table.read({"tox.ini", std::string(kLargestInventoryFile + 1, 'a')});
  ASSERT_TRUE(reading.failed);
  EXPECT_EQ(reading.failed->message, "larger than 16 MiB, not analysed");
}

TEST(Hostile, ABrokenFileFailsAtItsLine) {
  const struct {
    const char* path;
    const char* text;
    int line;
  } kTable[] = {
      {"pyproject.toml", "[project]\nname = \n", 2},
      {".pre-commit-config.yaml", "repos:\n  - {a: [\n", 3},
      {"pyrightconfig.json", "{\n\"pythonVersion\": \"3.8\n}", 2},
      {"Pipfile.lock", "{\n", 2},
      {"setup.cfg", "[metadata\nname = x\n", 1},
  };
  const Table table;
  for (const auto& row : kTable) {
    const Reading reading = table.read({row.path, row.text});
    ASSERT_TRUE(reading.failed) << row.path;
    EXPECT_EQ(reading.failed->line, row.line) << row.path << ": " << reading.failed->message;
  }
}

}  // namespace
}  // namespace pymolt::inventory
