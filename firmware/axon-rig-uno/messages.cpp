// Messages: length, then ranges, then what they ask for. A message is carried out whole or not at all.
#include "messages.h"

#include <string.h>

#include "buttons.h"
#include "clock.h"
#include "dials.h"
#include "events.h"
#include "flash.h"
#include "light.h"
#include "lines.h"
#include "link.h"
#include "needles.h"
#include "setup.h"
#include "store.h"
#include "strip.h"

enum Type : uint8_t {
  IDENT = 0x01,
  PING = 0x02,
  CONFIG = 0x03,
  PALETTE = 0x04,
  MARKS = 0x05,
  SAVE = 0x06,
  SAFE = 0x0f,
  LEVEL = 0x10,
  PROFILE = 0x11,
  RGB = 0x12,
};

#define REAL_TIME_BYTES 3             // needleA, needleB, inputId
#define MARK_BYTES 4
#define MARKS_BYTES (2 * MARK_BYTES)
#define NO_MARK 255

// ---- answers ----

static uint8_t creditSeq;
static bool creditDue;

void messagesRun() {
  if (creditDue) creditDue = !lineAck('K', creditSeq);
}

static bool beginRefusal(const Frame &frame, const char *code) {
  if (!lineBegin('N', LONGEST_REFUSAL)) return false;
  lineHex(frame.seq);
  lineText(code);
  return true;
}

static void refuseRange(const Frame &frame, const char *what) {
  if (!beginRefusal(frame, PSTR(" range "))) return;
  lineText(what);
  lineEnd();
}

static void refuseLength(const Frame &frame, uint8_t want) {
  if (!beginRefusal(frame, PSTR(" length "))) return;
  lineDecimal(frame.length);
  lineText(PSTR(" bytes want "));
  lineDecimal(want);
  lineEnd();
}

static void refuseType(const Frame &frame) {
  if (!beginRefusal(frame, PSTR(" type "))) return;
  lineHex(frame.type);
  lineEnd();
}

// Whether a host has asked who is here, or said what is fitted, since the reset. A picture before that was meant for
// the board as it was before, and would be shown in the colours of this one.
static bool introduced;

static bool mayShow(const Frame &frame) {
  if (introduced) return true;
  if (beginRefusal(frame, PSTR(" busy "))) {
    lineText(PSTR("restarted"));
    lineEnd();
  }
  return false;
}

static bool isLong(const Frame &frame, uint8_t want) {
  if (frame.length == want) return true;
  refuseLength(frame, want);
  return false;
}

static void done(const Frame &frame) {
  lineAck('A', frame.seq);
}

// ---- pictures ----

// The part that all pictures share. True if it confirms an input that was not confirmed before.
static bool takeHeader(const Frame &frame) {
  needlesShow(frame.body[0], frame.body[1]);
  return eventsConfirm(frame.body[2]);
}

// … and that of the two kinds that are levels. What a finger has done is shown at once, all else may be blended.
static void takeLevelHeader(const Frame &frame, uint32_t nowUs) {
  if (takeHeader(frame)) stripBlendNoMore();
  else stripLeave(nowUs);
}

static void level(const Frame &frame, uint32_t nowUs) {
  if (!isLong(frame, REAL_TIME_BYTES + setupInForce.ledCount)) return;
  takeLevelHeader(frame, nowUs);
  frameKeep();
  stripTakeLevels(frame.body + REAL_TIME_BYTES);
}

static bool knotsAreRight(const uint8_t *knots, uint8_t count) {
  if (knots[0] != 0) return false;
  for (uint8_t before = *knots; --count > 0; before = *knots) {
    knots += 2;
    if (*knots <= before) return false;
  }
  return *knots == setupInForce.ledCount - 1;
}

static void profile(const Frame &frame, uint32_t nowUs) {
  uint8_t bytes = frame.length - REAL_TIME_BYTES;
  if (frame.length < REAL_TIME_BYTES + 4 || (bytes & 1)) return refuseLength(frame, REAL_TIME_BYTES + 4);
  const uint8_t *knots = frame.body + REAL_TIME_BYTES;
  if (!knotsAreRight(knots, bytes / 2)) return refuseRange(frame, PSTR("knots"));
  takeLevelHeader(frame, nowUs);
  // Into the buffer of the picture before, which this one replaces.
  uint8_t *levels = frameKept();
  lightExpandProfile(knots, bytes / 2, levels);
  stripTakeLevels(levels);
}

