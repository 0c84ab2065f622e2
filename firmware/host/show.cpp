// show.S in C++: the same bytes in the same order, and between any two of them a look at the serial line and at the
// buttons. Interrupts are off.
#include "show.h"

#include <avr/io.h>

#include "chip.h"
#include "edges.h"
#include "rings.h"
#include "strip-end.h"

#define BYTE_CYCLES 160U                  // 8 bits of 20 cycles

static void fetchCharacter() {
  uint8_t status = UCSR0A;
  if (status & _BV(DOR0)) rxOverruns = rxOverruns + 1;
  if (!(status & _BV(RXC0))) return;
  uint8_t character = UDR0;
  if ((uint8_t)(rxHead + 1) == rxTail) {
    rxOverflows = rxOverflows + 1;
    return;
  }
  rxRing[rxHead] = character;
  rxHead = rxHead + 1;
}

static void sendCharacter() {
  if (txTail == txHead || !(UCSR0A & _BV(UDRE0))) return;
  UDR0 = txRing[txTail & (TX_RING_BYTES - 1)];
  txTail = txTail + 1;
}

static void noteButtons() {
  ButtonEdge *edge = buttonEdgeEnd;
  if (!(PCIFR & _BV(PCIF2)) || edge == buttonEdges + EDGE_ROOM) return;
  PCIFR = _BV(PCIF2);
  edge->pins = PIND;
  uint16_t ticks = TCNT1;
  edge->ticksLow = ticks;
  edge->ticksHigh = ticks >> 8;
  buttonEdgeEnd = edge + 1;
}

// The level of an LED: where a blend of two pictures stands, in 256ths.
static uint8_t levelOf(uint8_t led) {
  uint8_t from = showPlan.from[led];
  if (showPlan.way == 0) return from;
  return from + (((showPlan.picture[led] - from) * showPlan.way + 128) >> 8);
}

static uint8_t channelOf(uint8_t led, uint8_t channel) {
  if (led == showPlan.markLed[1]) return markRgb[1][channel];
  if (led == showPlan.markLed[0]) return markRgb[0][channel];
  if (showPlan.flags & _BV(SHOW_RGB)) {
    uint8_t place = led - showPlan.first;
    return place < showPlan.count ? showPlan.picture[3 * place + channel] : 0;
  }
  uint8_t level = levelOf(led);
  const uint8_t *stop = paletteStops + 3 * (level >> 3) + channel;
  return stop[0] + (((stop[3] - stop[0]) * (level & 7) + 4) >> 3);
}

// A white light stays dark, and nobody looks at the serial line meanwhile.
static void sendWhite(uint8_t flag) {
  if (!(showPlan.flags & _BV(flag))) return;
  chipPass(BYTE_CYCLES);
  stripTakes(0);
}

void showSend() {
  static const uint8_t WHITE_BEFORE[3] = {SHOW_WHITE_1, SHOW_WHITE_2, SHOW_WHITE_3};
  bool dim = showPlan.flags & _BV(SHOW_DIM);
  for (int led = -showPlan.skip; led < showPlan.leds; led++) {
    for (uint8_t place = 0; place < 3; place++) {
      uint8_t channel = showPlan.order[place];
      sendWhite(WHITE_BEFORE[place]);
      uint8_t value = 0;                  // a scale of 0 is dark, whether there is a picture or not
      if (led < 0) value = 0;
      else if (!dim) value = channelOf(led, channel);
      else if (showPlan.scale > 0) value = channelOf(led, channel) * showPlan.scale >> 8;
      chipPass(BYTE_CYCLES);
      fetchCharacter();
      sendCharacter();
      noteButtons();
      stripTakes(value);
    }
    sendWhite(SHOW_WHITE_4);
  }
  stripLatches();
}
