// The fields of everything that facts are made of: one list for each struct, walked alike by all that write, read or compare
// them, so that these cannot drift apart.
// SPDX-License-Identifier: MIT
//
// An archive takes any number of fields at once: `archive(f.rule, f.span)`. A number that is a line is said to be one.
#ifndef PYMOLT_SCAN_FACTS_FIELDS_H_
#define PYMOLT_SCAN_FACTS_FIELDS_H_

#include <type_traits>

#include "model/facts.h"

namespace pymolt::scan {

/// A field that is the number of a line.
template <typename T>
struct LineField {
  T& value;
};
template <typename T>
LineField<T> at_line(T& value) {
  return {value};
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, Finding>
void fields(Archive& archive, T& f) {
  archive(f.rule, f.symbol, f.subject, f.raises, f.confidence, f.span, f.cell, f.alive, f.at_import,
          f.breaks_on, f.breaks_as, f.warns_on, f.warns_as, f.python2_only, f.needs, f.message,
          f.instead, f.docs, f.excerpt, f.code, f.scope, f.fingerprint, f.member);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, MorePlaces>
void fields(Archive& archive, T& m) { archive(m.rule, m.symbol, m.places, at_line(m.line)); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, Suppression>
void fields(Archive& archive, T& s) {
  archive(s.whole_file, at_line(s.first_line), at_line(s.last_line), s.words, at_line(s.line));
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CompileError>
void fields(Archive& archive, T& e) { archive(e.construct, e.span, e.cell, e.fails_on, e.message); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ImportFact>
void fields(Archive& archive, T& i) {
  archive(i.module, i.name, i.bound_as, i.level, i.span, i.alive, i.at_import_time, i.caught,
          i.excerpt, i.supplied, i.binds);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, Place>
void fields(Archive& archive, T& p) { archive(p.try_region, p.part); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, TryFact>
void fields(Archive& archive, T& a) { archive(a.place, a.handlers); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ImportEvent>
void fields(Archive& archive, T& s) {
  archive(s.kind, s.raised, s.name, s.import, s.function, s.by, at_line(s.line), s.alive,
          s.unlikely, s.undecided, s.place);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, FunctionFact>
void fields(Archive& archive, T& f) { archive(f.name, f.steps); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, InjectedModule>
void fields(Archive& archive, T& p) { archive(p.name, p.on); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ModuleFacts>
void fields(Archive& archive, T& m) {
  archive(m.steps, m.functions, m.try_regions, m.absolute_imports, m.has_all, m.knows_all, m.all,
          m.any_name, m.injected);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CrossFileName>
void fields(Archive& archive, T& n) { archive(n.level, n.module, n.path); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CrossFileUse>
void fields(Archive& archive, T& u) {
  archive(u.name, u.member, u.place, u.caught, u.at_import_time);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, PackageUse>
void fields(Archive& archive, T& u) { archive(u.fact, u.place, u.caught, u.at_import_time); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CrossFileTest>
void fields(Archive& archive, T& t) {
  archive(t.flag, t.holds, t.span, t.is_block, t.compares);
  for (auto& on : t.holds_by) archive(on);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, AliasFact>
void fields(Archive& archive, T& a) { archive(a.name, a.dotted, a.on); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, FlagFact>
void fields(Archive& archive, T& f) { archive(f.name, f.holds, f.fails, f.tells); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ClassFact::Base>
void fields(Archive& archive, T& b) { archive(b.name, b.standard); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ClassFact>
void fields(Archive& archive, T& c) { archive(c.name, c.bases, c.defines, c.any_member); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CrossFileFacts>
void fields(Archive& archive, T& f) {
  archive(f.uses, f.tests, f.aliases, f.flags, f.classes, f.members);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ByteSpan>
void fields(Archive& archive, T& b) { archive(b.begin, b.end); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, VersionStatement>
void fields(Archive& archive, T& s) {
  archive(s.kind, s.stated, s.versions, s.pins, s.span, s.bytes, s.rewrite, s.note);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, LockedFile>
void fields(Archive& archive, T& f) { archive(f.name, f.hash); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, DependencyDeclaration>
void fields(Archive& archive, T& d) {
  archive(d.name, d.specifier, d.raw, d.marker, d.extras, d.kind, d.group, d.url, at_line(d.line),
          d.column, d.source, d.files, d.requires_python);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, IncludedFile>
void fields(Archive& archive, T& i) { archive(i.path, i.constraints, at_line(i.line)); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, LineProblem>
void fields(Archive& archive, T& p) { archive(at_line(p.line), p.message); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, InventoryFacts>
void fields(Archive& archive, T& i) {
  archive(i.statements, i.dependencies, i.includes, i.problems);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CellStart>
void fields(Archive& archive, T& c) { archive(c.cell, at_line(c.line)); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CDefinition>
void fields(Archive& archive, T& d) { archive(d.name, d.on); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ExtensionDeclaration>
void fields(Archive& archive, T& e) { archive(e.module, e.sources, at_line(e.line)); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CSourceFacts>
void fields(Archive& archive, T& c) {
  archive(c.is_source, c.includes_python, c.includes, c.defines, c.extensions, c.generator);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, FileFacts>
void fields(Archive& archive, T& f) {
  archive(f.path, f.kind, f.state, f.reason, f.sha256, at_line(f.lines), f.encoding, f.from_python2,
          f.compiles, f.unknown_because, f.not_analysed, f.errors, f.findings, f.more,
          f.suppressions, f.imports, f.module, f.foreign, f.packages, f.unseen, f.cells,
          f.inventory, f.c_source);
}

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_FACTS_FIELDS_H_
