// From levels to light: palette, marks, current limit (protocol, "Light"), as far as it is done before a show.
// The colours themselves are computed in show.S, byte by byte as they go out.
#pragma once

#include <stdint.h>

#include "show.h"

// 256 is a channel as it is; less dims it.
#define SCALE_FULL 256

void lightSetup();

void lightPalette(const uint8_t *stops);

// Sum of channels that the limit leaves to so many LEDs, dark ones counted.
uint16_t lightAllowed(uint8_t leds, uint16_t limitMa);

// Sums of R + G + B: the highest that one level has, and those of many LEDs.
uint16_t lightHighestSum();
uint32_t lightSumOfLevels(const uint8_t *levels, uint8_t leds);
uint32_t lightSumOfBlend(const uint8_t *from, const uint8_t *to, uint8_t way, uint8_t leds);
uint32_t lightSumOfColours(const uint8_t *rgb, uint8_t leds);

// part · 256 / whole of a part that is less than the whole, both less than 2³¹: eight steps of a long division,
// a fifth of the time of a whole one.
uint8_t lightPart(uint32_t part, uint32_t whole);

// What every channel must be scaled by, 0 to 256.
uint16_t lightScale(uint32_t sum, uint16_t allowed);

// Turns `from` into the levels that lie `way` 256ths, 0 to 256, of the way to `to`.
void lightBlend(uint8_t *from, const uint8_t *to, uint16_t way, uint8_t leds);

// Writes one level per LED from the `count` knots of a PROFILE body.
void lightExpandProfile(const uint8_t *knots, uint8_t count, uint8_t *levels);
