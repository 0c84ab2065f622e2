// Written by scripts/make-palette.mjs; edit that and run it again.
//
// The palette at power-up: 33 stops, one every 8 levels, R, G, B as PWM counts (linear light) at brightness
// 0.4. A PALETTE message replaces it.
#pragma once

#include <avr/pgmspace.h>
#include <stdint.h>

static const uint8_t DEFAULT_PALETTE[99] PROGMEM = {
      1,   0,   2,  // 0: -92.0 mV
      1,   0,   4,  // 8: -87.6 mV
      2,   0,   5,  // 16: -83.2 mV
      2,   0,   7,  // 24: -78.8 mV
      1,   1,  11,  // 32: -74.4 mV
      1,   1,  15,  // 40: -70.0 mV
      0,   2,  18,  // 48: -65.6 mV
      0,   3,  20,  // 56: -61.2 mV
      0,   4,  23,  // 64: -56.8 mV
      0,   6,  24,  // 72: -52.4 mV
      0,   7,  25,  // 80: -48.0 mV
      0,   9,  25,  // 88: -43.6 mV
      0,  12,  26,  // 96: -39.2 mV
      0,  14,  26,  // 104: -34.8 mV
      1,  17,  27,  // 112: -30.4 mV
      1,  20,  27,  // 120: -26.0 mV
      2,  23,  26,  // 128: -21.6 mV
      3,  26,  26,  // 136: -17.2 mV
      5,  30,  25,  // 144: -12.8 mV
      6,  34,  24,  // 152: -8.4 mV
      8,  38,  24,  // 160: -4.0 mV
     11,  42,  22,  // 168: 0.4 mV
     23,  44,  19,  // 176: 4.8 mV
     38,  45,  16,  // 184: 9.2 mV
     54,  45,  12,  // 192: 13.6 mV
     73,  45,   9,  // 200: 18.0 mV
     85,  48,   9,  // 208: 22.4 mV
     88,  54,  15,  // 216: 26.8 mV
     91,  60,  22,  // 224: 31.2 mV
     94,  66,  30,  // 232: 35.6 mV
     97,  73,  40,  // 240: 40.0 mV
     98,  80,  51,  // 248: 44.4 mV
    100,  88,  63,  // 256: 48.8 mV
};
