// memory.cpp of the board paints its memory before main(); a computer's is another matter.
#include "memory.h"

#include "flash.h"

const char *memoryBootCause() {
  return PSTR("power");
}

uint16_t memoryLeastFree() {
  return 0;
}
