// Timer 1 as clock (section 16). Its overflow flag waits while the strip holds the processor, so no time is
// lost in a show, and no interrupt is spent on it.
#include "clock.h"

#include <avr/io.h>
#include <util/atomic.h>

#define HALF_PERIOD_TICKS (PERIOD_TICKS / 2)

// deviceUs when the counter last stood at 0, as far as the main loop has noticed.
static uint32_t periodStartUs;

void clockSetup() {
  TCCR1B = 0;                // stopped, and mode 0, in which OCR1A/B take a value at once
  TCCR1A = 0;                // pins 9 and 10 still belong to the port
  TIMSK1 = 0;                // no interrupts: the Arduino core may have left some on
  ICR1 = PERIOD_TICKS - 1;   // TOP of mode 14
  TCNT1 = 0;
  TIFR1 = _BV(TOV1);         // a flag is cleared by writing 1
  TCCR1A = _BV(WGM11);       // mode 14: fast PWM up to ICR1 (table 16-4) …
  TCCR1B = _BV(WGM13) | _BV(WGM12) | _BV(CS11);  // … at 16 MHz / 8
  periodStartUs = 0;
}

uint16_t clockTicks() {
  return TCNT1;
}

uint32_t deviceUs() {
  uint32_t startUs;
  uint16_t ticks;
  // The two halves of TCNT1 pass through one register that all 16-bit readings share (section 16.3).
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    ticks = TCNT1;
    startUs = periodStartUs;
    // The counter has begun again and the main loop has not seen it yet. In the upper half the flag must be
    // younger than the reading.
    if ((TIFR1 & _BV(TOV1)) && ticks < HALF_PERIOD_TICKS) startUs += PERIOD_US;
  }
  return startUs + ticks / TICKS_PER_US;
}

uint16_t usBetween(uint16_t earlierTicks, uint16_t laterTicks) {
  if (laterTicks < earlierTicks) laterTicks += PERIOD_TICKS;  // 16 bits wrap, and so does the difference
  return (uint16_t)(laterTicks - earlierTicks) / TICKS_PER_US;
}

bool clockPeriodPassed() {
  if (!(TIFR1 & _BV(TOV1))) return false;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    TIFR1 = _BV(TOV1);
    periodStartUs += PERIOD_US;
  }
  return true;
}
