// The EEPROM (section 8.4). A byte takes it 3.4 ms, in which the program goes on; only a byte that differs is written, so
// keeping the same set-up again wears nothing. Power that goes in the midst of it leaves a record whose check is wrong: then
// nothing is kept, and no needle has a pulse.
//
//     layout, set-up, check (4)
//
// The layout is the length of a set-up: a board with other firmware reads none that it would take for another.
#include "store.h"

#include <avr/eeprom.h>

#include "crc32.h"
#include "lines.h"
#include "setup.h"

#define LAYOUT sizeof(Setup)
#define CHECK_BYTES 4
#define SETUP_END (1 + sizeof(Setup))
#define RECORD_BYTES (SETUP_END + CHECK_BYTES)
#define IDLE 0xff

#define PLACE(at) ((uint8_t *)(uintptr_t)(at))

static uint8_t at = IDLE;                // the byte that is next; RECORD_BYTES: all are on their way
static uint8_t answerSeq;

// Not a part of main(), whose stack would have room for a second set-up for ever.
__attribute__((noinline)) void storeSetup() {
  Setup kept;
  uint32_t check = CRC32_START;
  for (uint8_t i = 0; i < RECORD_BYTES; i++) {
    uint8_t byte = eeprom_read_byte(PLACE(i));
    if (i == 0 && byte != LAYOUT) return;
    if (i > 0 && i < SETUP_END) ((uint8_t *)&kept)[i - 1] = byte;
    check = crc32Add(check, byte);
  }
  if (check == CRC32_RESIDUE && !setupProblem(kept)) setupInForce = kept;
}

void storeBegin(uint8_t seq) {
  answerSeq = seq;
  at = 0;
}

void storeFollowSetup() {
  if (at != IDLE) at = 0;
}

// Byte `i` of the record of the set-up in force. The check is computed again for each of its bytes: memory is dearer here
// than time.
static uint8_t byteOf(uint8_t i) {
  if (i == 0) return LAYOUT;
  const uint8_t *setup = (const uint8_t *)&setupInForce;
  if (i < SETUP_END) return setup[i - 1];
  uint32_t check = crc32Add(CRC32_START, LAYOUT);
  for (uint8_t n = 0; n < sizeof(Setup); n++) check = crc32Add(check, setup[n]);
  return ~check >> (8 * (i - SETUP_END));
}

static bool isKept() {
  for (uint8_t i = 0; i < RECORD_BYTES; i++) {
    if (eeprom_read_byte(PLACE(i)) != byteOf(i)) return false;
  }
  return true;
}

// True if there was room for the answer.
static bool answer() {
  if (isKept()) return lineAck('A', answerSeq);
  if (!lineBegin('N', LONGEST_REFUSAL)) return false;
  lineHex(answerSeq);
  lineText(PSTR(" busy memory worn out"));
  lineEnd();
  return true;
}

void storeRun() {
  if (at == IDLE || !eeprom_is_ready()) return;
  if (at == RECORD_BYTES) {
    if (answer()) at = IDLE;
    return;
  }
  eeprom_update_byte(PLACE(at), byteOf(at));
  at++;
}
