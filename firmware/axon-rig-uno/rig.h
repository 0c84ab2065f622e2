// The whole rig: once at the start, then for ever.
#pragma once

#include "board.h"                        // says so if this is the wrong one

void rigSetup();
void rigLoop();
