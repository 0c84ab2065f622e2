// Written by scripts/make-palette.mjs; edit that and run it again.
//
// The palette at power-up: 33 stops, one every 8 levels, R, G, B as PWM counts (linear light) at brightness
// 0.38. A PALETTE message replaces it.
#pragma once

#include <stdint.h>

#include "flash.h"

static const uint8_t DEFAULT_PALETTE[99] PROGMEM = {
      1,   0,   2,  // 0: -92.0 mV
      1,   0,   3,  // 8: -87.6 mV
      1,   0,   5,  // 16: -83.2 mV
      2,   0,   7,  // 24: -78.8 mV
      1,   1,  10,  // 32: -74.4 mV
      1,   1,  15,  // 40: -70.0 mV
      0,   2,  17,  // 48: -65.6 mV
      0,   3,  19,  // 56: -61.2 mV
      0,   4,  22,  // 64: -56.8 mV
      0,   5,  23,  // 72: -52.4 mV
      0,   7,  23,  // 80: -48.0 mV
      0,   9,  24,  // 88: -43.6 mV
      0,  11,  25,  // 96: -39.2 mV
      0,  13,  25,  // 104: -34.8 mV
      1,  16,  25,  // 112: -30.4 mV
      1,  19,  25,  // 120: -26.0 mV
      2,  22,  25,  // 128: -21.6 mV
      3,  25,  24,  // 136: -17.2 mV
      4,  29,  24,  // 144: -12.8 mV
      6,  32,  23,  // 152: -8.4 mV
      8,  36,  22,  // 160: -4.0 mV
     11,  40,  21,  // 168: 0.4 mV
     22,  42,  18,  // 176: 4.8 mV
     36,  42,  15,  // 184: 9.2 mV
     51,  43,  12,  // 192: 13.6 mV
     69,  43,   8,  // 200: 18.0 mV
     81,  45,   9,  // 208: 22.4 mV
     83,  51,  15,  // 216: 26.8 mV
     86,  57,  21,  // 224: 31.2 mV
     89,  63,  29,  // 232: 35.6 mV
     92,  69,  38,  // 240: 40.0 mV
     93,  76,  48,  // 248: 44.4 mV
     95,  84,  60,  // 256: 48.8 mV
};
