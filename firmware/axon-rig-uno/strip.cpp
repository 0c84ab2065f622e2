// The strip on pin 6. A picture is kept as levels (or colours) and a scale; the light is computed in show.S.
#include "strip.h"

#include <avr/io.h>
#include <string.h>
#include <util/atomic.h>

#include "clock.h"
#include "flash.h"
#include "light.h"
#include "setup.h"
#include "show.h"

#define NO_MARK 255
#define LATCH_US 285               // WS2812 data sheets: from 50 µs (old) to 280 µs (new)
#define FADE_STEPS 64
#define FADE_STEP_US 15625UL       // 64 steps a second
#define WAY_WHOLE 256              // a blend has arrived
// As many LEDs of three bytes as MAX_LEDS of four are.
#define BLANK_LEDS (MAX_LEDS * 4 / 3)
#define BLEND_UNIT_US 4000UL       // of the fade in the set-up

ShowPlan showPlan;
uint16_t stripShowUs;
uint32_t stripDimmed;

static uint8_t whiteFlags;         // of the plan, where LEDs have a white light
static bool lit;                   // there is a picture; else the strip is dark
static bool due;                   // it must go out again
static bool isNew;                 // … and is one that the host has just sent
static uint16_t scale;             // by the current limit, 0 to 256
static uint16_t allowed;           // sum of channels within the limit
static bool ample;                 // … which no picture of levels can reach
static bool latching;              // the strip still has to take over the bytes that were sent at shownUs
static uint32_t shownUs;
static uint8_t fadeStep;           // 0: no fade to dark
static uint32_t fadeUs;

// A blend comes from these levels and goes to the picture.
static uint8_t from[MAX_LEDS];
static bool blending;
static uint32_t blendUs;           // when it began

// A MARKS body: led r g b, twice. The next picture of levels takes them over; one of colours has none.
static uint8_t marks[2][4] = {{NO_MARK}, {NO_MARK}};

// The channels (0 R, 1 G, 2 B) in the order in which each kind of strip wants them.
static const uint8_t ORDERS[COLOUR_ORDERS][3] PROGMEM = {{1, 0, 2}, {0, 1, 2}, {2, 0, 1}, {0, 2, 1}, {1, 2, 0}, {2, 1, 0}};
// By the place of the white light: none, first to fourth.
static const uint8_t WHITE_FLAGS[1 + WHITE_PLACES] PROGMEM = {
    0,
    _BV(SHOW_WHITE_1) | _BV(SHOW_WHITE_BETWEEN),
    _BV(SHOW_WHITE_2),
    _BV(SHOW_WHITE_3),
    _BV(SHOW_WHITE_4) | _BV(SHOW_WHITE_BETWEEN),
};

// So many LEDs behind those that are skipped.
static void show(uint8_t skip, uint8_t leds, uint16_t finalScale) {
  showPlan.skip = skip;
  showPlan.leds = leds;
  showPlan.scale = finalScale;     // 256 is not used, then
  showPlan.flags = (showPlan.flags & _BV(SHOW_RGB)) | whiteFlags;
  if (finalScale < SCALE_FULL) showPlan.flags |= _BV(SHOW_DIM);
  if (skip > 0 || (showPlan.flags & _BV(SHOW_RGB))) showPlan.flags |= _BV(SHOW_COLOUR);
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    uint16_t startTicks = clockTicks();
    showSend();
    uint16_t endTicks = clockTicks();
    shownUs = deviceUs();
    stripShowUs = usBetween(startTicks, endTicks);
  }
  latching = true;
}

static bool latched(uint32_t nowUs) {
  if (latching && nowUs - shownUs >= LATCH_US) latching = false;
  return !latching;
}

void stripSetup() {
  PORTD &= ~_BV(STRIP_BIT);
  DDRD |= _BV(STRIP_BIT);          // output, low
  showPlan.markLed[0] = showPlan.markLed[1] = NO_MARK;
  shownUs = deviceUs();
  latching = true;                 // whatever was on the line before must end first
  showPlan.picture = from;         // any memory will do: it is dark
  stripDark();
}

void stripFollowSetup() {
  uint8_t order = setupInForce.colourOrder;
  uint8_t white = 0;               // place of the white light, from 1; 0: there is none
  for (; order >= COLOUR_ORDERS; order -= COLOUR_ORDERS) white++;
  memcpy_P(showPlan.order, ORDERS[order], 3);
  whiteFlags = pgm_read_byte(&WHITE_FLAGS[white]);
  allowed = lightAllowed(setupInForce.skip + setupInForce.ledCount, setupInForce.currentLimitMa);
  stripBlendNoMore();
  stripRelimit();
  if (lit && fadeStep == 0) due = true;  // a lower limit holds at once
}

// Of the levels that are shown, as far as a blend has come.
static uint32_t sumOfLevels(uint8_t first, uint8_t leds) {
  const uint8_t *to = showPlan.picture + first;
  if (showPlan.way == 0) return lightSumOfLevels(showPlan.from + first, leds);
  return lightSumOfBlend(from + first, to, showPlan.way, leds);
}

