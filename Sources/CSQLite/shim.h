#ifndef SHIPLINT_CSQLITE_H
#define SHIPLINT_CSQLITE_H

#include <sqlite3.h>

// A macro with a cast, which Swift does not see.
static inline int csqlite_open_flags(void) {
    return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
}

#endif
