// Lines to the host: printable text, a star, eight digits of check (protocol, "Lines").
//
// A line is written into the transmit ring if its longest form fits, and left out if not: the board never waits
// for its transmitter. Callers that would rather try again look at what lineBegin() says.
#pragma once

#include <stdint.h>

#include "flash.h"

// Longest forms, with check and newline. All must fit into the ring.
#define LONGEST_GREETING 96
#define LONGEST_STATISTICS 120
#define LONGEST_EVENT 36
#define LONGEST_LATENCY 26
#define LONGEST_PONG 38
#define LONGEST_ACK 14
#define LONGEST_REFUSAL 48
#define LONGEST_REMARK 64
#define LONGEST_HELD 14

// False: there is no room. Then nothing else of the line may be called.
bool lineBegin(char verb, uint8_t longest);
void lineText(const char *flashText);    // PSTR("…"); a space or " key=" stands in it
void lineDecimal(uint32_t value);
void lineHex(uint8_t value);
void lineEnd();

// `verb` and a sequence number: K and A lines.
bool lineAck(char verb, uint8_t seq);
