// A stand-in for the ATmega328P, as far as the program can tell: time, interrupts, serial line, converter,
// pulses. Time is counted in cycles of 16 MHz and passes only in chipPass(): the program is a computer's and its
// own speed is not measured here (the emulated board does that).
#pragma once

#include <stdint.h>

#define CYCLES_PER_US 16U
#define DIALS 2
#define NEEDLES 2
#define EEPROM_BYTES 1024

// Lets time pass: characters arrive and leave, the timer runs, and what interrupts is served if it may.
void chipPass(uint32_t cycles);
uint64_t chipCycles();

// Switches interrupts on or off and says what they were. On: what has waited is served at once.
bool chipInterrupts(bool on);

void chipFeedWatchdog();

// ---- what is connected to the chip ----

// A character from the host sets out; it travels behind those before it.
void chipHostSends(uint8_t character);
// What stands at port D's pins.
void chipPins(uint8_t levels);
// What will stand there so many cycles after the last change that is to come, or after now.
void chipPinsLater(uint32_t cycles, uint8_t levels);
// A dial's position, 0 to 1023.
extern uint16_t chipDials[DIALS];
// The pulses that the timer makes at present, in half microseconds; 0: none.
extern uint16_t chipPulseTicks[NEEDLES];

// What the chip keeps without power.
extern uint8_t chipEeprom[EEPROM_BYTES];

// Called when a character has left the chip.
void hostHears(uint8_t character);
