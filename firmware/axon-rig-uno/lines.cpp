// Lines to the host. Numbers are taken apart by subtracting powers of ten: no division, at most 35 µs for ten
// digits.
#include "lines.h"

#include "crc32.h"
#include "uart.h"

static uint8_t at;           // where the next character goes; counts on as txHead does
static uint32_t remainder;

static void putChecked(uint8_t character) {
  remainder = crc32Add(remainder, character);
  txRing[at++ & (TX_RING_BYTES - 1)] = character;
}

static uint8_t hexDigit(uint8_t value) {
  value &= 0x0f;
  return value < 10 ? '0' + value : 'a' - 10 + value;
}

bool lineBegin(char verb, uint8_t longest) {
  if (uartRoom() < longest) return false;
  at = txHead;
  remainder = CRC32_START;
  putChecked(verb);
  putChecked(' ');
  return true;
}

void lineText(const char *flashText) {
  for (uint8_t c = pgm_read_byte(flashText); c != 0; c = pgm_read_byte(++flashText)) putChecked(c);
}

void lineHex(uint8_t value) {
  putChecked(hexDigit(value >> 4));
  putChecked(hexDigit(value));
}

static const uint32_t POWERS[] PROGMEM = {1000000000, 100000000, 10000000, 1000000, 100000,
                                          10000,      1000,      100,      10};

void lineDecimal(uint32_t value) {
  bool begun = false;
  for (uint8_t i = 0; i < sizeof POWERS / sizeof POWERS[0]; i++) {
    uint32_t power = pgm_read_dword(&POWERS[i]);
    uint8_t digit = '0';
    while (value >= power) {
      value -= power;
      digit++;
    }
    if (digit != '0') begun = true;
    if (begun) putChecked(digit);
  }
  putChecked('0' + (uint8_t)value);
}

void lineEnd() {
  uint8_t to = at;
  txRing[to++ & (TX_RING_BYTES - 1)] = '*';
  // The highest byte first; both this chip and the computers that this is tested on are little-endian.
  const uint8_t *byte = (const uint8_t *)&remainder + sizeof remainder;
  for (uint8_t i = 0; i < sizeof remainder; i++) {
    uint8_t check = ~*--byte;
    txRing[to++ & (TX_RING_BYTES - 1)] = hexDigit(check >> 4);
    txRing[to++ & (TX_RING_BYTES - 1)] = hexDigit(check);
  }
  txRing[to++ & (TX_RING_BYTES - 1)] = '\n';
  txHead = to;               // now the transmitter may have it
}

bool lineAck(char verb, uint8_t seq) {
  if (!lineBegin(verb, LONGEST_ACK)) return false;
  lineHex(seq);
  lineEnd();
  return true;
}
