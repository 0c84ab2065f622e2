// Constants in flash. On the chip this is <avr/pgmspace.h>; frame.cpp, light.cpp and crc32.cpp touch no register
// and compile on a computer too, where flash is ordinary memory.
#pragma once

#ifdef __AVR__
#include <avr/pgmspace.h>
#else
#include <string.h>
#define PROGMEM
#define memcpy_P memcpy
#define pgm_read_byte(address) (*(address))
#define pgm_read_word(address) (*(address))
#endif
