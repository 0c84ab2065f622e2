// What avr-libc has for reading the EEPROM. An address there is a number, here too.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "../../chip.h"

static inline uint8_t eeprom_read_byte(const uint8_t *address) {
  return chipEeprom[(uintptr_t)address % EEPROM_BYTES];
}

static inline void eeprom_read_block(void *to, const void *address, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) ((uint8_t *)to)[i] = eeprom_read_byte((const uint8_t *)address + i);
}
