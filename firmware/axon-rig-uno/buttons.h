// Four buttons from pins 2 to 5 to ground, or pads that bring 5 V there (protocol, "Inputs").
#pragma once

#include <stdint.h>

void buttonsSetup();
void buttonsFollowSetup();
// `nowUs` must have been read before the call.
void buttonsRun(uint32_t nowUs);
// Bits 0 to 3: those that stand pressed, also if they did before anybody asked.
uint8_t buttonsHeld();
