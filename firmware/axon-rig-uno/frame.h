// Frames from the host: unstuffed, checked, handed over whole (protocol, "Frames").
#pragma once

#include <stdint.h>

// A frame whose check is right. Its bytes stay where they are until frameRun() is called again.
struct Frame {
  uint8_t type;
  uint8_t seq;
  const uint8_t *body;
  uint8_t length;
};

extern uint32_t framesOk;
extern uint32_t framesBad;

// Takes what the line has brought, up to the end of one frame. True: `frame` holds it.
bool frameRun(Frame &frame, uint32_t nowUs);

// The parser writes into the other of its two buffers from now on: the frame it has just handed over stays.
void frameKeep();

// The buffer that the parser does not write into: the last frame kept.
uint8_t *frameKept();
