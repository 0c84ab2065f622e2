// What the board does, in the order in which it does it. Every part works in small steps and never waits for
// another; only the strip takes the processor for itself, 30 µs per LED, and works the serial line meanwhile.
#include "rig.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/wdt.h>

#include "buttons.h"
#include "clock.h"
#include "dials.h"
#include "events.h"
#include "frame.h"
#include "light.h"
#include "link.h"
#include "messages.h"
#include "needles.h"
#include "store.h"
#include "strip.h"
#include "uart.h"

void rigSetup() {
  cli();
  wdt_enable(WDTO_2S);       // a loop that takes longer than 2 s ends in a reset
  TIMSK0 = 0;                // the Arduino core counts milliseconds by interrupt: we do not need it
  storeSetup();
  clockSetup();
  needlesSetup();            // no pulse yet
  uartSetup();
  buttonsSetup();
  lightSetup();
  sei();
  stripSetup();              // dark
  stripFollowSetup();
  buttonsFollowSetup();      // the pull-ups have had 5 ms by now
  dialsFollowSetup();
  needlesFollowSetup();      // those of a set-up that was kept go to rest; there are no others
}

void rigLoop() {
  wdt_reset();
  uartRun();
  uint32_t nowUs = deviceUs();
  buttonsRun(nowUs);
  Frame frame;
  if (frameRun(frame, nowUs)) messagesAct(frame, nowUs);
  messagesRun();
  uartRun();
  if (stripRun(deviceUs())) eventsShown(deviceUs());
  if (clockPeriodPassed()) {
    needlesStep();
    linkStep();
  }
  needlesRun();
  storeRun();
  linkRun(nowUs);
  dialsRun(nowUs);
  eventsRun(nowUs);
}
