// The set-up: its ranges, and what is in force before a host has sent one and where none is kept.
#include "setup.h"

#include "flash.h"

// No needle: what is fitted, and how far it may turn, only a host knows.
Setup setupInForce = {60, 0, 200, 10, 0, 40, 120, 0x0f, {{0, 0}, {0, 0}}, 0, 0, 0, {0, 0}};

static bool pulseFits(uint16_t us) {
  return us >= 500 && us <= 2500;
}

// Between the two ends, so that the needle never turns back.
static bool midFits(const NeedleSetup &needle, uint16_t us) {
  if (us == 0) return true;
  if (needle.lowUs < needle.highUs) return us > needle.lowUs && us < needle.highUs;
  return us < needle.lowUs && us > needle.highUs;
}

const char *setupProblem(const Setup &setup) {
  if (setup.ledCount < 1 || setup.ledCount > MAX_LEDS) return PSTR("ledCount");
  if (setup.colourOrder >= COLOUR_ORDERS * (1 + WHITE_PLACES)) return PSTR("colourOrder");
  if (setup.currentLimitMa > 3000) return PSTR("currentLimitMa");
  if (setup.silence < 5 || setup.silence > 50) return PSTR("silence");
  if (setup.needleSlewUs < 1) return PSTR("needleSlewUs");
  if (setup.inputs > 0x7f) return PSTR("inputs");
  if (setup.skip > MAX_LEDS - setup.ledCount) return PSTR("skip");
  if (setup.pressedHigh > 0x0f) return PSTR("pressedHigh");
  for (uint8_t i = 0; i < NEEDLE_COUNT; i++) {
    const NeedleSetup &needle = setup.needles[i];
    if (!midFits(needle, setup.midUs[i])) return PSTR("mid");
    if (needle.lowUs == 0 && needle.highUs == 0) continue;  // none fitted
    if (!pulseFits(needle.lowUs) || !pulseFits(needle.highUs)) return PSTR("needle");
  }
  return 0;
}
