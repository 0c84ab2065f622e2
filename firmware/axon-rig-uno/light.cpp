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

// R + G + B of every level: the current of a picture is known before it is shown, for 1 µs an LED.
static uint16_t levelSum[LEVELS];

static uint8_t channelOf(const uint8_t *stop, uint8_t part) {
  return stop[0] + ((int16_t)((stop[3] - stop[0]) * part + 4) >> 3);
}

static void sumLevels() {
  for (uint16_t level = 0; level < LEVELS; level++) {
    const uint8_t *stop = paletteStops + 3 * (uint8_t)(level >> 3);
    uint8_t part = level & 7;
    levelSum[level] = channelOf(stop, part) + channelOf(stop + 1, part) + channelOf(stop + 2, part);
  }
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

__attribute__((optimize("O2"))) uint32_t lightSumOfLevels(const uint8_t *levels, uint8_t leds) {
  uint32_t sum = 0;
  while (leds > 0) {
    uint8_t some = leds < 85 ? leds : 85;  // 85 · 765 still fits into 16 bits
    leds -= some;
    uint16_t part = 0;
    do part += levelSum[*levels++];
    while (--some > 0);
    sum += part;
  }
  return sum;
}

uint32_t lightSumOfColours(const uint8_t *rgb, uint8_t leds) {
  uint16_t sum = 0;                        // a frame has room for 63 LEDs: 63 · 765
  for (uint8_t i = 0; i < 3 * leds; i++) sum += rgb[i];
  return sum;
}

uint16_t lightScale(uint32_t sum, uint16_t allowed) {
  if (sum <= allowed) return SCALE_FULL;
  return (uint32_t)allowed * 256 / sum;
}

// The high byte of a product.
static inline uint8_t highOfProduct(uint8_t a, uint8_t b) {
  return ((uint16_t)a * b) >> 8;
}

__attribute__((optimize("O2"))) void lightExpandProfile(const uint8_t *knots, uint8_t count, uint8_t *levels) {
  uint8_t led = *knots++;
  uint8_t level = *knots++;
  *levels++ = level;
  while (--count > 0) {
    uint8_t span = *knots++ - led;
    uint8_t goal = *knots++;
    led += span;
    uint8_t rise = goal - level;
    uint8_t one = 1;
    if (goal < level) {
      rise = -rise;
      one = -1;
    }
    // rise · k / span for k = 1, 2, …: the whole part of one step, and its remainder carried along.
    uint8_t step = rise;
    uint8_t rest = 0;
    if (span > 1) {
      uint16_t reciprocal = pgm_read_word(&RECIPROCALS[span]);
      uint16_t whole = highOfProduct(reciprocal, rise) + (uint16_t)(uint8_t)(reciprocal >> 8) * rise;
      step = whole >> 8;
      rest = rise - (uint8_t)(step * span);
    }
    if (goal < level) step = -step;
    uint8_t room = span - (span >> 1);     // span less what is carried: begins at half, which rounds
    for (uint8_t more = span; more > 0; more--) {
      level += step;
      if (rest >= room) {
        room += span;
        level += one;
      }
      room -= rest;
      *levels++ = level;
    }
  }
}
