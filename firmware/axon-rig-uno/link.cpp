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

static uint32_t heardUs;
static uint32_t upSeconds;
static uint8_t periods;
static struct {
  bool served : 1;                      // a host is there
  // Lines that are to be sent as soon as there is room.
  bool greetingDue : 1;
  bool statisticsDue : 1;
  bool remarkDue : 1;
  bool heldDue : 1;
} now = {false, true, false, false, false};

// PSTR() keeps its texts in flash; these name the numbers of a line.
#define FIELD(text, value)     \
  do {                         \
    lineText(PSTR(text));      \
    lineDecimal(value);        \
  } while (0)

void linkHeard(uint32_t nowUs) {
  now.served = true;
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
  if (now.served && nowUs - heardUs > setupInForce.silence * SILENCE_UNIT_US) {
    now.served = false;
    stripFade(nowUs);
    needlesRest();
    now.remarkDue = true;
    now.greetingDue = true;
  }
  if (now.remarkDue) now.remarkDue = !sendRemark();
  else if (now.greetingDue) now.greetingDue = !linkGreet();
  else if (now.heldDue) now.heldDue = !sendHeld();
  else if (now.statisticsDue) now.statisticsDue = !sendStatistics();
}

void linkStep() {
  if (++periods < PERIODS_PER_SECOND) return;
  periods = 0;
  upSeconds++;
  if (now.served) now.heldDue = now.statisticsDue = true;
  else now.greetingDue = true;
}
