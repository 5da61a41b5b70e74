// The rules about names; which versions each binds is said by the constructs.
// SPDX-License-Identifier: MIT
#include "grammar/symbols.h"

#include <set>
#include <unordered_map>

#include "grammar/free_variables.h"
#include "grammar/symbol_table.h"

namespace pymolt::verdict {

namespace {

constexpr std::uint32_t mask(Role role) { return 1U << static_cast<unsigned>(role); }

class SymbolResolver {
 public:
  SymbolResolver(Reader& reader, const SymbolTable& table) : reader_(reader), table_(table) {}

  void run() {
    for (const Use& use : table_.uses()) {
      switch (use.role) {
        case Role::declared_global:
          see_global(use);
          break;
        case Role::declared_nonlocal:
          see_nonlocal(use);
          break;
        case Role::walrus:
          see_walrus(use);
          break;
        case Role::annotated:
          see_annotated(use);
          break;
        default:
          break;
      }
      remember(use);
    }
    for (const Use& use : table_.uses()) {
      if (use.role == Role::load) see_cell(use);
    }
  }

 private:
  // What a name did in its scope before the place that is looked at.
  struct Before {
    bool used = false;
    bool used_in_annotation = false;
    std::uint32_t deleted = 0;  // the token
    std::uint32_t except_name = 0;
  };

  Before& before(std::uint32_t scope, std::uint32_t name) {
    return before_[static_cast<std::uint64_t>(scope) << 32 | name];
  }

  void see(Construct construct, const Use& use) {
    reader_.see(construct, reader_.token(use.token).span());
  }

  void remember(const Use& use) {
    if (use.role == Role::declared_global || use.role == Role::declared_nonlocal) return;
    if (use.role == Role::imported) return;  // is no use, for CPython
    const std::uint32_t scope =
        use.role == Role::walrus ? table_.outside_comprehensions(use.scope) : use.scope;
    if (scope == 0 && use.scope != 0) return;  // `:=` makes it a global
    Before& before = this->before(scope, use.name);
    (use.in_annotation ? before.used_in_annotation : before.used) = true;
    if (use.role == Role::deleted && before.deleted == 0) before.deleted = use.token;
    if (use.role == Role::except_name && before.except_name == 0) before.except_name = use.token;
  }

  // Since 3.6 a declaration comes before every use.
  void see_order(const Use& use) {
    const Before& before = this->before(use.scope, use.name);
    if (before.used) {
      see(Construct::global_after_use, use);
    } else if (before.used_in_annotation) {
      see(reader_.annotations_are_text ? Construct::global_after_text_annotation
                                       : Construct::global_after_annotation,
          use);
    }
  }

  void see_global(const Use& use) {
    global_somewhere_.insert(use.name);
    const Symbol& symbol = *table_.find(use.scope, use.name);
    if (symbol.parameter) see(Construct::name_parameter_and_global, use);
    if (symbol.is_nonlocal) see(Construct::name_nonlocal_and_global, use);
    see_order(use);
  }

  void see_nonlocal(const Use& use) {
    const Symbol& symbol = *table_.find(use.scope, use.name);
    if (use.scope == 0) return see(Construct::nonlocal_at_module_level, use);
    if (symbol.parameter) see(Construct::name_parameter_and_global, use);
    see_order(use);
    see_binding(use);
  }

  // Looks for the function around that binds the name; a class does not count.
  void see_binding(const Use& use) {
    const ScopeTree& tree = table_.tree();
    bool in_class =
        false;  // a class between binds it: CPython then forgets that a type parameter is none to bind
    for (std::uint32_t scope = use.scope; scope != 0;) {
      scope = tree.parent(scope);
      if (tree.kind(scope) == ScopeKind::class_) {
        const Symbol* symbol = table_.find(scope, use.name);
        in_class = in_class || (symbol != nullptr && symbol->bound);
        if (table_.text(use.name) == "__class__") return;
        if (table_.text(use.name) == "__classdict__")
          return see(Construct::nonlocal_classdict, use);
        continue;
      }
      const Symbol* symbol = table_.find(scope, use.name);
      if (scope == 0) break;
      if (symbol == nullptr) continue;
      if (symbol->is_global) break;
      if (tree.kind(scope) == ScopeKind::type_scope && !in_class) break;
      if (symbol->bound || symbol->is_nonlocal) return;
    }
    see(Construct::nonlocal_without_binding, use);
  }

  void see_annotated(const Use& use) {
    const Symbol& symbol = *table_.find(use.scope, use.name);
    const Symbol* declared = symbol.is_global || symbol.is_nonlocal ? &symbol : nullptr;
    // 3.7 took a name for the module's `global` when it was that of a function before.
    const bool taken = use.scope == 0 && global_somewhere_.contains(use.name);
    if (declared == nullptr && !taken) return;
    see(use.scope == 0 ? Construct::annotated_global_of_module : Construct::annotated_global, use);
  }

  void see_walrus(const Use& use) {
    // Until 3.12 CPython compared a private name with what a class had made of it.
    const bool renamed = reader_.name(use.token) != table_.text(use.name);
    std::uint32_t scope = use.scope;
    for (; is_comprehension(table_.tree().kind(scope)); scope = table_.tree().parent(scope)) {
      const Symbol* symbol = table_.find(scope, use.name);
      if (symbol == nullptr || !symbol->iterated) continue;
      return see(renamed ? Construct::walrus_rebinds_private_variable
                         : Construct::walrus_rebinds_iteration_variable,
                 use);
    }
    const Symbol* outside = table_.find(scope, use.name);
    if (renamed && scope != use.scope && outside != nullptr && outside->is_global)
      see(Construct::walrus_of_private_global, use);
  }

  // Until 3.1 a variable that an inner function uses could not be deleted.
  void see_cell(const Use& use) {
    const std::uint32_t scope = table_.resolve(use.scope, use.name);
    if (scope == 0 || scope == use.scope || table_.tree().kind(scope) != ScopeKind::function)
      return;
    bool only_lists = true;
    for (std::uint32_t inner = use.scope; inner != scope; inner = table_.tree().parent(inner)) {
      only_lists = only_lists && table_.tree().kind(inner) == ScopeKind::list;
    }
    const Before& before = this->before(scope, use.name);
    if (before.deleted != 0) {
      reader_.see(only_lists ? Construct::delete_variable_of_list : Construct::delete_cell_variable,
                  reader_.token(before.deleted).span());
    }
    if (before.except_name != 0) {
      reader_.see(Construct::exception_name_in_cell, reader_.token(before.except_name).span());
    }
  }

  Reader& reader_;
  const SymbolTable& table_;
  std::unordered_map<std::uint64_t, Before> before_;
  std::set<std::uint32_t> global_somewhere_;  // names declared so in any scope up to here
};

}  // namespace

void resolve_names(Reader& reader) {
  std::uint32_t roles = 0;
  for (const Role role : {Role::declared_global, Role::declared_nonlocal, Role::walrus}) {
    if (reader.scopes.met(role)) roles |= mask(role);
  }
  if (!reader.scopes.all().empty()) {
    for (const Role role : {Role::deleted, Role::except_name}) {
      if (reader.scopes.met(role)) roles |= mask(role);
    }
  }
  if (roles != 0) {
    const SymbolTable table(reader, roles);
    SymbolResolver(reader, table).run();
  }
  see_free_variables(reader);
}

}  // namespace pymolt::verdict
