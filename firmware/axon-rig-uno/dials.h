// Two dials (potentiometers of 10 kΩ between 5 V and ground) at A0 and A1 (protocol, "Inputs").
#pragma once

#include <stdint.h>

void dialsFollowSetup();
void dialsRun(uint32_t nowUs);