static uint32_t pictureSum() {
  if (showPlan.flags & _BV(SHOW_RGB)) return lightSumOfColours(showPlan.picture, showPlan.count);
  uint32_t sum = sumOfLevels(0, setupInForce.ledCount);
  for (uint8_t i = 0; i < 2; i++) {
    uint8_t led = showPlan.markLed[i];
    if (led >= setupInForce.ledCount || (i == 0 && led == showPlan.markLed[1])) continue;
    sum -= sumOfLevels(led, 1);
    sum += lightSumOfColours(markRgb[i], 1);
  }
  return sum;
}

static void limit() {
  bool free = ample && !(showPlan.flags & _BV(SHOW_RGB));
  scale = free ? SCALE_FULL : lightScale(pictureSum(), allowed);
}

void stripRelimit() {
  uint16_t highest = lightHighestSum();
  for (uint8_t i = 0; i < 2; i++) {
    uint16_t sum = lightSumOfColours(markRgb[i], 1);
    if (showPlan.markLed[i] != NO_MARK && sum > highest) highest = sum;
    sum = lightSumOfColours(marks[i] + 1, 1);
    if (marks[i][0] != NO_MARK && sum > highest) highest = sum;
  }
  ample = (uint32_t)highest * setupInForce.ledCount <= allowed;
  if (lit) limit();
}

// ---- blends ----

// How far the blend has come: 256ths, whole when it is over.
static uint16_t wayAt(uint32_t nowUs) {
  uint32_t us = nowUs - blendUs;
  uint32_t wholeUs = setupInForce.fade * BLEND_UNIT_US;
  return us >= wholeUs ? WAY_WHOLE : lightPart(us, wholeUs);
}

void stripBlendNoMore() {
  blending = false;
  showPlan.from = showPlan.picture;
  showPlan.way = 0;
}

void stripLeave(uint32_t nowUs) {
  if (setupInForce.fade == 0) return;
  if (blending) {
    lightBlend(from, showPlan.picture, wayAt(nowUs), setupInForce.ledCount);
  } else {
    // Nothing to come from: darkness, a fade to it, colours.
    if (!lit || fadeStep != 0 || (showPlan.flags & _BV(SHOW_RGB))) return;
    memcpy(from, showPlan.picture, setupInForce.ledCount);
  }
  blending = true;
  blendUs = nowUs;
}

static void blendOn(uint32_t nowUs) {
  uint16_t way = wayAt(nowUs);
  if (way == WAY_WHOLE) {
    stripBlendNoMore();
  } else {
    showPlan.from = from;
    showPlan.way = way;
    due = true;                    // and again as soon as the strip has latched
  }
  limit();
}

// ---- pictures ----

static void take() {
  lit = true;
  due = true;
  isNew = true;
  fadeStep = 0;
  // The sum of the whole picture; before each show of a blend blendOn() takes it again.
  showPlan.from = showPlan.picture;
  showPlan.way = 0;
  limit();
  if (scale < SCALE_FULL) stripDimmed++;
}

void stripTakeLevels(const uint8_t *levels) {
  showPlan.picture = levels;
  showPlan.flags = 0;
  for (uint8_t i = 0; i < 2; i++) {
    showPlan.markLed[i] = marks[i][0];
    memcpy(markRgb[i], marks[i] + 1, 3);
  }
  take();
}

void stripTakeColours(const uint8_t *rgb, uint8_t first, uint8_t count) {
  blending = false;
  showPlan.picture = rgb;
  showPlan.flags = _BV(SHOW_RGB);
  showPlan.markLed[0] = showPlan.markLed[1] = NO_MARK;
  showPlan.first = first;
  showPlan.count = count;
  take();
}

void stripMarks(const uint8_t *body) {
  memcpy(marks, body, sizeof marks);
  // An LED that is skipped may pass for it: it counts from below 0.
  for (uint8_t i = 0; i < 2; i++) {
    if (marks[i][0] == NO_MARK) memset(marks[i] + 1, 0, 3);
  }
  stripRelimit();
}

void stripDark() {
  lit = false;
  due = false;
  isNew = false;
  fadeStep = 0;
  stripBlendNoMore();
  while (!latched(deviceUs())) {
  }
  show(0, whiteFlags ? MAX_LEDS : BLANK_LEDS, 0);
}

void stripFade(uint32_t nowUs) {
  if (!lit || fadeStep != 0) return;
  fadeStep = 1;
  fadeUs = nowUs;
  due = true;
}

bool stripRun(uint32_t nowUs) {
  if (fadeStep != 0 && nowUs - fadeUs >= FADE_STEP_US) {
    fadeUs += FADE_STEP_US;
    fadeStep++;
    due = true;
  }
  if (!due || !latched(nowUs)) return false;
  due = false;
  if (blending) blendOn(nowUs);
  uint16_t finalScale = scale;
  if (fadeStep != 0) finalScale = (uint32_t)scale * (FADE_STEPS - fadeStep) / FADE_STEPS;
  show(setupInForce.skip, setupInForce.ledCount, finalScale);
  if (fadeStep == FADE_STEPS) {
    fadeStep = 0;
    lit = false;
  }
  bool wasNew = isNew;
  isNew = false;
  return wasNew;
}
