#ifndef SHIPLINT_CLIBZIP_H
#define SHIPLINT_CLIBZIP_H

#include <zip.h>

#endif
