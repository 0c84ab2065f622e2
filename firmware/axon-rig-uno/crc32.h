// CRC-32 as in Ethernet and gzip (protocol, "Check"): reflected polynomial EDB88320; the check of the
// characters 123456789 is CBF43926.
#pragma once

#include <stdint.h>

#include "flash.h"

extern const uint8_t CRC32_TABLE[4][256] PROGMEM;

#define CRC32_START 0xffffffffUL

// What the remainder is after a message and its own check, least significant byte first, whatever the message.
#define CRC32_RESIDUE 0xdebb20e3UL

// One step of the running remainder. Begin with CRC32_START; the check is the complement of the last remainder.
static inline uint32_t crc32Add(uint32_t remainder, uint8_t byte) {
#ifdef __AVR__
  // 21 cycles; the compiler's own take 37, and every byte of every frame goes through here.
  asm("eor %A0, %1 \n\t"
      "mov r30, %A0 \n\t"
      "ldi r31, hi8(%2) \n\t"
      "lpm %A0, Z \n\t"
      "eor %A0, %B0 \n\t"
      "inc r31 \n\t"
      "lpm %B0, Z \n\t"
      "eor %B0, %C0 \n\t"
      "inc r31 \n\t"
      "lpm %C0, Z \n\t"
      "eor %C0, %D0 \n\t"
      "inc r31 \n\t"
      "lpm %D0, Z"
      : "+&r"(remainder)
      : "r"(byte), "i"(CRC32_TABLE)
      : "r30", "r31");
  return remainder;
#else
  uint8_t index = (uint8_t)remainder ^ byte;
  uint32_t shift = CRC32_TABLE[3][index];
  for (int8_t part = 2; part >= 0; part--) shift = shift << 8 | CRC32_TABLE[part][index];
  return shift ^ (remainder >> 8);
#endif
}
