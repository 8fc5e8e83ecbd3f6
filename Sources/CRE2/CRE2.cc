#include "CRE2.h"

#include <re2/re2.h>

#include <cstring>
#include <new>

struct cre2_regex {
    re2::RE2 regex;

    explicit cre2_regex(re2::StringPiece pattern, const re2::RE2::Options &options) : regex(pattern, options) {}
};

cre2_regex *cre2_compile(const char *pattern, size_t length, char *error, size_t capacity) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(8 << 20);
    auto *regex = new (std::nothrow) cre2_regex(re2::StringPiece(pattern, length), options);
    if (regex != nullptr && regex->regex.ok()) {
        return regex;
    }
    if (capacity > 0) {
        const char *reason = regex == nullptr ? "out of memory" : regex->regex.error().c_str();
        std::strncpy(error, reason, capacity - 1);
        error[capacity - 1] = '\0';
    }
    delete regex;
    return nullptr;
}

void cre2_free(cre2_regex *regex) { delete regex; }

bool cre2_find(const cre2_regex *regex, const char *text, size_t length, size_t *start, size_t *end) {
    re2::StringPiece match;
    re2::StringPiece input(text, length);
    if (!regex->regex.Match(input, 0, length, re2::RE2::UNANCHORED, &match, 1)) {
        return false;
    }
    *start = static_cast<size_t>(match.data() - text);
    *end = *start + match.size();
    return true;
}
