// The table of checks.
// SPDX-License-Identifier: MIT
#include <array>

#include "checks/check_functions.h"

namespace pymolt::checks {

namespace {

using syntax::Kind;

constexpr std::array kTable = {
    CheckRow{"deprecated-c-api"},
    CheckRow{"deprecated-method"},
    CheckRow{"deprecated-module"},
    CheckRow{"deprecated-name"},
    CheckRow{"deprecated-parameter"},
    CheckRow{"missing-c-api"},
    CheckRow{"missing-method"},
    CheckRow{"missing-module"},
    CheckRow{"missing-name"},
    CheckRow{"missing-parameter"},
    CheckRow{"module-needs-gil"},
    CheckRow{"removed-c-api"},
    CheckRow{"removed-method"},
    CheckRow{"removed-module"},
    CheckRow{"removed-name"},
    CheckRow{"removed-parameter"},
    CheckRow{"enum-contains", check_enum_contains},
    CheckRow{"enum-flag-iteration", check_flag_iteration},
    CheckRow{"enum-format", check_enum_format},
    CheckRow{"enum-text-split", nullptr, check_enum_text_split, Kind::subscript},
    CheckRow{"generic-operation", nullptr, check_generic_operation, Kind::subscript,
             Kind::generic_type},
    CheckRow{"dict-keys-list", check_lost_lists},
    CheckRow{"iterator-used-up"},
    CheckRow{"list-as-text"},
    CheckRow{"list-equality"},
    CheckRow{"list-instance"},
    CheckRow{"map-as-list"},
    CheckRow{"map-truth"},
    CheckRow{"dict-changed-in-loop"},
    CheckRow{"except-name-after", check_outlived_names},
    CheckRow{"comprehension-leak"},
    CheckRow{"annotation-too-early", check_early_annotations},
    CheckRow{"ast-slice-value", check_ast_slices},
    CheckRow{"locals-after-exec", check_locals_after_exec},
    CheckRow{"locals-kept", check_kept_locals},
    CheckRow{"locals-in-comprehension"},
    CheckRow{"annotations-inherited", check_inherited_annotations},
    CheckRow{"type-hints-optional"},
    CheckRow{"mock-patch-module"},  // asked when the whole project is known
    CheckRow{"exception-indexing"},
    CheckRow{
        "implicit-relative-import"},  // asked when the whole project is known: relative_imports.h
    CheckRow{"dependency"},           // the same: project/dependency_section.h
    CheckRow{"import-failure"},       // the same: project/import_failures.h
    CheckRow{"shell-idle-option"},    // asked of shell commands: scan/shell_script.h
    CheckRow{"shell-no-python"},
    CheckRow{"shell-pip"},
    CheckRow{"shell-python"},
    CheckRow{"shell-python2"},
    CheckRow{"shell-removed-command"},
    CheckRow{"shell-removed-module"},
    CheckRow{"shell-removed-option"},
    CheckRow{"unquoted-version"},  // scan/read_inventory.cc
    CheckRow{"shell-setup-py"},
    CheckRow{"unreadable-suppression"},
    CheckRow{"unused-suppression"},
    CheckRow{"integer-division", check_integer_division},
    CheckRow{"invalid-escape", check_invalid_escape},
    CheckRow{"object-arguments", nullptr, check_object_arguments, Kind::call},
    CheckRow{"percent-format", nullptr, check_percent_format, Kind::binary_operator},
    CheckRow{"print-tuple", nullptr, check_print_tuple, Kind::expression_statement},
    CheckRow{"print-operand"},
    CheckRow{"raise-after-handler", nullptr, check_raise_after_handler, Kind::raise_statement,
             Kind::call},
    CheckRow{"return-in-finally", nullptr, check_return_in_finally, Kind::finally_clause},
    CheckRow{"stop-iteration", nullptr, check_stop_iteration, Kind::raise_statement, Kind::call},
    CheckRow{"str-format", nullptr, check_str_format, Kind::call},
    CheckRow{"union-operation", nullptr, check_union_operation, Kind::binary_operator},
    CheckRow{"text-for-bytes", nullptr, check_wanted_types, Kind::call},
    CheckRow{"bytes-for-text"},
    CheckRow{"class-comprehension", check_class_comprehensions},
    CheckRow{"dataclass-default", nullptr, check_hashed_defaults, Kind::class_definition,
             Kind::call},
    CheckRow{"exec-local-name", check_executed_names},
    CheckRow{"type-as-text", nullptr, check_type_texts, Kind::string, Kind::subscript},
    CheckRow{"iterator-without-next", nullptr, check_old_iterators, Kind::for_statement,
             Kind::for_in_clause},
    CheckRow{"unbound-method", nullptr, check_unbound_methods, Kind::attribute},
    CheckRow{"unguarded-fallback", check_unguarded_fallbacks},
    CheckRow{"unhashable-key", check_unhashable_keys},
    CheckRow{"unlike-order", check_unlike_order},
    CheckRow{"none-ordering"},
    CheckRow{"version-text"},
    CheckRow{"version-float"},
    CheckRow{"version-edge", nullptr, check_version_edge, Kind::comparison_operator},
};

}  // namespace

std::span<const CheckRow> check_table() { return kTable; }

}  // namespace pymolt::checks
