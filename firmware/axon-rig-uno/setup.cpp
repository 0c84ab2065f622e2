// The set-up: its ranges, its default, and its place in the EEPROM (section 8.4).
#include "setup.h"

#include <avr/eeprom.h>
#include <avr/interrupt.h>
#include <string.h>
#include <util/atomic.h>

#include "crc32.h"
#include "flash.h"
#include "lines.h"

Setup setupInForce;

static const Setup DEFAULT_SETUP PROGMEM = {
    60, 0, 200, 10, 0, 40, 120, 0x0f, {{1000, 2000}, {1000, 2000}},
};

static bool pulseFits(uint16_t us) {
  return us >= 500 && us <= 2500;
}

const char *setupProblem(const Setup &setup) {
  if (setup.ledCount < 1 || setup.ledCount > MAX_LEDS) return PSTR("ledCount");
  if (setup.colourOrder > 5) return PSTR("colourOrder");
  if (setup.currentLimitMa > 3000) return PSTR("currentLimitMa");
  if (setup.silence < 5 || setup.silence > 50) return PSTR("silence");
  if (setup.needleSlewUs < 1) return PSTR("needleSlewUs");
  if (setup.inputs > 0x3f) return PSTR("inputs");
  for (uint8_t i = 0; i < NEEDLE_COUNT; i++) {
    const NeedleSetup &needle = setup.needles[i];
    if (needle.lowUs == 0 && needle.highUs == 0) continue;  // none fitted
    if (!pulseFits(needle.lowUs) || !pulseFits(needle.highUs)) return PSTR("needle");
  }
  return 0;
}

// In the EEPROM: the layout's number, the 17 bytes, the check of these 18. Not at address 0, which a
// brown-out in the middle of a write is most likely to hit (section 8.4.2).
#define EEPROM_ADDRESS 16
#define LAYOUT 1
#define CHECKED_BYTES (1 + SETUP_BYTES)
#define RECORD_BYTES (CHECKED_BYTES + 4)

static uint8_t recordByte(uint8_t index, const Setup &setup) {
  return index == 0 ? LAYOUT : ((const uint8_t *)&setup)[index - 1];
}

static uint32_t recordCheck(const Setup &setup) {
  uint32_t remainder = CRC32_START;
  for (uint8_t i = 0; i < CHECKED_BYTES; i++) remainder = crc32Add(remainder, recordByte(i, setup));
  return ~remainder;
}

static uint8_t *eepromAt(uint8_t index) {
  return (uint8_t *)(EEPROM_ADDRESS + index);
}

void setupLoad() {
  Setup saved;
  uint32_t check;
  uint8_t layout = eeprom_read_byte(eepromAt(0));
  eeprom_read_block(&saved, eepromAt(1), SETUP_BYTES);
  eeprom_read_block(&check, eepromAt(CHECKED_BYTES), sizeof check);
  if (layout == LAYOUT && check == recordCheck(saved) && setupProblem(saved) == 0) {
    setupInForce = saved;
    return;
  }
  memcpy_P(&setupInForce, &DEFAULT_SETUP, SETUP_BYTES);
}

// Next byte to write; RECORD_BYTES: all are written, the answer is due; NO_SAVE: none is under way.
#define NO_SAVE 0xff
static uint8_t saveAt = NO_SAVE;
static uint8_t saveSeq;
static uint32_t saveCheck;

void setupSave(uint8_t seq) {
  saveSeq = seq;
  saveAt = 0;
  saveCheck = recordCheck(setupInForce);
}

void setupChanged() {
  if (saveAt != NO_SAVE) setupSave(saveSeq);
}

void setupSaveRun() {
  if (saveAt == NO_SAVE || (EECR & _BV(EEPE))) return;  // nothing to do, or a byte is being written
  // Bytes that are right already are left alone: the cells wear out.
  while (saveAt < RECORD_BYTES) {
    uint8_t byte = saveAt < CHECKED_BYTES ? recordByte(saveAt, setupInForce)
                                          : ((const uint8_t *)&saveCheck)[saveAt - CHECKED_BYTES];
    EEAR = EEPROM_ADDRESS + saveAt;
    EECR |= _BV(EERE);                 // the byte that stands there
    if (EEDR != byte) {
      EEDR = byte;
      // EEPE must follow EEMPE within four cycles. The 3.4 ms of the write itself run beside the program.
      ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
        EECR = _BV(EEMPE);
        EECR |= _BV(EEPE);
      }
      saveAt++;
      return;
    }
    saveAt++;
  }
  if (lineAck('A', saveSeq)) saveAt = NO_SAVE;
}
