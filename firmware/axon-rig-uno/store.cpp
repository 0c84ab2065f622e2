// The EEPROM (section 8.4). A byte takes it 3.4 ms, in which the program goes on; only a byte that differs is written, so
// keeping the same set-up again wears nothing. Power that goes in the midst of it leaves a record whose check is wrong: then
// nothing is kept, and no needle has a pulse.
//
//     layout, set-up, check (4)
//
// The layout is the length of a set-up: a board with other firmware reads none that it would take for another.
#include "store.h"

#include <avr/eeprom.h>
#include <string.h>

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
static uint32_t remainder;
static uint8_t answerSeq;

// The set-up that is kept. False if none is.
static bool readRecord(Setup &kept) {
  uint32_t check = CRC32_START;
  for (uint8_t i = 0; i < RECORD_BYTES; i++) {
    uint8_t byte = eeprom_read_byte(PLACE(i));
    if (i == 0 && byte != LAYOUT) return false;
    if (i > 0 && i < SETUP_END) ((uint8_t *)&kept)[i - 1] = byte;
    check = crc32Add(check, byte);
  }
  return check == CRC32_RESIDUE && !setupProblem(kept);
}

// A set-up on the stack: not to be made part of main(), where it would stay.
__attribute__((noinline)) void storeSetup() {
  Setup kept;
  if (readRecord(kept)) setupInForce = kept;
}

static void rewind() {
  at = 0;
  remainder = CRC32_START;
}

void storeBegin(uint8_t seq) {
  answerSeq = seq;
  rewind();
}

void storeFollowSetup() {
  if (at != IDLE) rewind();
}

static uint8_t byteNow() {
  if (at == 0) return LAYOUT;
  if (at < SETUP_END) return ((const uint8_t *)&setupInForce)[at - 1];
  return ~((const uint8_t *)&remainder)[at - SETUP_END];
}

// True if there was room for the answer.
__attribute__((noinline)) static bool answer() {
  Setup kept;
  if (readRecord(kept) && memcmp(&kept, &setupInForce, sizeof kept) == 0) return lineAck('A', answerSeq);
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
  uint8_t byte = byteNow();
  if (at < SETUP_END) remainder = crc32Add(remainder, byte);
  eeprom_update_byte(PLACE(at), byte);
  at++;
}
