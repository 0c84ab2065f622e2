// What is soldered where, and the numbers that the rest is built on.
//
// Section numbers in this program are those of the data sheet of the chip: Microchip DS40002061,
// "ATmega48A/PA/88A/PA/168A/PA/328/P". "Protocol" is firmware-protocol.md.
#pragma once

#include <avr/io.h>

#if !defined(__AVR__) || defined(__AVR_ATmega328P__)
#elif defined(__AVR_ATmega2560__)
#error "This is a Mega 2560. This program is for an Uno or a Nano (ATmega328P). Put StandardFirmata on the Mega (File > Examples > Firmata): see Rigs on Firmata in rigs/wiring.md."
#elif defined(__AVR_ATmega32U4__)
#error "This is a Leonardo or a Micro. This program is for an Uno or a Nano (ATmega328P). Put StandardFirmata on it (File > Examples > Firmata): see Rigs on Firmata in rigs/wiring.md."
#else
#error "This board is neither an Uno nor a Nano (ATmega328P), and this program is for no other. Put StandardFirmata on it (File > Examples > Firmata): see Rigs on Firmata in rigs/wiring.md."
#endif

#if F_CPU != 16000000
#error "The strip's timing is counted in cycles of 16 MHz: choose an Uno or a Nano with 16 MHz."
#endif

#define FIRMWARE_VERSION "0.1.0"
#define BOARD_KIND "uno"
#define ABILITIES "LPRMFSXA"

// 500000 divides 16 MHz exactly. 115200 (make BAUD=115200) really is 117647, 2.1 % fast, as on every Uno.
#ifndef BAUD_RATE
#define BAUD_RATE 500000
#endif

// Arduino pins 0 to 7 are port D: 0 and 1 the serial line, 2 to 5 the buttons, 6 the strip.
#define STRIP_BIT 6
#define BUTTON_FIRST_BIT 2
#define BUTTON_COUNT 4
#define BUTTON_MASK 0x3c
// Arduino pins 9 and 10 are OC1A and OC1B, the two outputs of Timer 1: needle A and needle B.
#define NEEDLE_COUNT 2
#define NEEDLE_A_BIT PB1
#define NEEDLE_B_BIT PB2
// A0 and A1: the dials.
#define DIAL_COUNT 2
