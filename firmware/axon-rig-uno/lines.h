// Lines to the host: printable text, a star, eight digits of check (protocol, "Lines").
//
// A line is written into the free part of the transmit ring and becomes visible to the transmitter with
// lineEnd(). One that does not fit whole is left out: the board never waits for its transmitter.
#pragma once

#include <avr/pgmspace.h>
#include <stdint.h>

// Longest lines of each verb with check and newline, for those who would rather wait than lose one.
#define LONGEST_ACK_LINE 14
#define LONGEST_EVENT_LINE 36
#define LONGEST_LATENCY_LINE 26

void lineBegin(char verb);
void lineText(const char *flashText);    // PSTR("…"); a space or "key=" stands in it
void lineDecimal(uint32_t value);
void lineHex(uint8_t value);
// False: it did not fit.
bool lineEnd();

bool lineFits(uint8_t bytes);

// `verb` and a sequence number: K and A lines.
bool lineAck(char verb, uint8_t seq);
// A remark for people.
void lineRemark(const char *flashText);
