// The whole rig: once at the start, then for ever.
#pragma once

void rigSetup();
void rigLoop();
