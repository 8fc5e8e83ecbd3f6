#ifndef SHIPLINT_CNETTLE_H
#define SHIPLINT_CNETTLE_H

#include <nettle/sha2.h>

#endif
