// The serial line: a ring of 256 bytes towards us, one of 128 towards the host (section 20).
#pragma once

#include <stdint.h>

#include "board.h"

// show.S reads and writes these too: it works the line while the strip holds the processor.
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

void uartSetup();

// Bytes that still fit into the transmit ring.
uint8_t uartRoom();

// Sends what stands in txRing up to `head`.
void uartSend(uint8_t head);
