#ifndef SHIPLINT_CFREEXL_H
#define SHIPLINT_CFREEXL_H

#include <freexl.h>

// The members of an anonymous union under names of their own.
static inline int cfreexl_int(const FreeXL_CellValue *cell) { return cell->value.int_value; }
static inline double cfreexl_double(const FreeXL_CellValue *cell) { return cell->value.double_value; }
static inline const char *cfreexl_text(const FreeXL_CellValue *cell) { return cell->value.text_value; }

#endif
