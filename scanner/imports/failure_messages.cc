// By the kind of exception; a name with dots is taken apart into the module and what it lacks.
// SPDX-License-Identifier: MIT
#include "imports/failure_messages.h"

namespace pymolt::project {

namespace {

struct Parts {
  std::string module;
  std::string name;
};

Parts parts_of_name(const std::string& dotted) {
  const std::size_t dot = dotted.rfind('.');
  if (dot == std::string::npos || dot == 0) return {"", dotted};
  return {dotted.substr(0, dot), dotted.substr(dot + 1)};
}

std::string no_import(const Fault& fault) {
  if (fault.cause.starts_with('.'))
    return "The relative import `" + fault.cause + "` leads beyond the top-level package";
  const Parts parts = parts_of_name(fault.cause);
  if (parts.module.empty()) return "`" + fault.cause + "` cannot be imported";
  return "The name `" + parts.name + "` cannot be imported from `" + parts.module + "`";
}

std::string no_attribute(const Fault& fault) {
  const Parts parts = parts_of_name(fault.cause);
  if (parts.module.empty()) return "There is no attribute `" + fault.cause + "`";
  return "The module `" + parts.module + "` has no attribute `" + parts.name + "`";
}

// `a TypeError`, `an AttributeError`.
std::string with_article(std::string_view exception) {
  if (exception.empty()) return "An exception";
  const bool vowel = std::string_view("AEIOU").find(exception.front()) != std::string_view::npos;
  return (vowel ? "An " : "A ") + std::string(exception);
}

// The cause may be an exception, the name of a rule, a parameter, or nothing but the word `raise`.
std::string raised(const Fault& fault) {
  constexpr std::string_view kHere = " is raised here when the module is imported";
  const std::string_view exception = exception_of(fault.raised);
  const std::string& cause = fault.cause;
  const bool says_more = !cause.empty() && cause != "raise" && cause != exception;
  if (says_more && exception.empty() && cause.find_first_of("-(") == std::string::npos)
    return "`" + cause + "`" + std::string(kHere);
  const std::string what = with_article(exception) + std::string(kHere);
  return says_more ? what + " (`" + cause + "`)" : what;
}

}  // namespace

std::string cause_of(const Fault& fault) {
  return fault.partial ? fault.cause + " (not defined yet: circular import)" : fault.cause;
}

std::string failure_message(const Fault& fault, std::string_view first) {
  constexpr std::string_view kInit = "/__init__.py";
  if (fault.partial) {
    const std::string when =
        first.empty() ? "this line runs" : "`" + std::string(first) + "` is imported first";
    return "`" + fault.cause + "` is not defined yet when " + when + ": a circular import";
  }
  if (fault.cause.ends_with(kInit))
    return "A folder without `__init__.py` is a package only since 3.3";
  switch (fault.raised) {
    case Raised::no_module:
      return "There is no module `" + fault.cause + "`";
    case Raised::no_import:
      return fault.import == kNowhere ? raised(fault) : no_import(fault);
    case Raised::no_attribute:
      return no_attribute(fault);
    case Raised::no_name:
      return "The name `" + fault.cause + "` is not defined here";
    case Raised::exit:
      return "The program ends here (SystemExit) when the module is imported";
    case Raised::syntax:
      return "The file does not compile";
    default:
      return raised(fault);
  }
}

}  // namespace pymolt::project
