#include "chip.h"

#include <avr/io.h>
#include <stdio.h>
#include <stdlib.h>

#define NEVER UINT64_MAX
// 10 bits at 500000 baud.
#define CHARACTER_CYCLES (10U * 16000000U / 500000U)
#define TICK_CYCLES 8U                                  // of Timer 1
#define TICKS_A_PERIOD 40000U
#define READING_CYCLES 16U                              // reading the clock takes a microsecond, so a wait ends
#define CONVERSION_CYCLES (104U * CYCLES_PER_US)
#define WATCHDOG_CYCLES (2000000ULL * CYCLES_PER_US)

uint8_t PORTB, DDRB, PORTD, DDRD, PIND = 0xff;
uint8_t PCICR, PCMSK2;
uint8_t TCCR1A, TCCR1B, TIMSK0, TIMSK1;
uint16_t ICR1, OCR1A, OCR1B;
uint8_t UCSR0B, UCSR0C;
uint16_t UBRR0;
uint16_t ADC;
uint8_t ADMUX, DIDR0;

uint16_t chipDials[DIALS];
uint16_t chipPulseTicks[NEEDLES];
uint8_t chipEeprom[EEPROM_BYTES];

static uint64_t now;
static uint64_t nextEvent;                              // nothing happens before

uint64_t chipCycles() {
  return now;
}

// ---- interrupts ----

extern "C" void USART_RX_vect();
extern "C" void PCINT2_vect();

static bool enabled;
static bool pinsChanged;
static uint8_t received;                                // characters that wait in the receiver

static void serve() {
  for (;;) {
    bool pins = pinsChanged && (PCICR & _BV(PCIE2));
    if (!enabled || !(pins || (received > 0 && (UCSR0B & _BV(RXCIE0))))) return;
    enabled = false;                                    // as on the chip: no interrupt interrupts another
    if (pins) {
      pinsChanged = false;
      PCINT2_vect();
    } else {
      USART_RX_vect();
    }
    enabled = true;
  }
}

bool chipInterrupts(bool on) {
  bool before = enabled;
  enabled = on;
  if (on) serve();
  return before;
}

// ---- port D's pins ----

static uint8_t pinLevels[1 << 16];                      // as they will be; both ends wrap
static uint64_t pinTimes[1 << 16];
static uint16_t pinFirst, pinEnd;
static uint64_t pinsChange = NEVER;                     // the first of these

static void changePins(uint8_t levels) {
  if ((PIND ^ levels) & PCMSK2) pinsChanged = true;     // noted whether anyone is interrupted or not
  PIND = levels;
}

void chipPins(uint8_t levels) {
  changePins(levels);
  serve();
}

void chipPinsLater(uint32_t cycles, uint8_t levels) {
  if ((uint16_t)(pinEnd + 1) == pinFirst) {
    fprintf(stderr, "host: more than %u changes of the pins to come: let time pass between them\n", 0xffffU);
    exit(2);
  }
  uint64_t before = pinFirst == pinEnd ? now : pinTimes[(uint16_t)(pinEnd - 1)];
  pinTimes[pinEnd] = before + cycles;
  pinLevels[pinEnd++] = levels;
  pinsChange = pinTimes[pinFirst];
  if (pinsChange < nextEvent) nextEvent = pinsChange;
}

static void pinsDue() {
  changePins(pinLevels[pinFirst++]);
  pinsChange = pinFirst == pinEnd ? NEVER : pinTimes[pinFirst];
}

uint8_t readPCIFR() {
  return pinsChanged ? _BV(PCIF2) : 0;
}

void writePCIFR(uint8_t flags) {
  if (flags & _BV(PCIF2)) pinsChanged = false;          // a flag is cleared by writing 1
}

// ---- the receiver: two characters wait, a third in the shift register, a fourth is lost ----

#define RECEIVER_CHARACTERS 3

static uint8_t line[1 << 16];                           // on its way to the chip; both ends wrap
static uint16_t lineFirst, lineEnd;
static uint64_t arrives = NEVER;                        // the first of it
static uint64_t lineFree;                               // when the last of it has arrived
static uint8_t receiver[RECEIVER_CHARACTERS];
static bool overrun;                                    // before the first of these

