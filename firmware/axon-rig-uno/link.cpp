// The host's silence: fade to dark, needles to rest, and a greeting a second until it comes back.
#include "link.h"

#include "buttons.h"
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
// Lines that are to be sent as soon as there is room.
static bool greetingDue = true;
static bool statisticsDue;
static bool remarkDue;
static bool heldDue;

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

bool linkGreet() {
  if (!lineBegin('H', LONGEST_GREETING)) return false;
  lineDecimal(PROTOCOL_MAJOR);
  lineText(PSTR(" fw=" FIRMWARE_VERSION " board=" BOARD_KIND));
  FIELD(" led=", setupInForce.ledCount);
  FIELD(" max=", MAX_LEDS);
  FIELD(" win=", WINDOW_BYTES);
  lineText(PSTR(" caps=" ABILITIES " boot="));
  lineText(memoryBootCause());
  lineEnd();
  return true;
}

static bool sendStatistics() {
  if (!lineBegin('S', LONGEST_STATISTICS)) return false;
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
  return true;
}

static bool sendRemark() {
  if (!lineBegin('#', LONGEST_REMARK)) return false;
  FIELD("strip dark: host silent for ", setupInForce.silence * 100U);
  lineText(PSTR(" ms"));
  lineEnd();
  return true;
}

static bool sendHeld() {
  uint8_t held = buttonsHeld();
  if (held == 0) return true;
  if (!lineBegin('I', LONGEST_HELD)) return false;
  lineDecimal(held);
  lineEnd();
  return true;
}

void linkRun(uint32_t nowUs) {
  if (served && nowUs - heardUs > setupInForce.silence * SILENCE_UNIT_US) {
    served = false;
    stripFade(nowUs);
    needlesRest();
    remarkDue = true;
    greetingDue = true;
  }
  if (remarkDue) remarkDue = !sendRemark();
  else if (greetingDue) greetingDue = !linkGreet();
  else if (heldDue) heldDue = !sendHeld();
  else if (statisticsDue) statisticsDue = !sendStatistics();
}

void linkStep() {
  if (++periods < PERIODS_PER_SECOND) return;
  periods = 0;
  upSeconds++;
  if (served) heldDue = statisticsDue = true;
  else greetingDue = true;
}
