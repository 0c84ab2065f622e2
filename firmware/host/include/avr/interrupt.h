// Interrupts: chip.cpp calls the handlers wherever the chip could, that is, where time passes while they are on.
#pragma once

#include "../../chip.h"

#define ISR(vector)          \
  extern "C" void vector();  \
  void vector()

static inline void cli() {
  chipInterrupts(false);
}

static inline void sei() {
  chipInterrupts(true);
}
