#ifndef SHIPLINT_CMALLOC_H
#define SHIPLINT_CMALLOC_H

// The settings of glibc's allocator, which Swift's module of it leaves out.
#ifdef __linux__
#include <malloc.h>
#endif

#endif
