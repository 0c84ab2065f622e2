// The host's silence: fade to dark, needles to rest, and a greeting a second until it comes back.
#include "link.h"

#include <avr/pgmspace.h>

#include "frame.h"
#include "events.h"
#include "lines.h"
#include "memory.h"
#include "needles.h"
#include "setup.h"
#include "strip.h"
#include "uart.h"

#define PERIODS_PER_SECOND 50
#define SILENCE_UNIT_US 100000UL

static bool served;                     // a host is there
static uint32_t heardUs;
static uint32_t upSeconds;
static uint8_t periods;

// PSTR() keeps its texts in flash; these name the numbers of a line.
#define FIELD(text, value)     \
  do {                         \
    lineText(PSTR(text));      \
    lineDecimal(value);        \
  } while (0)

void linkHeard(uint32_t nowUs) {
  served = true;
  heardUs = nowUs;
}

void linkGreet() {
  lineBegin('H');
  lineDecimal(PROTOCOL_MAJOR);
  lineText(PSTR(" fw=" FIRMWARE_VERSION " board=" BOARD_KIND));
  FIELD(" led=", setupInForce.ledCount);
  FIELD(" max=", MAX_LEDS);
  FIELD(" win=", WINDOW_BYTES);
  lineText(PSTR(" caps=" ABILITIES " boot="));
  lineText(memoryBootCause());
  lineEnd();
}

static void sendStatistics() {
  lineBegin('S');
  FIELD("up=", upSeconds);
  FIELD(" ok=", framesOk);
  FIELD(" bad=", framesBad);
  FIELD(" dor=", rxOverruns);
  FIELD(" ovf=", rxOverflows);
  FIELD(" show=", stripShowUs);
  FIELD(" ram=", memoryLeastFree());
  FIELD(" dim=", stripDimmed);
  FIELD(" lost=", eventsLost);
  lineEnd();
}

void linkRun(uint32_t nowUs) {
  if (!served || nowUs - heardUs <= setupInForce.silence * SILENCE_UNIT_US) return;
  served = false;
  stripFade(nowUs);
  needlesRest();
  lineBegin('#');
  lineText(PSTR("strip dark: host silent for "));
  FIELD("", setupInForce.silence * 100U);
  lineText(PSTR(" ms"));
  lineEnd();
  linkGreet();
}

void linkStep() {
  if (++periods < PERIODS_PER_SECOND) return;
  periods = 0;
  upSeconds++;
  if (served) sendStatistics();
  else linkGreet();
}
