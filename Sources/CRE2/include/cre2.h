#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled regular expression; matched from many threads at once.
typedef struct cre2_pattern cre2_pattern;

/// Compiles UTF-8. NULL when the pattern is faulty or would need more than `max_memory` bytes; `error` then holds why, ended by
/// a zero and cut at `error_size`.
cre2_pattern *cre2_compile(const char *pattern, size_t length, size_t max_memory, char *error, size_t error_size);

void cre2_free(cre2_pattern *pattern);

/// How many groups in parentheses it has.
int cre2_group_count(const cre2_pattern *pattern);

/// Finds the first match at or after `start`.
///
/// `bounds` takes the begin and end of the whole match, then of each group, `count` pairs in all; a group that took no part has
/// the begin `length + 1`.
bool cre2_find(
    const cre2_pattern *pattern, const char *text, size_t length, size_t start, size_t *bounds, int count
);

#ifdef __cplusplus
}
#endif

#endif
