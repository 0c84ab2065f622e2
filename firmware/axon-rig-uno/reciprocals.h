// 65536 / n, rounded up, for n from 0 (unused) to 255: rise · reciprocal >> 16 is exactly ⌊rise / n⌋ for a rise
// of one byte, since the rounding adds less than rise / 65536 < 1 / n. A fifth of the time of a division.
#pragma once

#include <stdint.h>

#include "flash.h"

#define RECIPROCAL(n) (uint16_t)((n) < 2 ? 0xffff : (0x10000UL + (n) - 1) / ((n) + !(n)))
#define FOUR_RECIPROCALS(n) RECIPROCAL(n), RECIPROCAL((n) + 1), RECIPROCAL((n) + 2), RECIPROCAL((n) + 3)
#define SIXTEEN_RECIPROCALS(n) \
  FOUR_RECIPROCALS(n), FOUR_RECIPROCALS((n) + 4), FOUR_RECIPROCALS((n) + 8), FOUR_RECIPROCALS((n) + 12)

static const uint16_t RECIPROCALS[256] PROGMEM = {
    SIXTEEN_RECIPROCALS(0),   SIXTEEN_RECIPROCALS(16),  SIXTEEN_RECIPROCALS(32),  SIXTEEN_RECIPROCALS(48),
    SIXTEEN_RECIPROCALS(64),  SIXTEEN_RECIPROCALS(80),  SIXTEEN_RECIPROCALS(96),  SIXTEEN_RECIPROCALS(112),
    SIXTEEN_RECIPROCALS(128), SIXTEEN_RECIPROCALS(144), SIXTEEN_RECIPROCALS(160), SIXTEEN_RECIPROCALS(176),
    SIXTEEN_RECIPROCALS(192), SIXTEEN_RECIPROCALS(208), SIXTEEN_RECIPROCALS(224), SIXTEEN_RECIPROCALS(240),
};
