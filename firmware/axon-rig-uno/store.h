// The set-up that the board keeps while it has no power (protocol, "SAVE").
#pragma once

#include <stdint.h>

// Takes over the set-up that was kept, if there is one and it is whole. To be called before anything follows a set-up.
void storeSetup();

// SAVE `seq`: the set-up in force is to be kept. The answer comes when it is.
void storeBegin(uint8_t seq);
// The set-up in force has changed: what is being kept is begun again.
void storeFollowSetup();
// One byte further, and the answer at the end.
void storeRun();
