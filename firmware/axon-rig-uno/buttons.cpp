// Buttons: the first edge counts and is timed at once, by a pin-change interrupt (section 13) or by the show;
// then the contact may bounce for 20 ms.
#include "buttons.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <util/atomic.h>

#include "clock.h"
#include "events.h"
#include "setup.h"

#define LOCKOUT_US 20000UL

// All masks are in the bits of port D.
static volatile uint8_t pinsReported;     // a 1 is an open contact: the pull-up's level
static volatile uint8_t armed;            // the next edge of these counts
static volatile uint8_t moved;            // these have had it, the main loop has not seen it yet
static volatile uint32_t movedUs[BUTTON_COUNT];
static uint8_t locked;                    // may be bouncing, since movedUs

static inline uint8_t bitOf(uint8_t button) {
  return 1 << (BUTTON_FIRST_BIT + button);
}

void buttonsSetup() {
  DDRD &= ~BUTTON_MASK;
  PORTD |= BUTTON_MASK;                   // inputs with pull-ups (table 14-1)
  PCMSK2 = BUTTON_MASK;                   // PCINT18 to 21 are pins 2 to 5
  PCICR |= _BV(PCIE2);
}

static uint8_t reporting() {
  return (setupInForce.inputs << BUTTON_FIRST_BIT) & BUTTON_MASK;
}

void buttonsFollowSetup() {
  uint8_t wanted = reporting();
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    // One that begins to report begins as it stands: no event.
    uint8_t beginning = wanted & ~(armed | moved | locked);
    pinsReported = (pinsReported & ~beginning) | (PIND & beginning);
    armed = (armed | beginning) & wanted;
    moved &= wanted;
    locked &= wanted;
  }
}

static void note(uint8_t bits, uint32_t us) {
  armed &= ~bits;
  moved |= bits;
  for (uint8_t button = 0; button < BUTTON_COUNT; button++) {
    if (bits & bitOf(button)) movedUs[button] = us;
  }
}

ISR(PCINT2_vect) {
  uint8_t bits = (PIND ^ pinsReported) & armed;
  if (bits != 0) note(bits, deviceUs());
}

void buttonsBeforeShow(ShowPlan &plan) {
  plan.pins = pinsReported;
  plan.armed = armed;
}

void buttonsAfterShow(const ShowPlan &plan, uint32_t endUs, uint16_t endTicks) {
  for (const ShowEdge *edge = plan.edges; edge != plan.edgeEnd; edge++) {
    uint16_t ticks = edge->ticksLow | edge->ticksHigh << 8;
    note(edge->pins, endUs - usBetween(ticks, endTicks));
  }
}

void buttonsRun(uint32_t nowUs) {
  if (moved == 0 && locked == 0) return;
  for (uint8_t button = 0; button < BUTTON_COUNT; button++) {
    uint8_t bit = bitOf(button);
    if (moved & bit) {
      ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
        moved &= ~bit;
        pinsReported ^= bit;
      }
      locked |= bit;
      eventsAddButton(movedUs[button], button, !(pinsReported & bit));
    } else if ((locked & bit) && nowUs - movedUs[button] >= LOCKOUT_US) {
      locked &= ~bit;
      ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
        if ((PIND ^ pinsReported) & bit) note(bit, nowUs);  // it stands other than reported: a new event
        else armed |= bit;
      }
    }
  }
}
