// The watchdog: chip.cpp ends the process if the main loop has not come round for its time.
#pragma once

#include "../../chip.h"

enum { WDTO_2S };

static inline void wdt_enable(int) {
  chipFeedWatchdog();
}

static inline void wdt_reset() {
  chipFeedWatchdog();
}
