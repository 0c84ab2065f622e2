// Up to two servo needles on pins 9 (A) and 10 (B) (protocol, "Needles").
#pragma once

#include <stdint.h>

// Pulses at rest from the first cycle on. Needs the clock.
void needlesSetup();
void needlesFollowSetup();

void needlesShow(uint8_t levelA, uint8_t levelB);
void needlesRest();

// To be called once a period.
void needlesStep();
// Switches a pulse on or off where that cuts none in two.
void needlesRun();
