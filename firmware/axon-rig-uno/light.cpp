// Palette, current limit, profiles, in the integers of the protocol, so that host and board agree to the last
// bit. No register of the chip is touched here.
#include "light.h"

#include <string.h>

#include "flash.h"
#include "palette.h"
#include "reciprocals.h"

#define LEVELS 256
#define CHANNEL_MA 20        // a WS2812 channel at 255, the worst case of its data sheet; 1 mA idle

uint8_t paletteStops[PALETTE_BYTES];
uint8_t markRgb[2][3];
uint8_t blackRgb[3];

// R + G + B of every level: the current of a picture is known before it is shown, for 1 µs an LED. At most 765:
// a byte, and two bits more, which the even level has in the lower nibble and the odd one in the higher. Palettes
// that are not brighter than the built-in one do without these bits.
static uint8_t sumLow[LEVELS];
static uint8_t sumHigh[LEVELS / 2];
static bool anyHigh;
static uint16_t highestSum;

static uint8_t channelOf(const uint8_t *stop, uint8_t part) {
  return stop[0] + ((int16_t)((stop[3] - stop[0]) * part + 4) >> 3);
}

static void sumLevels() {
  highestSum = 0;
  for (uint16_t level = 0; level < LEVELS; level++) {
    const uint8_t *stop = paletteStops + 3 * (uint8_t)(level >> 3);
    uint8_t part = level & 7;
    uint16_t sum = channelOf(stop, part) + channelOf(stop + 1, part) + channelOf(stop + 2, part);
    sumLow[level] = sum;
    uint8_t high = sum >> 8;
    if (level & 1) sumHigh[level / 2] |= high << 4;
    else sumHigh[level / 2] = high;
    if (sum > highestSum) highestSum = sum;
  }
  anyHigh = highestSum >> 8;
}

void lightSetup() {
  memcpy_P(paletteStops, DEFAULT_PALETTE, PALETTE_BYTES);
  sumLevels();
}

void lightPalette(const uint8_t *stops) {
  memcpy(paletteStops, stops, PALETTE_BYTES);
  sumLevels();
}

uint16_t lightAllowed(uint8_t leds, uint16_t limitMa) {
  if (limitMa <= leds) return 0;
  return (uint32_t)(limitMa - leds) * 255 / CHANNEL_MA;
}

uint16_t lightHighestSum() {
  return highestSum;
}

static inline uint8_t highOf(uint8_t level) {
  uint8_t two = sumHigh[level / 2];
  if (level & 1) two = two >> 4 | two << 4;
  return two & 0x0f;
}

__attribute__((optimize("O2"))) uint32_t lightSumOfLevels(const uint8_t *levels, uint8_t leds) {
  uint16_t low = 0;                        // 255 LEDs of 255 still fit
  uint16_t high = 0;
  const uint8_t *level = levels;
  for (uint8_t more = leds; more > 0; more--) low += sumLow[*level++];
  if (anyHigh) {
    for (; leds > 0; leds--) high += highOf(*levels++);
  }
  return ((uint32_t)high << 8) + low;
}

// As show.S does it.
static inline uint8_t between(uint8_t from, uint8_t to, uint8_t way) {
  uint16_t start = (uint16_t)from << 8 | 0x80;
  return (uint16_t)(start - from * way + to * way) >> 8;
}

__attribute__((optimize("O2"))) uint32_t lightSumOfBlend(const uint8_t *from, const uint8_t *to, uint8_t way,
                                                         uint8_t leds) {
  uint16_t low = 0;
  uint16_t high = 0;
  for (; leds > 0; leds--) {
    uint8_t level = between(*from++, *to++, way);
    low += sumLow[level];
    if (anyHigh) high += highOf(level);
  }
  return ((uint32_t)high << 8) + low;
}

