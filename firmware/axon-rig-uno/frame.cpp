// The frame parser. Byte stuffing (Cheshire & Baker 1999) is undone and the check is run over each byte as it
// leaves the ring, so that with the closing zero everything is known. No register of the chip is touched here.
//
// A frame is: type, seq, body, 4 bytes of check. Its buffer keeps the check too.
#include "frame.h"

#include "board.h"
#include "crc32.h"
#include "uart.h"

#define CHECK_BYTES 4
#define LEAST_BYTES (2 + CHECK_BYTES)
#define GAP_US 50000UL

uint32_t framesOk;
uint32_t framesBad;

static uint8_t buffers[2][MAX_FRAME_BYTES];
static uint8_t used;        // which of them is being filled

// `left` counts down to the next count byte of the stuffing. 0: no byte of this frame yet.
static uint8_t left;
static uint8_t filled;
static bool dropping;       // what comes up to the next zero is no frame
static uint32_t remainder;
static uint32_t lastByteUs;

static uint32_t startRemainder() {
  return crc32Add(CRC32_START, PROTOCOL_MAJOR);  // the major is not sent, but checked
}

static void drop() {
  framesBad++;
  dropping = true;
}

// The closing zero. True if a frame with a right check ends here.
static bool closes() {
  bool wasDropping = dropping;
  uint8_t wasLeft = left;
  dropping = false;
  left = 0;
  if (wasDropping) return false;   // counted when the dropping began
  if (wasLeft == 0) return false;  // two zeros in a row are no error
  // Inside a stretch that its count byte says is longer; too short; wrong check.
  if (wasLeft != 1 || filled < LEAST_BYTES || remainder != CRC32_RESIDUE) {
    framesBad++;
    return false;
  }
  framesOk++;
  return true;
}

__attribute__((optimize("O2"))) bool frameRun(Frame &frame, uint32_t nowUs) {
  uint8_t tail = rxTail;
  if (tail == rxHead) {
    if (left != 0 && nowUs - lastByteUs > GAP_US) {
      if (!dropping) framesBad++;
      dropping = false;
      left = 0;
    }
    return false;
  }
  lastByteUs = nowUs;
  uint8_t *buffer = buffers[used];
  // Copies in registers: this loop is where the board spends its time between two shows.
  uint8_t count = left;
  uint8_t *to = buffer + filled;
  uint8_t *const end = buffer + MAX_CONTENT_BYTES;
  uint32_t crc = remainder;
  bool complete = false;
  do {
    uint8_t byte = rxRing[tail++];
    if (byte == 0) {
      left = count;
      filled = to - buffer;
      remainder = crc;
      complete = closes();
      count = left;
      if (complete) break;
      continue;
    }
    if (count == 0) {  // the first byte of a frame: how far to the first zero
      count = byte;
      to = buffer;
      crc = startRemainder();
      continue;
    }
    if (--count == 0) {  // a count byte stands where a zero was
      count = byte;
      byte = 0;
    }
    if (dropping) {
      count = 1;
      continue;
    }
    if (to == end) {
      drop();
      count = 1;
      continue;
    }
    *to++ = byte;
    crc = crc32Add(crc, byte);
  } while (tail != rxHead);
  left = count;
  filled = to - buffer;
  remainder = crc;
  rxTail = tail;
  if (!complete) return false;
  frame.type = buffer[0];
  frame.seq = buffer[1];
  frame.body = buffer + 2;
  frame.length = filled - LEAST_BYTES;
  return true;
}

void frameKeep() {
  used ^= 1;
}

uint8_t *frameKept() {
  return buffers[used ^ 1];
}
