// The set-up in force: what is fitted, and within which limits the board acts (protocol, "CONFIG").
#pragma once

#include <stdint.h>

#include "board.h"
#include "limits.h"

struct NeedleSetup {
  uint16_t lowUs;
  uint16_t highUs;
};

// The bytes of a CONFIG message as they come, those of a short one first: this chip is little-endian too and leaves no gaps.
struct Setup {
  uint8_t ledCount;
  uint8_t colourOrder;       // 0 to 5, and with white 6 · k + one of these: white is byte k of 1 to 4
  uint16_t currentLimitMa;
  uint8_t silence;           // 100 ms
  uint8_t fade;              // 4 ms
  uint8_t needleRestLevel;
  uint8_t needleSlewUs;      // µs per 20 ms
  uint8_t inputs;            // bits 0 to 3 buttons, 4 and 5 dials, 6 events fill a packet
  NeedleSetup needles[NEEDLE_COUNT];
  uint8_t skip;              // LEDs before the first of a picture: dark
  uint8_t pressedHigh;       // bits 0 to 3: buttons that are high when pressed
  uint8_t holdS;             // a needle that has rested so long has no pulse; 0: it always has
  uint16_t midUs[NEEDLE_COUNT];  // pulse at level 128; 0: on the straight line
};

#define SETUP_BYTES 24
#define SHORT_SETUP_BYTES 17
static_assert(sizeof(Setup) == SETUP_BYTES, "a Setup must lie in memory as it comes over the wire");

#define FILLS_PACKETS 0x40      // in `inputs`

extern Setup setupInForce;

// The name of the first field that is out of its range, in flash; null if none is.
const char *setupProblem(const Setup &setup);
