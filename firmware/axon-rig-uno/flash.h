// Constants in flash. On the chip this is <avr/pgmspace.h>. All but memory.cpp and the two assembler files
// compile on a computer too (firmware/host), where flash is ordinary memory.
#pragma once

#ifdef __AVR__
#include <avr/pgmspace.h>
#else
#include <string.h>
#define PROGMEM
#define PSTR(text) (text)
#define memcpy_P memcpy
#define pgm_read_byte(address) (*(address))
#define pgm_read_word(address) (*(address))
#define pgm_read_dword(address) (*(address))
#endif
