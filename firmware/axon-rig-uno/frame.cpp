// The frame parser. Byte stuffing (Cheshire & Baker 1999) is undone and the check is run over each byte as it
// leaves the ring, so that with the closing zero everything is known. No register of the chip is touched here.
//
// A frame is: type, seq, body, 4 bytes of check. Its buffer keeps the check too.
#include "frame.h"

#include "crc32.h"
#include "limits.h"
#include "rings.h"

#define CHECK_BYTES 4
#define LEAST_BYTES (2 + CHECK_BYTES)
#define GAP_US 50000UL

uint32_t framesOk;
uint32_t framesBad;

enum State : uint8_t {
  OUTSIDE,       // no byte of a frame yet
  INSIDE,
  DROPPING,      // what comes up to the next zero is no frame
};

static State state;
static uint8_t left;          // inside: counts down to the next count byte of the stuffing
static uint8_t filled;        // inside: bytes in the buffer
static uint32_t remainder;    // inside: the check so far
static uint32_t lastByteUs;
static uint8_t buffers[2][MAX_CONTENT_BYTES];
static uint8_t used;          // which of them is being filled

// The closing zero. True if a frame with a right check ends here.
static bool closes() {
  State was = state;
  state = OUTSIDE;
  if (was != INSIDE) return false;  // two zeros in a row are no error; what was dropped is counted already
  // Inside a block that its count byte says is longer; too short; wrong check.
  if (left != 1 || filled < LEAST_BYTES || remainder != CRC32_RESIDUE) {
    framesBad++;
    return false;
  }
  framesOk++;
  return true;
}

// A count byte says that so many more bytes of content come before the next. False if there is no room for them.
static bool leadsOn(uint8_t bytes) {
  if (bytes <= MAX_CONTENT_BYTES - filled) return true;
  state = DROPPING;
  framesBad++;
  return false;
}

// Data of a frame in a row, from the ring into the buffer: the loop in which the board spends its time between
// two shows, 30 cycles a byte. Ends at a zero, at a count byte, where the ring begins again or when it is empty;
// returns the new tail.
__attribute__((optimize("O2"), noinline)) static uint8_t takeRun(uint8_t tail, uint8_t head) {
  uint8_t most = head - tail;
  if (most > left - 1) most = left - 1;
  uint8_t beforeWrap = RX_RING_BYTES - 1 - tail;
  if (most > beforeWrap) most = beforeWrap + 1;
  const uint8_t *next = rxRing + tail;
  uint8_t *to = buffers[used] + filled;
  uint32_t crc = remainder;
  uint8_t more = most;
  while (more > 0) {
    uint8_t byte = *next++;
    if (byte == 0) break;
    *to++ = byte;
    crc = crc32Add(crc, byte);
    more--;
  }
  uint8_t taken = most - more;
  left -= taken;
  filled += taken;
  remainder = crc;
  return tail + taken;
}

// One byte that is not plain data. True if it completes a frame.
static bool takeOther(uint8_t byte) {
  if (byte == 0) return closes();
  switch (state) {
    case OUTSIDE:  // the first byte says where the first zero was
      state = INSIDE;
      filled = 0;
      left = byte;
      remainder = crc32Add(CRC32_START, PROTOCOL_MAJOR);  // the major is not sent, but checked
      leadsOn(byte - 1);
      break;
    case INSIDE:   // a count byte stands where a zero was
      if (!leadsOn(byte)) break;
      buffers[used][filled++] = 0;
      left = byte;
      remainder = crc32Add(remainder, 0);
      break;
    case DROPPING:
      break;
  }
  return false;
}

static void dropStale(uint32_t nowUs) {
  if (state == OUTSIDE || nowUs - lastByteUs <= GAP_US) return;
  if (state == INSIDE) framesBad++;
  state = OUTSIDE;
}

bool frameRun(Frame &frame, uint32_t nowUs) {
  uint8_t tail = rxTail;
  uint8_t head = rxHead;
  if (tail == head) {
    dropStale(nowUs);
    return false;
  }
  lastByteUs = nowUs;
  bool complete = false;
  do {
    if (state == INSIDE) {
      tail = takeRun(tail, head);
      if (tail == 0) tail = takeRun(tail, head);  // the ring has begun again, the row perhaps goes on
    }
    if (tail == head) break;
    complete = takeOther(rxRing[tail++]);
  } while (!complete && tail != head);
  rxTail = tail;
  if (!complete) return false;
  const uint8_t *content = buffers[used];
  frame.type = content[0];
  frame.seq = content[1];
  frame.body = content + 2;
  frame.length = filled - LEAST_BYTES;
  return true;
}

void frameKeep() {
  used ^= 1;
}

uint8_t *frameKept() {
  return buffers[used ^ 1];
}
