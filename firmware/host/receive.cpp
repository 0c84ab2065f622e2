// receive.S in C++: a character has come.
#include <avr/interrupt.h>
#include <avr/io.h>

#include "rings.h"

ISR(USART_RX_vect) {
  if (UCSR0A & _BV(DOR0)) rxOverruns = rxOverruns + 1;
  uint8_t character = UDR0;
  uint8_t next = rxHead + 1;
  if (next == rxTail) {
    rxOverflows = rxOverflows + 1;
    return;
  }
  rxRing[rxHead] = character;
  rxHead = next;
}
