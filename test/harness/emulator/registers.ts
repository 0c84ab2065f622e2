/** Data-space addresses of the ATmega328P registers that the emulated board looks at (datasheet chapter 30). */

export const CLOCK_HZ = 16_000_000;
/** Cycles in a microsecond. */
export const CYCLES_PER_US = CLOCK_HZ / 1_000_000;

export const FLASH_BYTES = 32_768;
export const SRAM_START = 0x100;
export const SRAM_BYTES = 2048;
export const EEPROM_BYTES = 1024;

export const PCIFR = 0x3b;
export const MCUSR = 0x54;
export const SPMCSR = 0x57;
export const PCICR = 0x68;
export const SREG = 0x5f;
export const WDTCSR = 0x60;
export const ADCL = 0x78;
export const ADCH = 0x79;
export const ADCSRA = 0x7a;
export const ADMUX = 0x7c;
export const UCSR0A = 0xc0;
export const UCSR0B = 0xc1;
export const UCSR0C = 0xc2;
export const UBRR0L = 0xc4;
export const UBRR0H = 0xc5;
export const UDR0 = 0xc6;

/** Word addresses of interrupt vectors (datasheet table 12-6, two words each). */
export const VECTOR_WDT = 0x0c;
export const VECTOR_USART_RX = 0x24;
export const VECTOR_USART_UDRE = 0x26;
export const VECTOR_USART_TX = 0x28;
export const VECTOR_ADC = 0x2a;
