// The serial line (section 20). What comes in is fetched by interrupt. The receiver can keep two characters and a third in its shift
// register; a fourth start bit before we fetch one is an overrun (DOR). receive.S fetches them; in a show, when
// interrupts are off, show.S asks the receiver between any two bytes of the strip instead.
#include "uart.h"

#include <avr/io.h>

#include "board.h"

// Double speed (U2X): 8 cycles a step (table 20-1).
#define BAUD_DIVISOR ((F_CPU + 4UL * BAUD_RATE) / (8UL * BAUD_RATE) - 1)

uint8_t rxRing[RX_RING_BYTES];
volatile uint8_t rxHead;
volatile uint8_t rxTail;
uint8_t txRing[TX_RING_BYTES];
volatile uint8_t txHead;
volatile uint8_t txTail;
volatile uint16_t rxOverruns;
volatile uint16_t rxOverflows;

void uartSetup() {
  UCSR0B = 0;                              // off while we change it
  PORTD |= _BV(PD0);                       // pull-up on the receiver: an open line is silent
  UBRR0 = BAUD_DIVISOR;
  UCSR0A = _BV(U2X0);
  UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);      // 8 data bits, no parity, 1 stop bit
  UCSR0B = _BV(RXCIE0) | _BV(RXEN0) | _BV(TXEN0);
}

void uartRun() {
  uint8_t tail = txTail;
  // The transmitter takes one character and keeps another ready.
  while (tail != txHead && (UCSR0A & _BV(UDRE0))) {
    UDR0 = txRing[tail & (TX_RING_BYTES - 1)];
    tail++;
  }
  txTail = tail;
}

uint8_t uartRoom() {
  return TX_RING_BYTES - (uint8_t)(txHead - txTail);
}

bool uartPut(uint8_t byte) {
  if (uartRoom() == 0) return false;
  uint8_t head = txHead;
  txRing[head & (TX_RING_BYTES - 1)] = byte;
  txHead = head + 1;
  return true;
}
