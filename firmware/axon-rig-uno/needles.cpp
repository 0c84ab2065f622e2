// Needles: Timer 1 makes the pulses alone (fast PWM, section 16.9.3), so nothing that the processor does can
// shake them. Here the pulse walks towards its target, once a period, and stays within its end stops. There are pulses
// only where a set-up, of the host or kept, has a needle, and only while pictures come; then it is parked, and let go.
#include "needles.h"

#include <avr/io.h>
#include <util/atomic.h>

#include "clock.h"
#include "setup.h"

#define LEVEL_MAX 255
#define LEVEL_MID 128
// Every pulse is over by then, and the next has not begun: 2500 µs at the most, 20 ms period.
#define QUIET_FROM_TICKS (3000U * TICKS_PER_US)
#define QUIET_UNTIL_TICKS (19900U * TICKS_PER_US)
// A second at rest: the slowest servos need 0.6 s from end to end.
#define PARK_PERIODS 50
#define PERIODS_PER_S 50

enum Drive : uint8_t {
  LET_GO,                               // no pulse
  PARKING,                              // to rest, and after a second there let go
  DRIVEN,                               // to the levels of the latest picture
};

static Drive drive = LET_GO;
static uint8_t restPeriods;             // at rest since, while PARKING
static uint8_t levels[NEEDLE_COUNT];
static uint16_t pulseUs[NEEDLE_COUNT];  // 0: there is no such needle
static uint8_t outputs;                 // COM1A1 and COM1B1 as they should be
static bool switching;
static uint16_t restedPeriods[NEEDLE_COUNT];  // how long each has not had to move

// `part` of `whole` of the way.
static uint16_t between(uint16_t fromUs, uint16_t toUs, uint8_t part, uint8_t whole) {
  bool falls = toUs < fromUs;
  uint16_t range = falls ? fromUs - toUs : toUs - fromUs;
  uint16_t travel = ((uint32_t)range * part + whole / 2) / whole;
  return falls ? fromUs - travel : fromUs + travel;
}

static uint16_t targetUs(uint8_t i, uint8_t level) {
  const NeedleSetup &needle = setupInForce.needles[i];
  uint16_t midUs = setupInForce.midUs[i];
  if (midUs == 0) return between(needle.lowUs, needle.highUs, level, LEVEL_MAX);
  if (level <= LEVEL_MID) return between(needle.lowUs, midUs, level, LEVEL_MID);
  return between(midUs, needle.highUs, level - LEVEL_MID, LEVEL_MAX - LEVEL_MID);
}

static void writePulses() {
  // High from 0 up to and with OCR1x (section 16.9.3); taken over when the counter begins again. Both halves
  // of a 16-bit register pass through one that the interrupts use too.
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    if (pulseUs[0] != 0) OCR1A = pulseUs[0] * TICKS_PER_US - 1;
    if (pulseUs[1] != 0) OCR1B = pulseUs[1] * TICKS_PER_US - 1;
  }
}

// Long enough to need no pulse any more.
static bool hasRested(uint8_t i) {
  uint16_t hold = setupInForce.holdS * PERIODS_PER_S;
  return hold != 0 && restedPeriods[i] >= hold;
}

static void rouse() {
  for (uint16_t &periods : restedPeriods) periods = 0;
}

static void setDrive(Drive wanted) {
  static const uint8_t OUTPUTS[NEEDLE_COUNT] = {_BV(COM1A1), _BV(COM1B1)};
  drive = wanted;
  uint8_t now = 0;
  for (uint8_t i = 0; i < NEEDLE_COUNT && drive != LET_GO; i++) {
    if (pulseUs[i] != 0 && !hasRested(i)) now |= OUTPUTS[i];
  }
  if (now == outputs) return;
  outputs = now;
  switching = true;
}

static void park() {
  for (uint8_t &level : levels) level = setupInForce.needleRestLevel;
  restPeriods = 0;
  setDrive(PARKING);
}

void needlesSetup() {
  PORTB &= ~(_BV(NEEDLE_A_BIT) | _BV(NEEDLE_B_BIT));
  DDRB |= _BV(NEEDLE_A_BIT) | _BV(NEEDLE_B_BIT);  // outputs, low: no pulse
}

void needlesFollowSetup() {
  rouse();
  for (uint8_t i = 0; i < NEEDLE_COUNT; i++) {
    const NeedleSetup &needle = setupInForce.needles[i];
    if (needle.lowUs == 0) {
      pulseUs[i] = 0;
      continue;
    }
    uint16_t low = needle.lowUs < needle.highUs ? needle.lowUs : needle.highUs;
    uint16_t high = needle.lowUs < needle.highUs ? needle.highUs : needle.lowUs;
    // One that has no pulse now begins at rest; for the others new end stops hold at once.
    if (drive == LET_GO || pulseUs[i] == 0) pulseUs[i] = targetUs(i, setupInForce.needleRestLevel);
    if (pulseUs[i] < low) pulseUs[i] = low;
    if (pulseUs[i] > high) pulseUs[i] = high;
  }
  writePulses();
  if (drive == DRIVEN) setDrive(DRIVEN);
  else park();
}

void needlesShow(uint8_t levelA, uint8_t levelB) {
  levels[0] = levelA;
  levels[1] = levelB;
  if (drive == LET_GO) rouse();
  setDrive(DRIVEN);
}

void needlesRest() {
  if (drive == DRIVEN) park();
}

void needlesStep() {
  if (drive == LET_GO) return;
  uint16_t slewUs = setupInForce.needleSlewUs;
  bool moved = false;
  for (uint8_t i = 0; i < NEEDLE_COUNT; i++) {
    if (pulseUs[i] == 0) continue;
    uint16_t goalUs = targetUs(i, levels[i]);
    if (pulseUs[i] == goalUs) {
      if (restedPeriods[i] < UINT16_MAX) restedPeriods[i]++;
      continue;
    }
    moved = true;
    restedPeriods[i] = 0;
    if (pulseUs[i] < goalUs) {
      pulseUs[i] = goalUs - pulseUs[i] > slewUs ? pulseUs[i] + slewUs : goalUs;
    } else {
      pulseUs[i] = pulseUs[i] - goalUs > slewUs ? pulseUs[i] - slewUs : goalUs;
    }
  }
  writePulses();
  setDrive(drive);
  if (drive != PARKING) return;
  restPeriods = moved ? 0 : restPeriods + 1;
  if (restPeriods == PARK_PERIODS) setDrive(LET_GO);
}

void needlesRun() {
  if (!switching) return;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    uint16_t ticks = TCNT1;
    if (ticks >= QUIET_FROM_TICKS && ticks < QUIET_UNTIL_TICKS) {
      // COM1x1 connects a pin with its pulse (table 16-2): set at 0, cleared at OCR1x.
      TCCR1A = outputs | _BV(WGM11);
      switching = false;
    }
  }
}
