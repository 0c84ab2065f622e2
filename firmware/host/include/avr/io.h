// The registers of the ATmega328P that the program touches. Most are plain memory; those that do something when
// they are read or written are pairs of functions in chip.cpp. Names and bits: Microchip DS40002061.
#pragma once

#include <stdint.h>

#define F_CPU 16000000
#define _BV(bit) (1 << (bit))

template <typename T, T (*READ)(), void (*WRITE)(T)>
struct Register {
  operator T() const { return READ(); }
  void operator=(T value) const { WRITE(value); }
  void operator|=(T value) const { WRITE(READ() | value); }
};

// Ports. PORTD is what the program drives or pulls, PIND what stands at the pins.
extern uint8_t PORTB, DDRB, PORTD, DDRD, PIND;
enum { PB1 = 1, PB2 = 2, PD0 = 0 };

// Pin-change interrupts of port D (section 13).
extern uint8_t PCICR, PCMSK2;
uint8_t readPCIFR();
void writePCIFR(uint8_t flags);
static const Register<uint8_t, readPCIFR, writePCIFR> PCIFR;
enum { PCIE2 = 2, PCIF2 = 2 };

// Timer 1 (section 16): the clock and the needles' pulses. Timer 0 is the Arduino core's.
uint16_t readTCNT1();
void writeTCNT1(uint16_t ticks);
uint8_t readTIFR1();
void writeTIFR1(uint8_t flags);
static const Register<uint16_t, readTCNT1, writeTCNT1> TCNT1;
static const Register<uint8_t, readTIFR1, writeTIFR1> TIFR1;
extern uint8_t TCCR1A, TCCR1B, TIMSK0, TIMSK1;
extern uint16_t ICR1, OCR1A, OCR1B;
enum { TOV1 = 0, WGM11 = 1, COM1B1 = 5, COM1A1 = 7, CS11 = 1, WGM12 = 3, WGM13 = 4 };

// The serial line (section 20).
uint8_t readUCSR0A();
void writeUCSR0A(uint8_t status);
uint8_t readUDR0();
void writeUDR0(uint8_t character);
static const Register<uint8_t, readUCSR0A, writeUCSR0A> UCSR0A;
static const Register<uint8_t, readUDR0, writeUDR0> UDR0;
extern uint8_t UCSR0B, UCSR0C;
extern uint16_t UBRR0;
enum { U2X0 = 1, DOR0 = 3, UDRE0 = 5, RXC0 = 7, TXEN0 = 3, RXEN0 = 4, RXCIE0 = 7, UCSZ00 = 1, UCSZ01 = 2 };

// The converter (section 24).
uint8_t readADCSRA();
void writeADCSRA(uint8_t control);
static const Register<uint8_t, readADCSRA, writeADCSRA> ADCSRA;
extern uint16_t ADC;
extern uint8_t ADMUX, DIDR0;
enum { REFS0 = 6, ADPS0 = 0, ADPS1 = 1, ADPS2 = 2, ADSC = 6, ADEN = 7 };
