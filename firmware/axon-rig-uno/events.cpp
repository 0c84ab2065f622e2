// The queue of input events. From its oldest on it holds
//   some that a picture has confirmed and whose light has gone out: only the L line is due,
//   some that a picture has confirmed which still waits to go out,
//   some that wait for a confirmation and are sent again and again.
#include "events.h"

#include "lines.h"
#include "setup.h"
#include "uart.h"

#define QUEUE_LENGTH 8             // a power of two
#define RESEND_US 50000UL
#define ID_COUNT 255               // 1 … 255, 1, …
#define FILL_BYTES 63              // with the end of an event, wherever in a packet of 64 that is, they fill it

// What happened, in 16 bits: a button's number and state, or a dial's number and its reading.
#define DIAL 0x8000
#define DOWN 0x4000
#define NUMBER_SHIFT 10
#define NUMBER_MASK 0x03
#define READING_MASK 0x03ff

struct Event {
  uint32_t us;                     // when it happened; once it has become light: how long that took
  uint16_t what;
};

uint16_t eventsLost;

static Event queue[QUEUE_LENGTH];
static uint8_t oldest;             // index of the oldest
static uint8_t oldestId = 1;
static uint8_t count;
static uint8_t shown;              // so many of the oldest have become light
static uint8_t confirmed;          // so many of the oldest are confirmed, those included
static uint8_t sent;               // so many of the oldest have been sent, this time round
static uint32_t roundUs;           // when this round of sending began
static uint8_t fillDue;            // empty lines that are still to be sent behind the last event

static Event &at(uint8_t place) {
  return queue[(oldest + place) & (QUEUE_LENGTH - 1)];
}

static uint8_t idAt(uint8_t place) {
  uint16_t id = oldestId + place;
  return id > ID_COUNT ? id - ID_COUNT : id;
}

void eventsForget() {
  count = shown = confirmed = sent = 0;
  oldestId = 1;
}

static uint16_t dialBits(uint8_t dial) {
  return DIAL | (uint16_t)dial << NUMBER_SHIFT;
}

static void add(uint32_t us, uint16_t what) {
  if (count == QUEUE_LENGTH) {
    eventsLost++;
    return;
  }
  Event &event = at(count++);
  event.us = us;
  event.what = what;
}

void eventsAddButton(uint32_t us, uint8_t button, bool down) {
  add(us, (uint16_t)button << NUMBER_SHIFT | (down ? DOWN : 0));
}

void eventsAddDial(uint32_t us, uint8_t dial, uint16_t value) {
  add(us, dialBits(dial) | (value & READING_MASK));
}

bool eventsDialWaits(uint8_t dial) {
  for (uint8_t place = confirmed; place < count; place++) {
    if ((at(place).what & ~READING_MASK) == dialBits(dial)) return true;
  }
  return false;
}

bool eventsConfirm(uint8_t id) {
  for (uint8_t place = confirmed; place < count; place++) {
    if (idAt(place) != id) continue;
    confirmed = place + 1;
    if (sent < confirmed) sent = confirmed;
    return true;
  }
  return false;
}

void eventsShown(uint32_t lightUs) {
  for (; shown < confirmed; shown++) {
    Event &event = at(shown);
    event.us = lightUs - event.us;
  }
}

static bool sendLight() {
  if (!lineBegin('L', LONGEST_LATENCY)) return false;
  lineDecimal(oldestId);
  lineText(PSTR(" "));
  lineDecimal(at(0).us);
  lineEnd();
  return true;
}

static bool sendEvent(uint8_t place) {
  const Event &event = at(place);
  bool dial = event.what & DIAL;
  uint8_t number = event.what >> NUMBER_SHIFT & NUMBER_MASK;
  if (!lineBegin(dial ? 'D' : 'B', LONGEST_EVENT)) return false;
  lineDecimal(idAt(place));
  lineText(PSTR(" "));
  lineDecimal(event.us);
  lineText(PSTR(" "));
  if (dial) {
    lineDecimal(number);
    lineText(PSTR(" "));
    lineDecimal(event.what & READING_MASK);
  } else {
    lineDecimal(number + 1);
    lineText(event.what & DOWN ? PSTR(" down") : PSTR(" up"));
  }
  lineEnd();
  return true;
}

// An adapter that waits until a packet is full has a full one then, and hands the event on.
static void fill() {
  while (fillDue > 0 && uartPut('\n')) fillDue--;
}

void eventsRun(uint32_t nowUs) {
  fill();
  if (count == 0) return;
  if (shown > 0) {
    if (!sendLight()) return;
    oldest = (oldest + 1) & (QUEUE_LENGTH - 1);
    oldestId = idAt(1);
    count--;
    shown--;
    confirmed--;
    sent--;
    return;
  }
  if (sent == count && confirmed < count && nowUs - roundUs >= RESEND_US) sent = confirmed;
  if (sent < count && sendEvent(sent)) {
    roundUs = nowUs;
    sent++;
    if (setupInForce.inputs & FILLS_PACKETS) fillDue = FILL_BYTES;
    fill();
  }
}
