// The host: is it there, and what happens when it is not (protocol, "Beginning, silence, end").
#pragma once

#include <stdint.h>

// A frame with a right check has come.
void linkHeard(uint32_t nowUs);
// The greeting, now. False if there is no room for it.
bool linkGreet();
void linkRun(uint32_t nowUs);
// To be called once a period of 20 ms.
void linkStep();
