// Dials: the converter (section 24) works beside the program, one dial after the other.
#include "dials.h"

#include <avr/io.h>

#include "events.h"
#include "setup.h"

#define LEAST_MOVE 4
#define LEAST_PAUSE_US 20000UL
#define UNKNOWN 0xffff

static uint8_t wanted;                        // bit per dial
static uint8_t dial;                          // the one being converted
static uint16_t reported[DIAL_COUNT] = {UNKNOWN, UNKNOWN};
static uint32_t reportedUs[DIAL_COUNT];

static void begin() {
  // AVcc as reference (REFS0), channel 0 or 1; the clock is 16 MHz / 128 = 125 kHz: 104 µs a reading.
  ADMUX = _BV(REFS0) | dial;
  ADCSRA = _BV(ADEN) | _BV(ADSC) | _BV(ADPS2) | _BV(ADPS1) | _BV(ADPS0);
}

void dialsFollowSetup() {
  uint8_t now = setupInForce.inputs >> BUTTON_COUNT;
  for (uint8_t i = 0; i < DIAL_COUNT; i++) {
    if (now & ~wanted & (1 << i)) reported[i] = UNKNOWN;  // switched on: reports as it stands
  }
  DIDR0 = now;                                // no digital input at these pins: saves current
  if (now == 0) ADCSRA = 0;
  else if (wanted == 0) begin();
  wanted = now;
}

static bool hasMoved(uint16_t value) {
  uint16_t before = reported[dial];
  if (before == UNKNOWN) return true;
  return (value > before ? value - before : before - value) >= LEAST_MOVE;
}

void dialsRun(uint32_t nowUs) {
  if (wanted == 0 || (ADCSRA & _BV(ADSC))) return;  // off, or still converting
  uint16_t value = ADC;
  bool first = reported[dial] == UNKNOWN;
  if ((wanted & (1 << dial)) && hasMoved(value) && !eventsDialWaits(dial) &&
      (first || nowUs - reportedUs[dial] >= LEAST_PAUSE_US)) {
    reported[dial] = value;
    reportedUs[dial] = nowUs;
    eventsAddDial(nowUs, dial, value);
  }
  dial ^= 1;
  begin();
}
