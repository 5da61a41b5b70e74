// Static analysis of large import cycles, without simulating them.
// SPDX-License-Identifier: MIT
#include "imports/shortcut.h"

#include <algorithm>

namespace pymolt::project {

namespace {

class Look {
 public:
  Look(const Layout& layout, const Program& program, const Runner& runner,
       const std::vector<ModuleId>& members)
      : layout_(layout),
        program_(program),
        runner_(runner),
        members_(members),
        place_(program.bodies.size(), kNone) {
    for (std::uint32_t i = 0; i < members.size(); ++i) place_[members[i]] = i;
  }

  Shortcut run() {
    Shortcut found;
    for (const ModuleId member : members_) {
      for (const ModuleId package : layout_.module(member).packages) {
        if (is_inside(package)) return found;
      }
    }
    find_early();
    found.order_free = order_free();
    found.faults.resize(members_.size());
    for (const Version v : (~found.order_free).versions()) {
      if (all_fail(v, found.faults)) found.failing |= v;
    }
    return found;
  }

 private:
  struct First {
    std::uint32_t next = kNone;  // the member that is run first of all,
    std::uint32_t op = kNone;    // by this operation;
    FaultId fault = kNone;       // or what fails before
  };

  [[nodiscard]] bool is_inside(ModuleId module) const {
    return module != kNone && place_[module] != kNone;
  }

  [[nodiscard]] bool touches(const Op& op) const {
    if (op.kind == Op::Kind::load) {
      return std::any_of(program_.chains.begin() + op.first, program_.chains.begin() + op.last,
                         [&](ModuleId id) { return is_inside(id) || program_.is_function(id); });
    }
    const bool reads = op.kind == Op::Kind::take || op.kind == Op::Kind::star;
    return reads && (is_inside(op.module) || is_inside(op.submodule));
  }

  // Names that are bound before their module imports anything of the cycle.
  void find_early() {
    early_.resize(program_.slots);
    for (const ModuleId member : members_) {
      const Program::Body& body = program_.bodies[member];
      VersionSet left = VersionSet::all();
      for (std::uint32_t at = body.first; at < body.last && !left.empty(); ++at) {
        const Op& op = program_.ops[at];
        if (op.kind == Op::Kind::bind && op.place.try_region == kNowhere)
          early_[op.slot] |= left & op.on;
        if (touches(op)) left -= op.on | op.unlikely;
      }
    }
  }

  [[nodiscard]] VersionSet order_free() const {
    VersionSet free = VersionSet::all();
    for (const ModuleId member : members_) {
      const Program::Body& body = program_.bodies[member];
      for (std::uint32_t at = body.first; at < body.last; ++at) {
        const Op& op = program_.ops[at];
        if (op.kind == Op::Kind::unbind) free -= op.on | op.unlikely;
        if (touches(op)) free -= (op.on | op.unlikely) - harmless(op);
      }
    }
    return free;
  }

  // On which the operation cannot fail, whoever comes first.
  [[nodiscard]] VersionSet harmless(const Op& op) const {
    if (op.place.try_region != kNowhere || op.kind == Op::Kind::star) return VersionSet::none();
    if (op.kind == Op::Kind::load) return VersionSet::all();
    VersionSet there =
        op.module == kNone ? VersionSet::none() : program_.bodies[op.module].any_name;
    if (op.slot != kNone) there |= early_[op.slot];
    if (op.submodule != kNone && !op.by_name) there |= kTakesRunning;
    return there;
  }

  [[nodiscard]] bool all_fail(Version v, std::vector<FaultRow>& faults) const {
    std::vector<First> firsts;
    for (const ModuleId member : members_) {
      First first;
      if (!find_first(member, v, first)) return false;
      firsts.push_back(first);
    }
    std::vector<FaultId> found(members_.size(), kNone);
    std::vector<std::uint32_t> seen(members_.size(), kNone);  // by whom
    for (std::uint32_t begin = 0; begin < members_.size(); ++begin) {
      std::vector<std::uint32_t> way;
      std::uint32_t at = begin;
      while (found[at] == kNone && firsts[at].next != kNone && seen[at] != begin) {
        seen[at] = begin;
        way.push_back(at);
        at = firsts[at].next;
      }
      if (found[at] == kNone && firsts[at].next == kNone) found[at] = firsts[at].fault;
      if (found[at] == kNone && !close_circle(way, at, firsts, v, found)) return false;
      const FaultId fault = found[at];
      for (const std::uint32_t passed : way) {
        if (found[passed] == kNone) found[passed] = fault;
      }
    }
    for (std::size_t i = 0; i < members_.size(); ++i)
      faults[i][static_cast<std::size_t>(v.place())] = found[i];
    return true;
  }

