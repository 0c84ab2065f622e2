// Four buttons from pins 2 to 5 to ground (protocol, "Inputs").
#pragma once

#include <stdint.h>

#include "show.h"

void buttonsSetup();
void buttonsFollowSetup();
void buttonsRun(uint32_t nowUs);

// A show works with interrupts off: it watches the buttons itself. Both are called with interrupts off.
void buttonsBeforeShow(ShowPlan &plan);
void buttonsAfterShow(const ShowPlan &plan, uint32_t endUs, uint16_t endTicks);
