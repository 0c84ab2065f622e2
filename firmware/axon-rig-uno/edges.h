// Changes of the buttons' pins, as they come: noted by interrupt, or by show.S while the strip holds the processor;
// buttons.cpp makes sense of them. Read by the assembler too.
#pragma once

#define EDGE_BYTES 3
#define EDGE_ROOM 8

#ifndef __ASSEMBLER__

#include <stdint.h>

struct ButtonEdge {
  uint8_t pins;              // port D right after the change
  uint8_t ticksLow;          // Timer 1 then
  uint8_t ticksHigh;
};
static_assert(sizeof(ButtonEdge) == EDGE_BYTES, "show.S");

extern "C" {
extern ButtonEdge buttonEdges[EDGE_ROOM];
// Behind the last. With no room left a change leaves its mark in the chip's flag alone (PCIF2).
extern ButtonEdge *volatile buttonEdgeEnd;
}

#endif
