#ifndef SHIPLINT_CRE2_H
#define SHIPLINT_CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled regular expression of RE2: linear time, no backtracking.
typedef struct cre2_regex cre2_regex;

/// Compiles a pattern. On failure returns NULL and writes at most `capacity` bytes of the reason, NUL-terminated.
cre2_regex *cre2_compile(const char *pattern, size_t length, char *error, size_t capacity);

/// Frees a pattern; NULL is allowed.
void cre2_free(cre2_regex *regex);

/// Finds the first match anywhere in `text`. Returns whether there is one, and its range in bytes.
bool cre2_find(const cre2_regex *regex, const char *text, size_t length, size_t *start, size_t *end);

#ifdef __cplusplus
}
#endif

#endif
