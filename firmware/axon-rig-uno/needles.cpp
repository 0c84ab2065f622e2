// Needles: Timer 1 makes the pulses alone (fast PWM, section 16.9.3), so nothing that the processor does can
// shake them. Here the pulse walks towards its target, once a period, and stays within its end stops.
#include "needles.h"

#include <avr/io.h>
#include <util/atomic.h>

#include "clock.h"
#include "setup.h"

#define LEVEL_MAX 255
// Every pulse is over by then, and the next has not begun: 2500 µs at the most, 20 ms period.
#define QUIET_FROM_TICKS (3000U * TICKS_PER_US)
#define QUIET_UNTIL_TICKS (19000U * TICKS_PER_US)

static uint8_t levels[NEEDLE_COUNT];
static uint16_t pulseUs[NEEDLE_COUNT];
static uint8_t fitted;                  // COM1A1 and COM1B1 as they should be
static bool switching;

static uint16_t targetUs(const NeedleSetup &needle, uint8_t level) {
  bool mirrored = needle.highUs < needle.lowUs;
  uint16_t range = mirrored ? needle.lowUs - needle.highUs : needle.highUs - needle.lowUs;
  uint16_t travel = ((uint32_t)range * level + LEVEL_MAX / 2) / LEVEL_MAX;
  return mirrored ? needle.lowUs - travel : needle.lowUs + travel;
}

static void writePulses() {
  // High from 0 up to and with OCR1x (section 16.9.3); taken over when the counter begins anew. Both halves
  // of a 16-bit register pass through one that the interrupts use too.
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    if (pulseUs[0] != 0) OCR1A = pulseUs[0] * TICKS_PER_US - 1;
    if (pulseUs[1] != 0) OCR1B = pulseUs[1] * TICKS_PER_US - 1;
  }
}

void needlesSetup() {
  PORTB &= ~(_BV(NEEDLE_A_BIT) | _BV(NEEDLE_B_BIT));
  DDRB |= _BV(NEEDLE_A_BIT) | _BV(NEEDLE_B_BIT);  // outputs, low: no pulse
  needlesRest();
  needlesFollowSetup();
}

void needlesFollowSetup() {
  static const uint8_t OUTPUTS[NEEDLE_COUNT] = {_BV(COM1A1), _BV(COM1B1)};
  uint8_t now = 0;
  for (uint8_t i = 0; i < NEEDLE_COUNT; i++) {
    const NeedleSetup &needle = setupInForce.needles[i];
    if (needle.lowUs == 0) {
      pulseUs[i] = 0;
      continue;
    }
    now |= OUTPUTS[i];
    uint16_t low = needle.lowUs < needle.highUs ? needle.lowUs : needle.highUs;
    uint16_t high = needle.lowUs < needle.highUs ? needle.highUs : needle.lowUs;
    if (pulseUs[i] == 0) pulseUs[i] = targetUs(needle, setupInForce.needleRestLevel);
    // New end stops hold at once.
    if (pulseUs[i] < low) pulseUs[i] = low;
    if (pulseUs[i] > high) pulseUs[i] = high;
  }
  if (now != fitted) {
    fitted = now;
    switching = true;
  }
  writePulses();
}

void needlesShow(uint8_t levelA, uint8_t levelB) {
  levels[0] = levelA;
  levels[1] = levelB;
}

void needlesRest() {
  needlesShow(setupInForce.needleRestLevel, setupInForce.needleRestLevel);
}

void needlesStep() {
  uint16_t slewUs = setupInForce.needleSlewUs;
  for (uint8_t i = 0; i < NEEDLE_COUNT; i++) {
    if (pulseUs[i] == 0) continue;
    uint16_t goalUs = targetUs(setupInForce.needles[i], levels[i]);
    if (pulseUs[i] < goalUs) {
      pulseUs[i] = goalUs - pulseUs[i] > slewUs ? pulseUs[i] + slewUs : goalUs;
    } else {
      pulseUs[i] = pulseUs[i] - goalUs > slewUs ? pulseUs[i] - slewUs : goalUs;
    }
  }
  writePulses();
}

void needlesRun() {
  if (!switching) return;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    uint16_t ticks = TCNT1;
    if (ticks >= QUIET_FROM_TICKS && ticks < QUIET_UNTIL_TICKS) {
      // COM1x1 connects a pin with its pulse (table 16-2): set at 0, cleared at OCR1x.
      TCCR1A = fitted | _BV(WGM11);
      switching = false;
    }
  }
}
