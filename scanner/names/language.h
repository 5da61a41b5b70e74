// The few names whose meaning is part of the language rather than a fact with a lifetime.
// SPDX-License-Identifier: MIT
//
// Everything else that is known about Python's names stands in rules/. These are here because guards have to
// compute with them: what `sys.version_info` is on a version, what `hasattr` asks, what ends a program.
#ifndef PYMOLT_NAMES_LANGUAGE_H_
#define PYMOLT_NAMES_LANGUAGE_H_

#include <array>
#include <string_view>

#include "base/raised.h"

namespace pymolt::names {

/// What an expression that tells the version is worth.
enum class Teller : std::uint8_t {
  version_info,   // (3, 13, micro, releaselevel, serial)
  hexversion,     // 0x030D????
  version_text,   // "3.13.…"
  version_tuple,  // a function that gives ("3", "13", …)
  version_call,   // a function that gives "3.13.…"
  python2,        // true on 2.7
  python3,        // true on 3.x
  python34,       // true from 3.4 on
  never,          // false when the program runs: for type checkers only
};

struct TellerName {
  std::string_view dotted;
  Teller teller;
};

inline constexpr std::array kTellers = {
    TellerName{"sys.version_info", Teller::version_info},
    TellerName{"sys.hexversion", Teller::hexversion},
    TellerName{"sys.version", Teller::version_text},
    TellerName{"platform.python_version", Teller::version_call},
    TellerName{"platform.python_version_tuple", Teller::version_tuple},
    TellerName{"six.PY2", Teller::python2},
    TellerName{"six.PY3", Teller::python3},
    TellerName{"six.PY34", Teller::python34},
    TellerName{"future.utils.PY2", Teller::python2},
    TellerName{"future.utils.PY3", Teller::python3},
    TellerName{"typing.TYPE_CHECKING", Teller::never},
    TellerName{"typing_extensions.TYPE_CHECKING", Teller::never},
};

/// Flags that projects share by convention (`from .compat import PY2`), where no definition is in sight.
inline constexpr std::array kFlagsByConvention = {
    TellerName{"PY2", Teller::python2},         TellerName{"PY3", Teller::python3},
    TellerName{"IS_PY2", Teller::python2},      TellerName{"IS_PY3", Teller::python3},
    TellerName{"is_py2", Teller::python2},      TellerName{"is_py3", Teller::python3},
    TellerName{"_PY2", Teller::python2},        TellerName{"_PY3", Teller::python3},
    TellerName{"PY2K", Teller::python2},        TellerName{"PY3K", Teller::python3},
    TellerName{"py2k", Teller::python2},        TellerName{"py3k", Teller::python3},
    TellerName{"IS_PYTHON2", Teller::python2},  TellerName{"IS_PYTHON3", Teller::python3},
    TellerName{"PYTHON2", Teller::python2},     TellerName{"PYTHON3", Teller::python3},
    TellerName{"is_python2", Teller::python2},  TellerName{"is_python3", Teller::python3},
    TellerName{"TYPE_CHECKING", Teller::never}, TellerName{"MYPY", Teller::never},
    TellerName{"MYPY_CHECK_RUNNING", Teller::never},
};

/// Modules whose import makes a name worth looking at in a test.
inline constexpr std::array<std::string_view, 6> kTellingModules = {
    "sys", "platform", "six", "typing", "typing_extensions", "future"};

/// Built-in names that tests ask with.
inline constexpr std::array<std::string_view, 2> kTellingNames = {"hasattr", "bytes"};
inline constexpr std::array<std::string_view, 4> kAskingNames = {"dir", "getattr", "vars", "__dict__"};

/// The built-ins by the names of six, inside six itself: many projects carry a copy.
inline constexpr std::array<std::string_view, 2> kLazyBuiltins = {"moves.builtins",
                                                                  "_moves.builtins"};

/// Functions that import by a name given as text, and what puts names into a module or the built-ins from outside.
inline constexpr std::array<std::string_view, 2> kLoaders = {"builtins.__import__",
                                                             "importlib.import_module"};
inline constexpr std::array<std::string_view, 5> kInjectingNames = {"globals", "exec", "setattr",
                                                                    "vars", "locals"};

/// Calls after which nothing runs: the program or the test is over.
inline constexpr std::array<std::string_view, 8> kEndings = {
    "sys.exit",      "os._exit",    "os.abort",    "builtins.exit",
    "builtins.quit", "pytest.skip", "pytest.exit", "pytest.fail"};
inline constexpr std::array<std::string_view, 2> kEndingMethods = {"self.skipTest", "self.fail"};

struct CatchingName {
  std::string_view exception;
  std::array<bool, kRaisedKinds> catches;  // by Raised
};

/// Which handlers catch what. ModuleNotFoundError is there from 3.6 on; that is a fact of its own lifetime.
inline constexpr std::array kCatching = {
    CatchingName{"ImportError", {true, true}},
    CatchingName{"ModuleNotFoundError", {true}},
    CatchingName{"AttributeError", {false, false, true}},
    CatchingName{"NameError", {false, false, false, true}},
    CatchingName{"TypeError", {false, false, false, false, true}},
    CatchingName{"StandardError", {true, true, true, true, true, true, false, true}},
    CatchingName{"Exception", {true, true, true, true, true, true, false, true}},
    CatchingName{"BaseException", {true, true, true, true, true, true, true, true}},
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_LANGUAGE_H_