void lightBlend(uint8_t *from, const uint8_t *to, uint16_t way, uint8_t leds) {
  if (way >= SCALE_FULL) {
    memcpy(from, to, leds);
    return;
  }
  for (; leds > 0; leds--, from++) *from = between(*from, *to++, way);
}

uint32_t lightSumOfColours(const uint8_t *rgb, uint8_t leds) {
  uint16_t sum = 0;                        // a frame has room for 63 LEDs: 63 · 765
  for (uint8_t i = 0; i < 3 * leds; i++) sum += rgb[i];
  return sum;
}

uint16_t lightScale(uint32_t sum, uint16_t allowed) {
  return sum <= allowed ? SCALE_FULL : lightPart(allowed, sum);
}

uint8_t lightPart(uint32_t part, uint32_t whole) {
  uint8_t result = 0;
  for (uint8_t bit = 0x80; bit != 0; bit >>= 1) {
    part += part;
    if (part >= whole) {
      part -= whole;
      result |= bit;
    }
  }
  return result;
}

// The compiler takes more than one multiplication for this where it has widened a factor before.
static inline uint16_t productOf(uint8_t a, uint8_t b) {
#ifdef __AVR__
  uint16_t product;
  asm("mul %1, %2 \n\t"
      "movw %0, r0 \n\t"
      "clr r1"
      : "=r"(product)
      : "r"(a), "r"(b));
  return product;
#else
  return (uint16_t)a * b;
#endif
}

// `span` levels behind `level`, each `step` on, and one more (`one`: 1 or -1) when the remainders carried along
// make a whole: that is when `rest` uses up `room`. 11 cycles a level. Returns where the next one goes.
static inline uint8_t *levelsBehind(uint8_t *to, uint8_t span, uint8_t level, uint8_t step, uint8_t one,
                                    uint8_t rest, uint8_t room) {
#ifdef __AVR__
  uint8_t more = span;
  asm volatile(
      "1: add %[level], %[step] \n\t"
      "cp %[rest], %[room] \n\t"
      "brlo 2f \n\t"
      "add %[room], %[span] \n\t"
      "add %[level], %[one] \n"
      "2: sub %[room], %[rest] \n\t"
      "st %a[to]+, %[level] \n\t"
      "dec %[more] \n\t"
      "brne 1b"
      : [to] "+&x"(to), [level] "+&r"(level), [room] "+&r"(room), [more] "+&r"(more)
      : [step] "r"(step), [one] "r"(one), [rest] "r"(rest), [span] "r"(span)
      : "memory");
#else
  for (uint8_t more = span; more > 0; more--) {
    level += step;
    if (rest >= room) {
      room += span;
      level += one;
    }
    room -= rest;
    *to++ = level;
  }
#endif
  return to;
}

__attribute__((optimize("O2"))) void lightExpandProfile(const uint8_t *knots, uint8_t count, uint8_t *levels) {
  uint8_t led = *knots++;
  uint8_t level = *knots++;
  *levels++ = level;
  while (--count > 0) {
    uint8_t next = *knots++;
    uint8_t span = next - led;
    uint8_t goal = *knots++;
    bool falls = goal < level;
    uint8_t rise = falls ? level - goal : goal - level;
    // rise · k / span for k = 1, 2, …: the whole part of one step, and its remainder carried along.
    uint8_t step = rise;
    uint8_t rest = 0;
    if (span > 1) {
      uint16_t reciprocal = pgm_read_word(&RECIPROCALS[span]);
      uint16_t whole = productOf(reciprocal >> 8, rise) + (uint8_t)(productOf(reciprocal, rise) >> 8);
      step = whole >> 8;
      rest = rise - (uint8_t)productOf(step, span);
    }
    // Room begins at half a span, which rounds.
    uint8_t room = span - (uint8_t)(span >> 1);
    levels = levelsBehind(levels, span, level, falls ? -step : step, falls ? -1 : 1, rest, room);
    led = next;
    level = goal;
  }
}