  // The members of WAY from AT on are a circle: who begins at one of them fails in the one before it.
  bool close_circle(const std::vector<std::uint32_t>& way, std::uint32_t at,
                    const std::vector<First>& firsts, Version v,
                    std::vector<FaultId>& found) const {
    const auto first =
        static_cast<std::size_t>(std::find(way.begin(), way.end(), at) - way.begin());
    for (std::size_t i = first; i < way.size(); ++i) {
      const std::uint32_t before = i == first ? way.back() : way[i - 1];
      found[way[i]] = closing_fault(before, way[i], firsts[before].op, v);
      if (found[way[i]] == kNone) return false;
    }
    return true;
  }

  // What MEMBER takes of the module that is already being run, right after importing it by OP, or by that.
  [[nodiscard]] FaultId closing_fault(std::uint32_t member, std::uint32_t running, std::uint32_t at,
                                      Version v) const {
    const Program::Body& body = program_.bodies[members_[member]];
    const Op& first = program_.ops[at];
    if (first.kind == Op::Kind::take && !kTakesRunning.contains(v)) return first.fault + 1;
    if (first.kind == Op::Kind::load && program_.chains[first.last - 1] != members_[running])
      return kNone;
    for (++at; at < body.last; ++at) {
      const Op& op = program_.ops[at];
      if (op.unlikely.contains(v)) return kNone;
      if (!op.on.contains(v) || op.kind == Op::Kind::bind) continue;
      if (op.kind != Op::Kind::take || op.place.try_region != kNowhere ||
          op.undecided.contains(v) || op.all != kNone)
        return kNone;
      if (harmless(op).contains(v)) return kNone;
      if (op.by_name && op.submodule == members_[running] && !is_inside(op.module)) return op.fault;
      if (op.module != members_[running] || op.submodule != kNone) return kNone;
      return op.fault + (op.slot != kNone && program_.is_defined[op.slot] ? 1 : 0);
    }
    return kNone;
  }

  // Whether a take of a module beyond the cycle, which is settled, goes well.
  [[nodiscard]] bool is_settled_there(const Op& op, Version v) const {
    if (op.module == kNone || is_inside(op.module) || is_inside(op.submodule)) return false;
    const VersionSet there = program_.bodies[op.module].any_name | runner_.defined(op.slot);
    return there.contains(v) && op.submodule == kNone;
  }

  // False when it cannot be told what MEMBER does first of all.
  bool find_first(ModuleId member, Version v, First& first) const {
    const Program::Body& body = program_.bodies[member];
    if (body.unknown.contains(v)) return false;
    for (const auto& [on, fault] : body.broken) {
      if (!on.contains(v)) continue;
      first.fault = fault;
      return true;
    }
    for (std::uint32_t at = body.first; at < body.last; ++at) {
      const Op& op = program_.ops[at];
      const bool matters = touches(op) || op.kind == Op::Kind::fail || op.kind == Op::Kind::take ||
                           op.kind == Op::Kind::hidden;
      if (!(op.on | op.unlikely).contains(v) || (!matters && op.kind != Op::Kind::load)) continue;
      if (op.unlikely.contains(v) || op.undecided.contains(v) || op.place.try_region != kNowhere)
        return false;
      if (op.kind == Op::Kind::fail) {
        first.fault = op.fault;
        return true;
      }
      if (op.kind == Op::Kind::take) {
        if (is_settled_there(op, v)) continue;
        const bool runs = is_inside(op.submodule) && !op.by_name && !is_inside(op.module);
        if (!runs || (op.slot != kNone && program_.is_defined[op.slot])) return false;
        first.next = place_[op.submodule];
        first.op = at;
        return true;
      }
      if (op.kind != Op::Kind::load) return false;
      for (std::uint32_t i = op.first; i < op.last; ++i) {
        const ModuleId loaded = program_.chains[i];
        if (is_inside(loaded)) {
          first.next = place_[loaded];
          first.op = at;
          return true;
        }
        if (!runner_.loaded(loaded).contains(v) || runner_.unknown(loaded).contains(v))
          return false;
      }
    }
    return false;
  }

  const Layout& layout_;
  const Program& program_;
  const Runner& runner_;
  const std::vector<ModuleId>& members_;
  std::vector<std::uint32_t> place_;  // by module: its place among the members
  std::vector<VersionSet> early_;     // by slot
};

}  // namespace

Shortcut find_shortcut(const Layout& layout, const Program& program, const Runner& runner,
                       const std::vector<ModuleId>& members) {
  return Look(layout, program, runner, members).run();
}

}  // namespace pymolt::project
