// What interpreters say of a tree, put beside what pymolt says: the answer of `pymolt verify`.
// SPDX-License-Identifier: MIT
//
// verify/ makes it, render/ shows it.
#ifndef PYMOLT_MODEL_VERIFICATION_H_
#define PYMOLT_MODEL_VERIFICATION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/version.h"
#include "model/report.h"

namespace pymolt {

enum class Question : std::uint8_t { compile, import };
[[nodiscard]] inline std::string_view name(Question question) {
  return question == Question::compile ? "compile" : "import";
}

/// A file or module about which the two do not agree.
struct Disagreement {
  Question question = Question::compile;
  std::string subject;  // a path, a module
  bool pymolt = false;  // whether pymolt says yes
  std::string message;  // what the interpreter says where it says no
};

/// A file or module that could not be compared, and why.
struct NotCompared {
  Question question = Question::compile;
  std::string subject;
  std::string why;
};

/// The word of one interpreter.
struct InterpreterWord {
  std::string asked;   // as on the command line
  std::string python;  // `3.13.0`
  Version version;
  bool network_cut = false;
  bool writes_limited = false;  // to a scratch folder
  bool processes_end = false;   // whatever a module starts ends with the interpreter
  std::string not_isolated;     // why not, where one of the two failed
  Count compile;  // what the interpreter says: ok of of, unknown where it gave no answer
  Count import;   // of 0: not asked
  Count agreement;
  std::vector<Disagreement> disagreements;
  std::vector<NotCompared> not_compared;
};

struct Verification {
  std::string date;  // 2026-11-30T04:00:00Z
  std::vector<std::string> roots;
  std::vector<std::string> files;   // that were asked about, as the scan names them
  std::vector<std::string> hashes;  // their SHA-256; empty where a file could not be read
  std::vector<InterpreterWord> words;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_VERIFICATION_H_
