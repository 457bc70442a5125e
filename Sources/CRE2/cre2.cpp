#include "cre2.h"

#include <cstring>
#include <new>
#include <vector>

#include <re2/re2.h>

struct cre2_pattern {
    RE2 expression;
};

extern "C" cre2_pattern *cre2_compile(
    const char *pattern, size_t length, size_t max_memory, char *error, size_t error_size
) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(static_cast<int64_t>(max_memory));
    auto *compiled = new (std::nothrow) cre2_pattern{{re2::StringPiece(pattern, length), options}};
    if (compiled == nullptr || compiled->expression.ok()) return compiled;
    if (error_size > 0) {
        std::strncpy(error, compiled->expression.error().c_str(), error_size - 1);
        error[error_size - 1] = '\0';
    }
    delete compiled;
    return nullptr;
}

extern "C" void cre2_free(cre2_pattern *pattern) {
    delete pattern;
}

extern "C" int cre2_group_count(const cre2_pattern *pattern) {
    return pattern->expression.NumberOfCapturingGroups();
}

extern "C" bool cre2_find(
    const cre2_pattern *pattern, const char *text, size_t length, size_t start, size_t *bounds, int count
) {
    // A group without an address took no part, so an empty text needs one.
    if (text == nullptr) text = "";
    std::vector<re2::StringPiece> groups(static_cast<size_t>(count));
    re2::StringPiece input(text, length);
    if (!pattern->expression.Match(input, start, length, RE2::UNANCHORED, groups.data(), count)) return false;
    for (int index = 0; index < count; index++) {
        const re2::StringPiece &group = groups[static_cast<size_t>(index)];
        const bool took_part = group.data() != nullptr;
        bounds[2 * index] = took_part ? static_cast<size_t>(group.data() - text) : length + 1;
        bounds[2 * index + 1] = took_part ? bounds[2 * index] + group.size() : length + 1;
    }
    return true;
}
