// deviceUs: microseconds since reset, 32 bits, from Timer 1, which also makes the needles' pulses (section 16).
#pragma once

#include <stdint.h>

// Timer 1 counts half microseconds from 0 to 39999: one period of a servo, 20 ms.
#define TICKS_PER_US 2
#define PERIOD_TICKS 40000U
#define PERIOD_US 20000UL

void clockSetup();

// May be called anywhere, in interrupts too.
uint32_t deviceUs();

// The counter itself; only with interrupts off.
uint16_t clockTicks();

// Microseconds from one reading of the counter to a later one, less than a period apart.
uint16_t usBetween(uint16_t earlierTicks, uint16_t laterTicks);

// True once for every period that has passed. The main loop must ask at least every 10 ms.
bool clockPeriodPassed();
