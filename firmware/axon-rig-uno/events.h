// Input events on their way to the host: each is repeated until a picture confirms it (protocol, "Inputs").
#pragma once

#include <stdint.h>

extern uint16_t eventsLost;

// A new session: nothing waits, the next event is number 1.
void eventsForget();

void eventsAddButton(uint32_t us, uint8_t button, bool down);
void eventsAddDial(uint32_t us, uint8_t dial, uint16_t value);

// Whether a report of this dial still waits to be confirmed.
bool eventsDialWaits(uint8_t dial);

// The picture just taken knows of this event and of all before it. True if that is news.
bool eventsConfirm(uint8_t id);

// A picture has gone out: what it confirmed has become light at `lightUs`.
void eventsShown(uint32_t lightUs);

// Sends what is due and fits.
void eventsRun(uint32_t nowUs);
