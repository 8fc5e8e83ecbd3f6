#ifndef SHIPLINT_CXLSXWRITER_H
#define SHIPLINT_CXLSXWRITER_H

#include <xlsxwriter.h>

#endif
