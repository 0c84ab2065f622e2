// The EEPROM: erased at the start, and written at once (the emulated board takes its 3.4 ms a byte).
#pragma once

#include "../../chip.h"

static inline bool eeprom_is_ready() {
  return true;
}

static inline uint8_t eeprom_read_byte(const uint8_t *address) {
  return chipEeprom[(uintptr_t)address];
}

static inline void eeprom_update_byte(uint8_t *address, uint8_t byte) {
  chipEeprom[(uintptr_t)address] = byte;
}
