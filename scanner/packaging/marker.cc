// Markers are decided part by part in a logic of three values, so that what is unknown stays so only where it matters.
// SPDX-License-Identifier: MIT
#include "packaging/marker.h"

#include <algorithm>

#include "packaging/marker_reader.h"
#include "packaging/names.h"
#include "packaging/specifier.h"

namespace pymolt::packaging {

Result<Marker> Marker::parse(std::string_view text) {
  Cursor in{text};
  Result<Marker> marker = read_marker(in);
  // What follows a whole marker is passed over, as python3-packaging does.
  return marker;
}

namespace {

std::string show(const Marker::Side& side) {
  return side.variable ? side.text : '"' + side.text + '"';
}

std::string show(const Marker::Part& part, bool first);

std::string show(const std::vector<Marker::Part>& parts, bool first) {
  if (parts.size() == 1) return show(parts.front(), parts.front().inner.empty() || first);
  std::string text;
  for (const Marker::Part& part : parts) {
    if (!text.empty()) text += part.or_before ? " or " : " and ";
    text += show(part, false);
  }
  return first ? text : "(" + text + ")";
}

std::string show(const Marker::Part& part, bool first) {
  if (!part.inner.empty()) return show(part.inner, first);
  return show(part.left) + " " + part.op + " " + show(part.right);
}

Truth truth(bool value) { return value ? Truth::yes : Truth::no; }

Truth compare(const std::string& left, const std::string& op, const std::string& right) {
  if (const auto specifier = Specifier::parse(op + right);
      specifier && op != "in" && op != "not in") {
    const auto version = PackageVersion::parse(left);
    return version ? truth(specifier->fits(*version)) : Truth::wrong;
  }
  const int order = left.compare(right);
  if (op == "in") return truth(right.find(left) != std::string::npos);
  if (op == "not in") return truth(right.find(left) == std::string::npos);
  if (op == "==") return truth(order == 0);
  if (op == "!=") return truth(order != 0);
  if (op == "<") return truth(order < 0);
  if (op == "<=") return truth(order <= 0);
  if (op == ">") return truth(order > 0);
  if (op == ">=") return truth(order >= 0);
  return Truth::wrong;
}

Truth decide(const Marker::Part& part, const Environment& environment) {
  if (!part.left.variable && !part.right.variable) return Truth::wrong;
  const std::string& variable = part.left.variable ? part.left.text : part.right.text;
  const auto known = environment.find(variable);
  if (known == environment.end()) return Truth::unknown;
  std::string left = part.left.variable ? known->second : part.left.text;
  std::string right = part.left.variable ? part.right.text : known->second;
  if (variable == "extra") {
    left = canonical_name(left);
    right = canonical_name(right);
  }
  return compare(left, part.op, right);
}

Truth evaluate(const std::vector<Marker::Part>& parts, const Environment& environment);

// All of a run of parts with `and` between them.
Truth both(Truth a, Truth b) {
  if (a == Truth::wrong || b == Truth::wrong) return Truth::wrong;
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}

Truth either(Truth a, Truth b) {
  if (a == Truth::wrong || b == Truth::wrong) return Truth::wrong;
  if (a == Truth::yes || b == Truth::yes) return Truth::yes;
  return a == Truth::no && b == Truth::no ? Truth::no : Truth::unknown;
}

Truth evaluate(const std::vector<Marker::Part>& parts, const Environment& environment) {
  Truth any = Truth::no;
  Truth run = Truth::yes;
  for (const Marker::Part& part : parts) {
    if (part.or_before) {
      any = either(any, run);
      run = Truth::yes;
    }
    run = both(run,
               part.inner.empty() ? decide(part, environment) : evaluate(part.inner, environment));
  }
  return either(any, run);
}

}  // namespace

std::string Marker::str() const { return show(parts, true); }

Truth Marker::evaluate(const Environment& environment) const {
  return packaging::evaluate(parts, environment);
}

}  // namespace pymolt::packaging
