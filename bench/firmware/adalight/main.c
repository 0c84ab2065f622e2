// An LED program of the Adalight kind, for comparison: pixels from the serial line straight to a WS2812 strip on
// pin 6. Written for the bench from the public description of the protocol; it is not Adafruit's code.
//
// A frame: 'A' 'd' 'a', number of LEDs less one (high byte, low byte), high ^ low ^ 0x55, then R G B per LED.
// No answer, no check of the pixels. "Ada\n" at the start and once a second while nothing comes, so that a host finds
// the board.
//
// As such programs do, it receives by interrupt into a ring of 64 bytes (the Arduino core's size) that drops what
// finds it full, and has interrupts off while the strip gets its bits. What the ring drops is counted in GPIOR1
// (low byte) and GPIOR2, where the bench can see it.
#include <avr/interrupt.h>
#include <avr/io.h>
#include <stdint.h>

#define STRIP PORTD6
#define MAX_LEDS 150
#define RING_BYTES 64
#define BEACON_TICKS 15625  // of 64 µs: 1 s

static uint8_t ring[RING_BYTES];
static volatile uint8_t head;
static uint8_t tail;
static uint8_t pixels[3 * MAX_LEDS + 1];  // as the strip wants them, G R B; one is read too far

ISR(USART_RX_vect) {
  uint8_t byte = UDR0;
  uint8_t next = (head + 1) % RING_BYTES;
  if (next == tail) {
    if (++GPIOR1 == 0) GPIOR2++;
    return;
  }
  ring[head] = byte;
  head = next;
}

static void beacon(void) {
  for (const char *at = "Ada\n"; *at; at++) {
    while (!(UCSR0A & _BV(UDRE0))) {
    }
    UDR0 = *at;
  }
}

static uint8_t receive(void) {
  uint16_t sinceTicks = TCNT1;
  while (head == tail) {
    if ((uint16_t)(TCNT1 - sinceTicks) < BEACON_TICKS) continue;
    sinceTicks = TCNT1;
    beacon();
  }
  uint8_t byte = ring[tail];
  tail = (tail + 1) % RING_BYTES;
  return byte;
}

// 20 cycles a bit, without a pause between bytes: a 0 is high for 5 cycles, a 1 for 11.
#define BIT_BEGIN "out %[port], %[high]\n nop\n rjmp .+0\n sbrs %[byte], 7\n out %[port], %[low]\n"

static void show(uint16_t leds) {
  uint8_t low = PORTD & ~_BV(STRIP);
  uint8_t high = low | _BV(STRIP);
  uint16_t bytes = 3 * leds;
  const uint8_t *at = pixels;
  uint8_t byte = *at++;
  cli();
  __asm__ volatile(
      "1:\n"
      ".rept 7\n"
      BIT_BEGIN
      "lsl %[byte]\n rjmp .+0\n rjmp .+0\n"
      "out %[port], %[low]\n"
      "rjmp .+0\n rjmp .+0\n rjmp .+0\n rjmp .+0\n"
      ".endr\n"
      BIT_BEGIN
      "ld %[byte], %a[at]+\n rjmp .+0\n nop\n"
      "out %[port], %[low]\n"
      "sbiw %[bytes], 1\n rjmp .+0\n nop\n"
      "breq 2f\n"
      "rjmp 1b\n"
      "2:\n"
      : [byte] "+r"(byte), [bytes] "+w"(bytes), [at] "+e"(at)
      : [port] "I"(_SFR_IO_ADDR(PORTD)), [high] "r"(high), [low] "r"(low)
      : "memory");
  sei();
}

static uint16_t header(void) {
  for (;;) {
    if (receive() != 'A') continue;
    if (receive() != 'd') continue;
    if (receive() != 'a') continue;
    uint8_t high = receive();
    uint8_t low = receive();
    uint16_t leds = ((uint16_t)high << 8 | low) + 1;
    if (receive() == (high ^ low ^ 0x55) && leds <= MAX_LEDS) return leds;
  }
}

int main(void) {
  DDRD |= _BV(STRIP);
  TCCR1B = _BV(CS12) | _BV(CS10);  // 64 µs a tick
  GPIOR1 = GPIOR2 = 0;
  UCSR0A = _BV(U2X0);
  UBRR0 = (F_CPU / 4 / BAUD_RATE - 1) / 2;
  UCSR0B = _BV(RXCIE0) | _BV(RXEN0) | _BV(TXEN0);
  sei();
  beacon();
  for (;;) {
    uint16_t leds = header();
    for (uint8_t *pixel = pixels, *end = pixels + 3 * leds; pixel != end; pixel += 3) {
      pixel[1] = receive();
      pixel[0] = receive();
      pixel[2] = receive();
    }
    show(leds);
  }
}
