// Text and Markdown: a table by release first, then what goes with each. JSON is `pymolt-horizon/1`.
// SPDX-License-Identifier: MIT
#include "render/horizon_renderers.h"

#include <array>

#include "render/escape.h"
#include "render/json_writer.h"
#include "render/prose.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::array kHorizonFormats = {
    HorizonFormat{"text", horizon_text},
    HorizonFormat{"markdown", horizon_markdown},
    HorizonFormat{"json", horizon_json},
};
constexpr std::size_t kPlacesInText = 3;
constexpr std::size_t kPlacesInMarkdown = 12;

// `planned 2028-10`; empty where nothing is known.
std::string release(const HorizonStep& step) {
  if (step.version.empty()) return "no date is set";
  return step.date.empty() ? "" : (step.released ? "released " : "planned ") + step.date;
}

std::string name_of(const HorizonStep& step) {
  return step.version.empty() ? "later" : step.version;
}

std::string title(const HorizonStep& step) {
  const std::string when = release(step);
  return (step.version.empty() ? "Later" : "Python " + step.version) +
         (when.empty() ? "" : ", " + when);
}

std::string heading(const Horizon& horizon) {
  return horizon.from.empty() ? "What goes, and when"
                              : "What works on " + python(horizon.from) + " and goes, and when";
}

// `a.py:3`, `b.py:7 (2 times)`.
std::vector<std::string> places(const HorizonThing& thing) {
  std::vector<std::string> words;
  for (std::size_t i = 0, next = 0; i < thing.places.size(); i = next) {
    const HorizonPlace& place = thing.places[i];
    const auto is_here = [&](const HorizonPlace& other) {
      return other.path == place.path && other.line == place.line;
    };
    while (next < thing.places.size() && is_here(thing.places[next])) ++next;
    const std::string times = next - i > 1 ? " (" + std::to_string(next - i) + " times)" : "";
    words.push_back(place.path + ":" + std::to_string(place.line) + times);
  }
  return words;
}

std::string since(const HorizonThing& thing) {
  return thing.deprecated.empty() ? "" : ", deprecated since " + thing.deprecated;
}

// `imp`, `print-chevron`, `implicit-relative-import of util`: a rule of its own is named beside what it is about.
std::string subject(const HorizonThing& thing) {
  const bool both =
      !thing.what.empty() && thing.symbol != thing.rule && !thing.symbol.starts_with("syntax.");
  return (both ? thing.rule + " of " : "") + std::string(spoken(thing.symbol));
}

void write_lines(const std::string& lead, const std::string& text, std::ostream& out) {
  std::string indent = lead;
  for (const std::string& line : wrapped(visible(text), kColumns - static_cast<int>(lead.size()))) {
    out << indent << line << "\n";
    indent.assign(lead.size(), ' ');
  }
}

void write_thing(const HorizonThing& thing, std::ostream& out) {
  out << "  " << visible(subject(thing)) << since(thing) << "\n";
  write_lines("    ",
              counted(thing.places.size(), "place") + ": " + listed(places(thing), kPlacesInText),
              out);
  write_lines("    ", thing.what, out);
  write_lines("    instead: ", thing.instead, out);
}

void write_thing(JsonWriter& json, const HorizonThing& thing) {
  json.open_object().field("symbol", thing.symbol).field("rule", thing.rule).key("what");
  thing.what.empty() ? json.null() : json.value(thing.what);
  json.key("deprecated");
  thing.deprecated.empty() ? json.null() : json.value(thing.deprecated);
  json.field("instead", thing.instead).field("docs", thing.docs).key("places").open_array();
  for (const HorizonPlace& place : thing.places) {
    json.open_object()
        .field("path", place.path)
        .field("line", place.line)
        .field("column", place.column)
        .close();
  }
  json.close().close();
}

}  // namespace

std::span<const HorizonFormat> horizon_formats() { return kHorizonFormats; }

void horizon_text(const Horizon& horizon, std::ostream& out) {
  if (horizon.steps.empty()) {
    out << horizon.nothing() << "\n";
    return;
  }
  out << heading(horizon) << "\n\n"
      << left("version", 9) << left("", 22) << right("things", 8) << right("places", 8) << "\n";
  for (const HorizonStep& step : horizon.steps) {
    out << left(name_of(step), 9) << left(release(step), 22) << right(number(step.things.size()), 8)
        << right(number(step.places()), 8) << "\n";
  }
  for (const HorizonStep& step : horizon.steps) {
    out << "\n" << title(step) << "\n";
    for (const HorizonThing& thing : step.things) write_thing(thing, out);
  }
}

void horizon_markdown(const Horizon& horizon, std::ostream& out) {
  out << "# " << heading(horizon) << "\n\n";
  if (horizon.steps.empty()) {
    out << horizon.nothing() << ".\n";
    return;
  }
  out << "| version | release | things | places |\n| --- | --- | ---: | ---: |\n";
  for (const HorizonStep& step : horizon.steps) {
    out << "| " << name_of(step) << " | " << release(step) << " | " << number(step.things.size())
        << " | " << number(step.places()) << " |\n";
  }
  for (const HorizonStep& step : horizon.steps) {
    out << "\n## " << title(step) << "\n\n";
    for (const HorizonThing& thing : step.things) {
      std::vector<std::string> codes;
      for (const std::string& place : places(thing)) codes.push_back(markdown_code(place));
      out << "- [ ] " << markdown_code(subject(thing)) << since(thing) << ": "
          << listed(codes, kPlacesInMarkdown) << "\n";
      if (!thing.what.empty()) out << "  " << markdown_sentence(thing.what) << "\n";
      if (!thing.instead.empty()) out << "  Instead: " << markdown_sentence(thing.instead) << "\n";
    }
  }
}

void horizon_json(const Horizon& horizon, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall)
      .field("schema", "pymolt-horizon/1")
      .field("from", horizon.from);
  json.key("horizon").open_array(JsonWriter::tall);
  for (const HorizonStep& step : horizon.steps) {
    json.open_object(JsonWriter::tall).key("version");
    step.version.empty() ? json.null() : json.value(step.version);
    json.key("date");
    step.date.empty() ? json.null() : json.value(step.date);
    json.field("released", step.released).field("places", step.places());
    json.key("things").open_array(JsonWriter::tall);
    for (const HorizonThing& thing : step.things) write_thing(json, thing);
    json.close().close();
  }
  json.close().close();
}

}  // namespace pymolt::render
