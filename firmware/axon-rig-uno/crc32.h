// CRC-32 as in Ethernet and gzip (protocol, "Check"): reflected polynomial EDB88320; the check of the
// characters 123456789 is CBF43926.
#pragma once

#include <avr/pgmspace.h>
#include <stdint.h>

extern const uint32_t CRC32_TABLE[256] PROGMEM;

#define CRC32_START 0xffffffffUL

// One step of the running remainder. Begin with CRC32_START; the check is the complement of the last remainder.
static inline uint32_t crc32Add(uint32_t remainder, uint8_t byte) {
  return pgm_read_dword(&CRC32_TABLE[(uint8_t)remainder ^ byte]) ^ (remainder >> 8);
}

// What the remainder is after a message and its own check, least significant byte first, whatever the message.
#define CRC32_RESIDUE 0xdebb20e3UL
