// The rings between the serial line and the rest of the program. uart.cpp fills and empties them by interrupt,
// show.S while the strip holds the processor.
#pragma once

#include <stdint.h>

#include "limits.h"

// Heads are where the next byte goes, tails where the next comes from; both count on and wrap at 256.
extern "C" {
extern uint8_t rxRing[RX_RING_BYTES];
extern volatile uint8_t rxHead;
extern volatile uint8_t rxTail;
extern uint8_t txRing[TX_RING_BYTES];
extern volatile uint8_t txHead;
extern volatile uint8_t txTail;
// Overruns: characters that the chip had to drop because nobody fetched the ones before.
extern volatile uint16_t rxOverruns;
// Overflows: characters that found the ring full.
extern volatile uint16_t rxOverflows;
}
