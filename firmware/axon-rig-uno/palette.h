// Written by scripts/make-palette.mjs; edit that and run it again.
//
// The palette at power-up: 33 stops, one every 8 levels, R, G, B as PWM counts (linear light) at brightness
// 0.38. A PALETTE message replaces it.
#pragma once

#include <stdint.h>

#include "flash.h"

static const uint8_t DEFAULT_PALETTE[99] PROGMEM = {
      1,   0,   2,  // 0: -92.0 mV
      1,   0,   4,  // 8: -87.6 mV
      2,   0,   6,  // 16: -83.2 mV
      2,   1,   8,  // 24: -78.8 mV
      1,   3,  10,  // 32: -74.4 mV
      0,   5,  12,  // 40: -70.0 mV
      0,   7,  14,  // 48: -65.6 mV
      0,   9,  17,  // 56: -61.2 mV
      0,  11,  19,  // 64: -56.8 mV
      0,  13,  22,  // 72: -52.4 mV
      0,  15,  24,  // 80: -48.0 mV
      1,  17,  24,  // 88: -43.6 mV
      1,  19,  24,  // 96: -39.2 mV
      2,  21,  24,  // 104: -34.8 mV
      2,  23,  25,  // 112: -30.4 mV
      4,  25,  23,  // 120: -26.0 mV
      5,  27,  22,  // 128: -21.6 mV
      7,  30,  20,  // 136: -17.2 mV
      9,  32,  19,  // 144: -12.8 mV
     12,  34,  17,  // 152: -8.4 mV
     14,  36,  15,  // 160: -4.0 mV
     18,  39,  14,  // 168: 0.4 mV
     28,  40,  12,  // 176: 4.8 mV
     40,  41,  10,  // 184: 9.2 mV
     53,  42,   8,  // 192: 13.6 mV
     69,  42,   6,  // 200: 18.0 mV
     78,  45,   8,  // 208: 22.4 mV
     78,  49,  13,  // 216: 26.8 mV
     79,  53,  20,  // 224: 31.2 mV
     80,  58,  27,  // 232: 35.6 mV
     80,  63,  35,  // 240: 40.0 mV
     82,  66,  38,  // 248: 44.4 mV
     84,  69,  40,  // 256: 48.8 mV
};