static void rgb(const Frame &frame) {
  uint8_t bytes = frame.length - REAL_TIME_BYTES - 1;
  if (frame.length < REAL_TIME_BYTES + 1 + 3 || bytes % 3 != 0) {
    return refuseLength(frame, REAL_TIME_BYTES + 1 + 3);
  }
  uint8_t first = frame.body[REAL_TIME_BYTES];
  uint8_t count = bytes / 3;
  if (first >= setupInForce.ledCount || count > setupInForce.ledCount - first) {
    return refuseRange(frame, PSTR("leds"));
  }
  takeHeader(frame);
  frameKeep();
  stripTakeColours(frame.body + REAL_TIME_BYTES + 1, first, count);
}

// ---- commands ----

static void ident(const Frame &frame) {
  if (!isLong(frame, 0)) return;
  introduced = true;
  eventsForget();
  if (linkGreet()) done(frame);  // else the host asks again
}

static void ping(const Frame &frame, uint32_t receivedUs) {
  if (!isLong(frame, 2)) return;
  if (lineBegin('T', LONGEST_PONG)) {
    lineHex(frame.body[1]);
    lineHex(frame.body[0]);
    lineText(PSTR(" "));
    lineDecimal(receivedUs);
    lineText(PSTR(" "));
    lineDecimal(deviceUs());
    lineEnd();
  }
  done(frame);
}

static void config(const Frame &frame) {
  if (frame.length != SHORT_SETUP_BYTES && !isLong(frame, SETUP_BYTES)) return;
  // Read where it lies: its buffer is longer, and ours until the next frame. What a short one does not say is 0.
  memset(const_cast<uint8_t *>(frame.body) + frame.length, 0, SETUP_BYTES - frame.length);
  const Setup &wanted = *reinterpret_cast<const Setup *>(frame.body);
  const char *problem = setupProblem(wanted);
  if (problem) return refuseRange(frame, problem);
  if (wanted.ledCount != setupInForce.ledCount || wanted.skip != setupInForce.skip ||
      wanted.colourOrder != setupInForce.colourOrder) {
    stripDark();
  }
  introduced = true;
  setupInForce = wanted;
  storeFollowSetup();
  stripFollowSetup();
  needlesFollowSetup();
  buttonsFollowSetup();
  dialsFollowSetup();
  done(frame);
}

static void palette(const Frame &frame) {
  if (!isLong(frame, PALETTE_BYTES)) return;
  lightPalette(frame.body);
  stripRelimit();
  done(frame);
}

static void marks(const Frame &frame) {
  if (!isLong(frame, MARKS_BYTES)) return;
  for (uint8_t i = 0; i < MARKS_BYTES; i += MARK_BYTES) {
    if (frame.body[i] != NO_MARK && frame.body[i] >= setupInForce.ledCount) {
      return refuseRange(frame, PSTR("led"));
    }
  }
  stripMarks(frame.body);
  done(frame);
}

static void save(const Frame &frame) {
  if (isLong(frame, 0)) storeBegin(frame.seq);
}

static void safe(const Frame &frame) {
  if (!isLong(frame, 0)) return;
  stripDark();
  needlesRest();
  done(frame);
}

void messagesAct(const Frame &frame, uint32_t receivedUs) {
  linkHeard(receivedUs);
  creditSeq = frame.seq;
  creditDue = true;
  messagesRun();
  if (frame.type >= LEVEL && frame.type <= RGB && !mayShow(frame)) return;
  switch (frame.type) {
    case LEVEL: return level(frame, receivedUs);
    case PROFILE: return profile(frame, receivedUs);
    case RGB: return rgb(frame);
    case IDENT: return ident(frame);
    case PING: return ping(frame, receivedUs);
    case CONFIG: return config(frame);
    case PALETTE: return palette(frame);
    case MARKS: return marks(frame);
    case SAVE: return save(frame);
    case SAFE: return safe(frame);
    default: return refuseType(frame);
  }
}
