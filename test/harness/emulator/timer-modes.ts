/** How a timer counts and when its compare values take effect (datasheet tables 15-8, 16-4 and 18-8). */
export interface WaveMode {
  readonly top: number | 'OCRA' | 'ICR';
  readonly fastPwm: boolean;
  /** Phase-correct modes: up to the top and down again. */
  readonly dualSlope: boolean;
  /** Compare values written by the program wait for the end of the period. */
  readonly buffered: boolean;
  /** Dual-slope modes only: they wait for the top, otherwise for the bottom. */
  readonly loadAtTop: boolean;
  /** Output A may toggle on compare although this is a PWM mode. */
  readonly toggleA: boolean;
}

type Top = WaveMode['top'];

const normal = (top: Top): WaveMode => ({
  top,
  fastPwm: false,
  dualSlope: false,
  buffered: false,
  loadAtTop: false,
  toggleA: false,
});
const fast = (top: Top): WaveMode => ({
  ...normal(top),
  fastPwm: true,
  buffered: true,
  toggleA: typeof top !== 'number',
});
const phase = (top: Top): WaveMode => ({
  ...normal(top),
  dualSlope: true,
  buffered: true,
  loadAtTop: true,
  toggleA: top === 'OCRA',
});
const phaseAndFrequency = (top: Top): WaveMode => ({ ...phase(top), loadAtTop: false });

const MODES_8: readonly WaveMode[] = [
  normal(0xff),
  phase(0xff),
  normal('OCRA'),
  fast(0xff),
  normal(0xff), // reserved
  phase('OCRA'),
  normal(0xff), // reserved
  fast('OCRA'),
];

const MODES_16: readonly WaveMode[] = [
  normal(0xffff),
  phase(0xff),
  phase(0x1ff),
  phase(0x3ff),
  normal('OCRA'),
  fast(0xff),
  fast(0x1ff),
  fast(0x3ff),
  phaseAndFrequency('ICR'),
  phaseAndFrequency('OCRA'),
  phase('ICR'),
  phase('OCRA'),
  normal('ICR'),
  normal(0xffff), // reserved
  fast('ICR'),
  fast('OCRA'),
];

export function waveMode(bits: 8 | 16, wgm: number): WaveMode {
  return (bits === 16 ? MODES_16 : MODES_8)[wgm]!;
}

/** Where one timer lives in the chip. Addresses are in data space; pins are bits of the given ports. */
export interface TimerRegisters {
  readonly bits: 8 | 16;
  readonly TIFR: number;
  readonly TIMSK: number;
  readonly TCCRA: number;
  readonly TCCRB: number;
  readonly TCNT: number;
  readonly OCRA: number;
  readonly OCRB: number;
  /** 16-bit timer only; 0 otherwise. */
  readonly ICR: number;
  readonly vectors: { readonly compA: number; readonly compB: number; readonly ovf: number };
  readonly pinA: number;
  readonly pinB: number;
  /** Clock divider by CS bits; 0 stops the timer (external clocks are not modelled). */
  readonly dividers: readonly number[];
}

const DIVIDERS_01 = [0, 1, 8, 64, 256, 1024, 0, 0];
const DIVIDERS_2 = [0, 1, 8, 32, 64, 128, 256, 1024];

/** Outputs on PD6 and PD5 (Arduino pins 6 and 5). */
export const TIMER0: TimerRegisters = {
  bits: 8,
  TIFR: 0x35,
  TIMSK: 0x6e,
  TCCRA: 0x44,
  TCCRB: 0x45,
  TCNT: 0x46,
  OCRA: 0x47,
  OCRB: 0x48,
  ICR: 0,
  vectors: { compA: 0x1c, compB: 0x1e, ovf: 0x20 },
  pinA: 6,
  pinB: 5,
  dividers: DIVIDERS_01,
};

/** Outputs on PB1 and PB2 (Arduino pins 9 and 10). */
export const TIMER1: TimerRegisters = {
  bits: 16,
  TIFR: 0x36,
  TIMSK: 0x6f,
  TCCRA: 0x80,
  TCCRB: 0x81,
  TCNT: 0x84,
  OCRA: 0x88,
  OCRB: 0x8a,
  ICR: 0x86,
  vectors: { compA: 0x16, compB: 0x18, ovf: 0x1a },
  pinA: 1,
  pinB: 2,
  dividers: DIVIDERS_01,
};

/** Outputs on PB3 and PD3 (Arduino pins 11 and 3). */
export const TIMER2: TimerRegisters = {
  bits: 8,
  TIFR: 0x37,
  TIMSK: 0x70,
  TCCRA: 0xb0,
  TCCRB: 0xb1,
  TCNT: 0xb2,
  OCRA: 0xb3,
  OCRB: 0xb4,
  ICR: 0,
  vectors: { compA: 0x0e, compB: 0x10, ovf: 0x12 },
  pinA: 3,
  pinB: 3,
  dividers: DIVIDERS_2,
};
