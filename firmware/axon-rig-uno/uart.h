// The serial line (section 20).
#pragma once

#include <stdint.h>

#include "rings.h"

void uartSetup();

// Hands to the transmitter what it can take at present.
void uartRun();

// Bytes that still fit into the transmit ring.
uint8_t uartRoom();

// One byte to send. False: there is no room.
bool uartPut(uint8_t byte);
