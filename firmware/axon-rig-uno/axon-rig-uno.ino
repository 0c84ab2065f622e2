// axon-rig-uno: an LED strip, two servo needles, four buttons and two dials on an Arduino Uno or Nano, led by
// a computer that runs the membrane model. Wiring and flashing: firmware/README.md. What travels on the wire:
// firmware-protocol.md. No library is needed: choose the board, press Upload.
//
// The work is in the other tabs. Begin with rig.cpp: it names everything that is done, in its order.

#include "rig.h"

void setup() {
  rigSetup();
}

void loop() {
  rigLoop();
}
