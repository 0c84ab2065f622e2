// Up to two servo needles on pins 9 (A) and 10 (B) (protocol, "Needles").
#pragma once

#include <stdint.h>

// Outputs without a pulse. Needs the clock.
void needlesSetup();
void needlesFollowSetup();

// A picture's levels.
void needlesShow(uint8_t levelA, uint8_t levelB);
// No pictures any more: to rest, and after a second there no pulse.
void needlesRest();

// To be called once a period.
void needlesStep();
// Switches a pulse on or off where that cuts none in two.
void needlesRun();
