// What must happen before main(): the cause of the reset is read, the watchdog stopped, the memory painted.
#include "memory.h"

#include <avr/io.h>
#include <avr/pgmspace.h>
#include <avr/wdt.h>

#define PAINT 0xa5

extern "C" uint8_t _end;                  // the linker's: behind the last variable

// Not cleared at the start, for it is written before that.
static uint8_t resetFlags __attribute__((section(".noinit")));

// .init3: before variables are set up, stack not yet in use. After a watchdog reset the watchdog still runs,
// at its shortest, until WDRF is cleared (section 11.9.1). MCUSR is 0 when a bootloader was here first.
extern "C" void beforeMain() __attribute__((naked, used, section(".init3")));
void beforeMain() {
  resetFlags = MCUSR;
  MCUSR = 0;
  wdt_disable();
  for (uint8_t *p = &_end; p <= (uint8_t *)RAMEND; p++) *p = PAINT;
}

const char *memoryBootCause() {
  if (resetFlags & _BV(PORF)) return PSTR("power");
  if (resetFlags & _BV(BORF)) return PSTR("brownout");
  if (resetFlags & _BV(WDRF)) return PSTR("watchdog");
  return PSTR("reset");
}

uint16_t memoryLeastFree() {
  const uint8_t *p = &_end;
  while (p <= (const uint8_t *)RAMEND && *p == PAINT) p++;
  return p - &_end;
}
