// The board's program as a process of this computer. It reads batches of orders from standard input, each with its
// length in four bytes, and answers each with what has happened meanwhile; numbers are little-endian.
//
//     orders                                          what happens
//     1  n u16, bytes   the host sends                1  n u16, bytes   the board has sent
//     2  us u32         time passes                   2  n u16, bytes   the strip shows these, as they came
//     3  levels u8      port D's pins                 3                 the mark of order 5
//     4  dial u8, u16   a dial is turned              4  n u16, bytes   the state (sendState below)
//     5                 a mark
//     6                 tell the state
//     7  us u32         time passes while the main loop goes round slowly: hours in a second
//     8  cycles u32, levels u8   port D's pins, so long after their last change to come, or after now
//
// The program starts when time first passes. It ends with its input.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "chip.h"
#include "events.h"
#include "frame.h"
#include "rig.h"
#include "rings.h"
#include "setup.h"
#include "show.h"
#include "strip-end.h"

// The main loop goes round in some 30 µs; the clock's readings take 5 of them.
#define LOOP_CYCLES (25U * CYCLES_PER_US)
// It must not take 10 ms or more (clock.h).
#define SLOW_LOOP_CYCLES (8000U * CYCLES_PER_US)
// Layout, set-up and check (store.cpp).
#define KEPT_BYTES (1 + SETUP_BYTES + 4)
// A batch that takes a computer so long hangs.
#define LONGEST_BATCH_S 120

// ---- what has happened ----

enum : uint8_t { SERIAL = 1, SHOW, MARK, STATE };

static uint8_t *answer;
static uint32_t answerBytes, answerRoom;
static uint32_t serialAt;                 // of the last event if that is SERIAL, else 0

static void put(const void *bytes, uint32_t count) {
  while (answerBytes + count > answerRoom) {
    answerRoom = answerRoom ? 2 * answerRoom : 1 << 16;
    answer = (uint8_t *)realloc(answer, answerRoom);
    if (!answer) abort();
  }
  memcpy(answer + answerBytes, bytes, count);
  answerBytes += count;
}

static void putEvent(uint8_t kind, const void *bytes, uint16_t count) {
  serialAt = 0;
  put(&kind, 1);
  put(&count, sizeof count);
  put(bytes, count);
}

void hostHears(uint8_t character) {
  uint16_t count;
  if (serialAt != 0) memcpy(&count, answer + serialAt + 1, sizeof count);
  if (serialAt == 0 || count == UINT16_MAX) {
    uint32_t at = answerBytes;
    putEvent(SERIAL, &character, 1);
    serialAt = at;
    return;
  }
  count++;
  memcpy(answer + serialAt + 1, &count, sizeof count);
  put(&character, 1);
}

// As they go out.
static uint8_t shown[4 * MAX_LEDS];
static uint16_t shownBytes;

void stripTakes(uint8_t byte) {
  if (shownBytes == sizeof shown) abort();
  shown[shownBytes++] = byte;
}

void stripLatches() {
  putEvent(SHOW, shown, shownBytes);
  shownBytes = 0;
}

// What the board goes by, beyond what it shows: set-up 24, palette 99, marked LEDs 2, their colours 6, pulses in half
// microseconds 2 × u16; frames right and bad u32, overruns, overflows and lost events u16; what it keeps without power 29.
static void sendState() {
  const uint16_t counts[3] = {rxOverruns, rxOverflows, eventsLost};
  const struct {
    const void *bytes;
    uint16_t count;
  } parts[] = {{&setupInForce, SETUP_BYTES},  {paletteStops, PALETTE_BYTES}, {showPlan.markLed, 2}, {markRgb, 6},
               {chipPulseTicks, 4},           {&framesOk, 4},                {&framesBad, 4},       {counts, 6},
               {chipEeprom, KEPT_BYTES}};
  uint8_t state[SETUP_BYTES + PALETTE_BYTES + 2 + 6 + 4 + 4 + 4 + 6 + KEPT_BYTES];
  uint16_t filled = 0;
  for (const auto &part : parts) {
    memcpy(state + filled, part.bytes, part.count);
    filled += part.count;
  }
  putEvent(STATE, state, filled);
}

// ---- orders ----

static bool started;

static void pass(uint32_t us, uint32_t loopCycles) {
  uint64_t end = chipCycles() + (uint64_t)us * CYCLES_PER_US;
  if (!started) {
    started = true;
    rigSetup();
  }
  while (chipCycles() < end) {
    rigLoop();
    chipPass(loopCycles);
  }
}

static const uint8_t *from, *end;

static const uint8_t *take(uint32_t bytes) {
  if ((uint32_t)(end - from) < bytes) {
    fprintf(stderr, "host: an order is cut short\n");
    exit(2);
  }
  const uint8_t *here = from;
  from += bytes;
  return here;
}

static uint32_t number(uint8_t bytes) {
  const uint8_t *at = take(bytes);
  uint32_t value = 0;
  while (bytes > 0) value = value << 8 | at[--bytes];
  return value;
}

static void obey(uint8_t order) {
  switch (order) {
    case 1: {
      uint16_t count = number(2);
      const uint8_t *bytes = take(count);
      for (uint16_t i = 0; i < count; i++) chipHostSends(bytes[i]);
      return;
    }
    case 2: return pass(number(4), LOOP_CYCLES);
    case 3: return chipPins(number(1));
    case 4: {
      uint8_t dial = number(1);
      chipDials[dial % DIALS] = number(2);
      return;
    }
    case 5: {
      const uint8_t mark = MARK;
      serialAt = 0;
      return put(&mark, 1);
    }
    case 6: return sendState();
    case 7: return pass(number(4), SLOW_LOOP_CYCLES);
    case 8: {
      uint32_t cycles = number(4);
      return chipPinsLater(cycles, number(1));
    }
    default:
      fprintf(stderr, "host: there is no order %u\n", order);
      exit(2);
  }
}

int main() {
  uint32_t bytes;
  uint8_t *orders = nullptr;
  memset(chipEeprom, 0xff, sizeof chipEeprom);
  while (fread(&bytes, sizeof bytes, 1, stdin) == 1) {
    orders = (uint8_t *)realloc(orders, bytes + 1);
    if (!orders || fread(orders, 1, bytes, stdin) != bytes) exit(2);
    answerBytes = serialAt = 0;
    alarm(LONGEST_BATCH_S);
    for (from = orders, end = orders + bytes; from < end;) obey(number(1));
    alarm(0);
    if (fwrite(&answerBytes, sizeof answerBytes, 1, stdout) != 1) exit(2);
    if (answerBytes > 0 && fwrite(answer, answerBytes, 1, stdout) != 1) exit(2);
    fflush(stdout);
  }
  free(orders);
  free(answer);
}
