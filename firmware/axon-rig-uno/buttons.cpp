// Buttons. A contact counts when it has stood for 0.5 ms without a break, and so does its opening: static in a wire is
// shorter. What counts is timed by its first edge; then the contact may bounce for 20 ms.
//
// "Without a break" is the chip's own word: any change of a pin sets a flag (section 13), however short it was and
// whatever the program does meanwhile. So each change is noted, by interrupt or by the show, with what the pins were
// right after it; where nothing differs from the note before, a pin has come back before anyone looked.
#include "buttons.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <string.h>
#include <util/atomic.h>

#include "board.h"
#include "clock.h"
#include "edges.h"
#include "events.h"
#include "setup.h"

#define CONTACT_US 500
#define LOCKOUT_US 20000

ButtonEdge buttonEdges[EDGE_ROOM];
ButtonEdge *volatile buttonEdgeEnd = buttonEdges;
static volatile bool edgesMissed;         // there was no room for a change; none is noted until the main loop comes

// All masks are in the bits of port D; in a level a 1 is an open contact, the pull-up's, or a pad that is touched.
static uint8_t seen;                      // levels as last noted
static uint8_t reported;                  // levels as the host knows them
static uint8_t beginning;                 // the host knows nothing of these yet: how they stand is no event
static uint8_t waiting;                   // stand other than reported, since sinceUs
static uint8_t locked;                    // may be bouncing, since sinceUs
static uint8_t pressedHigh;               // are high when pressed, and have no pull-up
static uint32_t sinceUs[BUTTON_COUNT];

// A round for each button whose bit is set.
#define FOR_BUTTONS(bits) \
  for (uint8_t button = 0, bit = 1 << BUTTON_FIRST_BIT; button < BUTTON_COUNT; button++, bit <<= 1) if ((bits) & bit)

static bool hasPassed(uint32_t us, uint32_t nowUs, int32_t since) {
  return (int32_t)(nowUs - us) >= since;  // a change may be younger than `nowUs`
}

void buttonsSetup() {
  DDRD &= ~BUTTON_MASK;
  PORTD |= BUTTON_MASK;                   // inputs with pull-ups (table 14-1)
  PCICR = _BV(PCIE2);                     // PCINT18 to 21 are pins 2 to 5
}

ISR(PCINT2_vect) {
  ButtonEdge *edge = buttonEdgeEnd;
  if (edge == buttonEdges + EDGE_ROOM) {
    edgesMissed = true;
    PCICR = 0;                            // a wire that chatters faster must not take the processor
    return;
  }
  edge->pins = PIND;
  uint16_t ticks = clockTicks();
  edge->ticksLow = ticks;
  edge->ticksHigh = ticks >> 8;
  buttonEdgeEnd = edge + 1;
}

// These stand as `seen` says from now on, as far as we know.
static void beginWaiting(uint8_t bits, uint32_t us) {
  bits &= ~locked;
  waiting = (waiting & ~bits) | (bits & ((seen ^ reported) | beginning));
  FOR_BUTTONS(bits & waiting) sinceUs[button] = us;
}

// It has stood long enough.
static void settle(uint8_t button, uint8_t bit) {
  waiting &= ~bit;
  reported = (reported & ~bit) | (seen & bit);
  if (beginning & bit) {
    beginning &= ~bit;
    return;
  }
  locked |= bit;
  eventsAddButton(sinceUs[button], button, !((reported ^ pressedHigh) & bit));
}

static void settleAll(uint8_t bits, uint32_t us) {
  FOR_BUTTONS(bits & waiting) {
    if (hasPassed(sinceUs[button], us, CONTACT_US)) settle(button, bit);
  }
}

static void follow(uint8_t pins, uint32_t us) {
  uint8_t changed = (pins ^ seen) & PCMSK2;
  if (changed == 0) changed = waiting;    // one has come back before it was looked at: it may be any of these
  settleAll(changed, us);                 // what has ended now may have lasted long enough
  seen = pins;
  beginWaiting(changed, us);
}

static void takeEdge() {
  ButtonEdge edge;
  uint16_t ticks;
  uint32_t us;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    edge = buttonEdges[0];
    ButtonEdge *end = buttonEdgeEnd - 1;
    memmove(buttonEdges, buttonEdges + 1, (uint8_t *)end - (uint8_t *)buttonEdges);
    buttonEdgeEnd = end;
    ticks = clockTicks();
    us = deviceUs();
  }
  uint16_t edgeTicks = edge.ticksLow | edge.ticksHigh << 8;
  follow(edge.pins, us - usBetween(edgeTicks, ticks));
}

// Nobody knows what has happened since: what stands now begins to stand now.
static void takeUp() {
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    edgesMissed = false;
    PCIFR = _BV(PCIF2);                   // a flag is cleared by writing 1; a change behind this is noted
    seen = PIND;
    PCICR = _BV(PCIE2);
  }
  beginWaiting(PCMSK2, deviceUs());
}

static void takeEdges() {
  // Those that come meanwhile are left for the next time.
  uint8_t count = ((uint8_t *)buttonEdgeEnd - (uint8_t *)buttonEdges) / EDGE_BYTES;
  for (; count > 0; count--) takeEdge();
  if (edgesMissed && buttonEdgeEnd == buttonEdges) takeUp();
}

void buttonsFollowSetup() {
  uint8_t wanted = (setupInForce.inputs << BUTTON_FIRST_BIT) & BUTTON_MASK;
  uint8_t high = (setupInForce.pressedHigh << BUTTON_FIRST_BIT) & BUTTON_MASK;
  uint8_t added = wanted & (~PCMSK2 | (high ^ pressedHigh));
  takeEdges();
  pressedHigh = high;
  PORTD = (PORTD | BUTTON_MASK) & ~high;
  PCMSK2 = wanted;
  beginning = (beginning | added) & wanted;
  waiting &= wanted;
  locked &= wanted;
  seen = (seen & ~added) | (PIND & added);
  beginWaiting(added, deviceUs());
}

void buttonsRun(uint32_t nowUs) {
  if (buttonEdgeEnd != buttonEdges) takeEdges();
  if (waiting != 0) settleAll(waiting, nowUs);
  if (locked == 0) return;
  FOR_BUTTONS(locked) {
    if (!hasPassed(sinceUs[button], nowUs, LOCKOUT_US)) continue;
    locked &= ~bit;
    beginWaiting(bit, nowUs);             // it may stand other than reported
  }
}

uint8_t buttonsHeld() {
  return (uint8_t)(~((reported ^ pressedHigh) | beginning) & PCMSK2) >> BUTTON_FIRST_BIT;
}
