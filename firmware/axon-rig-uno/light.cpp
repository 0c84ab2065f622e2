// Palette, current limit, profiles, in the integers of the protocol, so that host and board agree to the last
// bit. No register of the chip is touched here.
#include "light.h"

#include <avr/pgmspace.h>
#include <string.h>

#include "palette.h"

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

__attribute__((optimize("O2"))) void lightExpandProfile(const uint8_t *knots, uint8_t count, uint8_t *levels) {
  uint8_t led = knots[0];
  uint8_t level = knots[1];
  *levels++ = level;
  while (--count > 0) {
    knots += 2;
    uint8_t span = knots[0] - led;
    bool up = knots[1] >= level;
    uint8_t rise = up ? knots[1] - level : level - knots[1];
    led = knots[0];
    // rise · k / span for k = 1, 2, …: the whole part of one step, and its remainder carried along.
    uint8_t step = rise;
    uint8_t rest = 0;
    if (span > 1) {
      step = rise / span;
      rest = rise % span;
    }
    uint8_t carried = span >> 1;           // always below span: rounds to the nearest
    if (!up) step = -step;
    uint8_t extra = up ? 1 : -1;
    for (uint8_t k = span; k > 0; k--) {
      level += step;
      uint8_t room = span - carried;       // carried + rest may not fit into a byte
      if (rest >= room) {
        carried = rest - room;
        level += extra;
      } else {
        carried += rest;
      }
      *levels++ = level;
    }
  }
}
