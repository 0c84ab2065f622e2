// Why the chip has started, and how much memory has never been used.
#pragma once

#include <stdint.h>

// "power", "reset", "watchdog" or "brownout", in flash.
const char *memoryBootCause();

// Least free bytes between variables and stack since the start.
uint16_t memoryLeastFree();
