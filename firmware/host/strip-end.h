// The far end of the strip's wire.
#pragma once

#include <stdint.h>

// A byte in the order in which it goes out.
void stripTakes(uint8_t byte);
// The line rests: what was taken shines.
void stripLatches();