void chipHostSends(uint8_t character) {
  if ((uint16_t)(lineEnd + 1) == lineFirst) {
    fprintf(stderr, "host: more than %u bytes under way: let time pass between them\n", 0xffffU);
    exit(2);
  }
  line[lineEnd++] = character;
  lineFree = (lineFree > now ? lineFree : now) + CHARACTER_CYCLES;
  if (arrives == NEVER) arrives = lineFree;
  if (arrives < nextEvent) nextEvent = arrives;
}

static void arrive() {
  uint8_t character = line[lineFirst++];
  arrives = lineFirst == lineEnd ? NEVER : arrives + CHARACTER_CYCLES;
  if (!(UCSR0B & _BV(RXEN0))) return;
  if (received == RECEIVER_CHARACTERS) overrun = true;
  else receiver[received++] = character;
}

uint8_t readUDR0() {
  if (received == 0) return 0;
  uint8_t character = receiver[0];
  received--;
  for (uint8_t i = 0; i < received; i++) receiver[i] = receiver[i + 1];
  overrun = false;
  return character;
}

// ---- the transmitter: one character leaves, one waits ----

static uint64_t leaves = NEVER;
static uint8_t leaving, waiting;
static bool waits;

void writeUDR0(uint8_t character) {
  if (leaves != NEVER) {
    waiting = character;
    waits = true;
    return;
  }
  leaving = character;
  leaves = now + CHARACTER_CYCLES;
  if (leaves < nextEvent) nextEvent = leaves;
}

static void leave() {
  hostHears(leaving);
  leaves = waits ? leaves + CHARACTER_CYCLES : NEVER;
  leaving = waiting;
  waits = false;
}

uint8_t readUCSR0A() {
  return (received > 0 ? _BV(RXC0) : 0) | (overrun ? _BV(DOR0) : 0) | (waits ? 0 : _BV(UDRE0));
}

void writeUCSR0A(uint8_t) {}

// ---- Timer 1 ----

static uint64_t periodStart;
static uint64_t periodEnd = NEVER;
static bool overflowed;

uint16_t readTCNT1() {
  chipPass(READING_CYCLES);
  return (now - periodStart) / TICK_CYCLES;
}

void writeTCNT1(uint16_t ticks) {
  periodStart = now - ticks * TICK_CYCLES;
  periodEnd = periodStart + TICKS_A_PERIOD * TICK_CYCLES;
  if (periodEnd < nextEvent) nextEvent = periodEnd;
}

uint8_t readTIFR1() {
  return overflowed ? _BV(TOV1) : 0;
}

void writeTIFR1(uint8_t flags) {
  if (flags & _BV(TOV1)) overflowed = false;            // a flag is cleared by writing 1
}

static void beginPeriod() {
  periodStart = periodEnd;
  periodEnd += TICKS_A_PERIOD * TICK_CYCLES;
  overflowed = true;
  chipPulseTicks[0] = TCCR1A & _BV(COM1A1) ? OCR1A + 1 : 0;
  chipPulseTicks[1] = TCCR1A & _BV(COM1B1) ? OCR1B + 1 : 0;
}

// ---- converter ----

static uint64_t converted;
static uint8_t converter;

uint8_t readADCSRA() {
  return converter | (now < converted ? _BV(ADSC) : 0);
}

void writeADCSRA(uint8_t control) {
  converter = control & ~_BV(ADSC);
  if (!(control & _BV(ADSC))) return;
  converted = now + CONVERSION_CYCLES;
  ADC = chipDials[ADMUX % DIALS];
}

// ---- time ----

static uint64_t fed;

void chipFeedWatchdog() {
  fed = now;
}

void chipPass(uint32_t cycles) {
  uint64_t end = now + cycles;
  while (nextEvent <= end) {
    now = nextEvent;
    if (arrives == now) arrive();
    if (leaves == now) leave();
    if (periodEnd == now) beginPeriod();
    if (pinsChange == now) pinsDue();
    nextEvent = arrives < leaves ? arrives : leaves;
    if (periodEnd < nextEvent) nextEvent = periodEnd;
    if (pinsChange < nextEvent) nextEvent = pinsChange;
    serve();
  }
  now = end;
  if (now - fed > WATCHDOG_CYCLES) {
    fprintf(stderr, "watchdog: the main loop has not come round for 2 s\n");
    abort();
  }
}
