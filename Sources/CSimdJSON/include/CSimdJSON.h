#ifndef SHIPLINT_CSIMDJSON_H
#define SHIPLINT_CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What the walk tells its caller. All offsets are in bytes from the start of the document.
typedef struct {
    void *context;
    /// A member's key; returns its number, 0 for one that nobody knows.
    int32_t (*resolve)(void *context, const uint8_t *key, size_t length);
    /// A value begins. `index` is its place in an array, else -1. Returns whether it is to be read.
    bool (*open)(void *context, int32_t name, int64_t index, size_t offset);
    /// A scalar: a string unescaped, anything else as written. The place is that of the raw text, quotes excluded.
    void (*value)(void *context, const uint8_t *text, size_t length, size_t offset, size_t raw_length);
    /// What was opened ends.
    void (*close)(void *context, size_t end);
    /// A key stands twice in one object.
    void (*duplicate)(void *context, const uint8_t *key, size_t length, size_t offset);
    /// Whether nothing more is wanted; asked behind objects and arrays.
    bool (*finished)(void *context);
    /// Whether something between two offsets is wanted; asked of each object and array before it is opened. NULL where all
    /// is, for to know the end each is scanned once more.
    bool (*wants)(void *context, size_t start, size_t end);
} csimdjson_receiver;

/// How a walk ended.
typedef enum {
    CSIMDJSON_OK,
    CSIMDJSON_TRUNCATED,
    CSIMDJSON_BROKEN,
    CSIMDJSON_ENCODING,
    CSIMDJSON_DEPTH,
    CSIMDJSON_VALUE,
    CSIMDJSON_TRAILING,
    CSIMDJSON_EMPTY,
    CSIMDJSON_MEMORY,
} csimdjson_status;

/// A parser whose buffers are used again from document to document.
typedef struct csimdjson_parser csimdjson_parser;

/// Makes a parser; NULL if memory is short.
csimdjson_parser *csimdjson_make(void);

/// Frees a parser; NULL is allowed.
void csimdjson_free(csimdjson_parser *parser);

/// How many readable bytes must follow a document.
size_t csimdjson_padding(void);

/// Walks a document. `root` is the name of the whole document, `item` that of elements of arrays without a key.
/// On failure `where` is the offset and `reason` a text that lives as long as the program.
csimdjson_status csimdjson_walk(csimdjson_parser *parser, const uint8_t *text, size_t length, size_t capacity,
                                int32_t root, int32_t item, int max_depth, size_t max_value,
                                const csimdjson_receiver *receiver, size_t *where, const char **reason);

#ifdef __cplusplus
}
#endif

#endif
