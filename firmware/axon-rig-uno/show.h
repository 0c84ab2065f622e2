// What show.S needs to know to put a picture onto the strip. Read by the assembler too: keep the offsets right.
#pragma once

// Flags, kept in GPIOR0 during a show, where a bit is tested in one cycle.
#define SHOW_RGB 0      // the picture is colours instead of levels
#define SHOW_DIM 1      // every channel becomes channel · scale >> 8
// LEDs with a white light, which stays dark: a byte of zeros before the first LED, between the first and the second
// colour of each, between the second and the third, behind the last LED, and between any two.
#define SHOW_WHITE_1 2
#define SHOW_WHITE_2 3
#define SHOW_WHITE_3 4
#define SHOW_WHITE_4 5
#define SHOW_WHITE_BETWEEN 6
// Some LED is no level: of a picture of colours, or dark before the first.
#define SHOW_COLOUR 7

#define PLAN_PICTURE 0
#define PLAN_FROM 2
#define PLAN_WAY 4
#define PLAN_LEDS 5
#define PLAN_FLAGS 6
#define PLAN_SCALE 7
#define PLAN_ORDER 8
#define PLAN_MARK_LED 11
#define PLAN_FIRST 13
#define PLAN_COUNT 14
#define PLAN_SKIP 15

#define PALETTE_BYTES 99

#ifndef __ASSEMBLER__

#include <stddef.h>
#include <stdint.h>

#include "limits.h"

struct ShowPlan {
  const uint8_t *picture;    // one level per LED; or R, G, B of `count` LEDs from `first` on
  const uint8_t *from;       // levels that a blend comes from; without one the picture itself, and 0:
  uint8_t way;               // how far the blend has come, in 256ths
  uint8_t leds;
  uint8_t flags;             // bits SHOW_…
  uint8_t scale;
  uint8_t order[3];          // the channels (0 R, 1 G, 2 B) in the order in which they go out
  uint8_t markLed[2];        // 255: none
  uint8_t first;
  uint8_t count;
  uint8_t skip;              // LEDs before the first of the picture: dark
};

#ifdef __AVR__
static_assert(offsetof(ShowPlan, from) == PLAN_FROM && offsetof(ShowPlan, way) == PLAN_WAY, "show.S");
static_assert(offsetof(ShowPlan, leds) == PLAN_LEDS && offsetof(ShowPlan, scale) == PLAN_SCALE, "show.S");
static_assert(offsetof(ShowPlan, markLed) == PLAN_MARK_LED && offsetof(ShowPlan, first) == PLAN_FIRST, "show.S");
static_assert(offsetof(ShowPlan, count) == PLAN_COUNT && offsetof(ShowPlan, skip) == PLAN_SKIP, "show.S");
#endif

extern "C" {
extern ShowPlan showPlan;
// 33 stops of R, G, B.
extern uint8_t paletteStops[PALETTE_BYTES];
// Colours of the two marks, R, G, B each, and black.
extern uint8_t markRgb[2][3];
extern uint8_t blackRgb[3];
// Puts the picture of showPlan onto the strip: 30 µs per LED, 40 with white. Interrupts must be off.
void showSend();
}

#endif
