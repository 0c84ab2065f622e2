// The strip: which picture is on it, which comes next, when it may go out, and how it fades.
#pragma once

#include <stdint.h>

extern uint16_t stripShowUs;       // time of the last show()
extern uint32_t stripDimmed;       // pictures dimmed by the current limit

// Dark, whatever the LEDs showed before. To be called as early as possible.
void stripSetup();

// Channel order, number of LEDs and limit are those of the set-up in force from now on.
void stripFollowSetup();

// The host's next picture is one of levels, has been checked and may be blended: the levels that are shown now
// are what it will come from. To be called before their bytes are overwritten.
void stripLeave(uint32_t nowUs);
// Not to be blended, or no more: the next picture, or the present one, is shown as it is.
void stripBlendNoMore();

// New pictures, checked by the caller; their bytes must stay where they are. They go out as soon as the strip
// has latched the one before.
void stripTakeLevels(const uint8_t *levels);
void stripTakeColours(const uint8_t *rgb, uint8_t first, uint8_t count);

// A MARKS body: led r g b, twice. Seen from the next picture on.
void stripMarks(const uint8_t *body);

// What the limit depends on, palette, marks or set-up, has changed under the picture that is shown.
void stripRelimit();

// All LEDs that there can be, dark, at once; waits up to 0.3 ms for the latch.
void stripDark();

// Linear fade of the present picture to dark, within a second.
void stripFade(uint32_t nowUs);

// Shows what is due. True if a new picture has gone out just now.
bool stripRun(uint32_t nowUs);
