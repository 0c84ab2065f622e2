// Numbers of the protocol that memory is laid out by.
#pragma once

#define PROTOCOL_MAJOR 1
#define MAX_LEDS 150

// Orders of three colours, and places that a white light can have among their bytes.
#define COLOUR_ORDERS 6
#define WHITE_PLACES 4

// Most that a stuffed frame may measure, and what is left of it without the stuffing byte.
#define MAX_FRAME_BYTES 200
#define MAX_CONTENT_BYTES (MAX_FRAME_BYTES - 1)

// The rings of the serial line. Counters of one byte index the first; the second must be a power of two.
#define RX_RING_BYTES 256
#define TX_RING_BYTES 128
// Credit that the greeting promises; smaller than the receive ring.
#define WINDOW_BYTES 224
