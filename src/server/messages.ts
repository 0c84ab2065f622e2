/**
 * What travels between server and page over the web socket: pictures as binary frames, everything else as JSON.
 * Pure: the page and the server import this same file.
 */

import type {
  Activity,
  AxonFacts,
  MembraneKind,
  MeterName,
  PressOutcome,
  PressReport,
} from '../controller/contract.js';

export type { Activity, AxonFacts, MembraneKind, MeterName, PressOutcome, PressReport };

/** One picture for the page. */
export interface PageFrame {
  /** Time of the axon [ms]. */
  readonly modelMs: number;
  /** What the blue and the yellow voltmeter read [mV]. */
  readonly blueMv: number;
  readonly yellowMv: number;
  /** The highest that each has read since the last press, or since something was changed [mV]; NaN if nothing. */
  readonly blueHighestMv: number;
  readonly yellowHighestMv: number;
  /** Worst-case current of the strip [mA]. */
  readonly currentMa: number;
  readonly currentLimitActing: boolean;
  readonly flashLimitActing: boolean;
  /** The light that the hardware gets: R, G, B per LED as PWM counts. */
  readonly rgb: Uint8Array;
  /** Both voltmeters since the picture before: time [ms of axon], blue [mV], yellow [mV], again and again. */
  readonly samples: Float64Array;
}

const FRAME_KIND = 1;
const HEADER_BYTES = 40;
const SAMPLE_BYTES = 16;

/** Most samples in one picture; the server thins out more. */
export const MAX_SAMPLES_PER_FRAME = 256;

/**
 * Little-endian: u8 kind 1, u8 flags (1 current limit, 2 flash limit), u16 LEDs, u16 samples, u16 0,
 * f64 modelMs, f32 blue, f32 yellow, f32 mA, f32 highest of blue, f32 of yellow, f32 0; then 3 bytes per LED; then per sample f64 ms, f32, f32.
 */
export function encodePageFrame(frame: PageFrame): Uint8Array {
  const ledCount = frame.rgb.length / 3;
  const sampleCount = frame.samples.length / 3;
  const bytes = new Uint8Array(HEADER_BYTES + frame.rgb.length + sampleCount * SAMPLE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FRAME_KIND);
  view.setUint8(1, (frame.currentLimitActing ? 1 : 0) | (frame.flashLimitActing ? 2 : 0));
  view.setUint16(2, ledCount, true);
  view.setUint16(4, sampleCount, true);
  view.setFloat64(8, frame.modelMs, true);
  view.setFloat32(16, frame.blueMv, true);
  view.setFloat32(20, frame.yellowMv, true);
  view.setFloat32(24, frame.currentMa, true);
  view.setFloat32(28, frame.blueHighestMv, true);
  view.setFloat32(32, frame.yellowHighestMv, true);
  bytes.set(frame.rgb, HEADER_BYTES);
  let at = HEADER_BYTES + frame.rgb.length;
  for (let i = 0; i < frame.samples.length; i += 3, at += SAMPLE_BYTES) {
    view.setFloat64(at, frame.samples[i]!, true);
    view.setFloat32(at + 8, frame.samples[i + 1]!, true);
    view.setFloat32(at + 12, frame.samples[i + 2]!, true);
  }
  return bytes;
}

/** The picture in bytes, or `undefined` if they are none. */
export function decodePageFrame(bytes: Uint8Array): PageFrame | undefined {
  if (bytes.length < HEADER_BYTES || bytes[0] !== FRAME_KIND) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rgbBytes = 3 * view.getUint16(2, true);
  const sampleCount = view.getUint16(4, true);
  if (bytes.length !== HEADER_BYTES + rgbBytes + sampleCount * SAMPLE_BYTES) return undefined;
  const samples = new Float64Array(3 * sampleCount);
  let at = HEADER_BYTES + rgbBytes;
  for (let i = 0; i < samples.length; i += 3, at += SAMPLE_BYTES) {
    samples[i] = view.getFloat64(at, true);
    samples[i + 1] = view.getFloat32(at + 8, true);
    samples[i + 2] = view.getFloat32(at + 12, true);
  }
  return {
    modelMs: view.getFloat64(8, true),
    blueMv: view.getFloat32(16, true),
    yellowMv: view.getFloat32(20, true),
    blueHighestMv: view.getFloat32(28, true),
    yellowHighestMv: view.getFloat32(32, true),
    currentMa: view.getFloat32(24, true),
    currentLimitActing: (view.getUint8(1) & 1) !== 0,
    flashLimitActing: (view.getUint8(1) & 2) !== 0,
    rgb: bytes.subarray(HEADER_BYTES, HEADER_BYTES + rgbBytes),
    samples,
  };
}

/** The rig as the page describes it in words; sent as JSON on connection and on every change. */
export interface PageState {
  readonly type: 'state';
  readonly rig: string;
  readonly device: {
    readonly kind: 'opening' | 'ready' | 'silent' | 'lost' | 'closed';
    readonly words: string;
  };
  /** The axon that runs: what the page draws of it and says of it comes from here. */
  readonly axon: AxonFacts;
  readonly activity: Activity;
  /** The latest press of which it is known what it did; null before the first, and after a reset. */
  readonly lastPress: PressReport | null;
  /** How often everything has been put back as the rig file has it. */
  readonly resets: number;
  readonly membrane: MembraneKind;
  readonly running: boolean;
  /** Somebody has pressed, here or on the rig, while the axon is paused. */
  readonly stimulusWaits: boolean;
  /** Milliseconds of room for one millisecond of axon. */
  readonly lens: number;
  readonly ledCount: number;
  /** Where each LED sits, as a share of the axon's length; absent if they sit evenly, as on a strip. */
  readonly ledPlaces?: readonly number[] | undefined;
  readonly currentLimitMa: number;
  /** Share of full light in the strip's palette, above 0 to 1: a screen need not be dimmed and divides by it. */
  readonly brightness: number;
  /** Where each electrode is: a site of the axon, or in the bath. */
  readonly electrodes: Readonly<Record<MeterName, number | 'bath'>>;
  /** Button to light on the board's own clock, the last press [ms]; null before the first, and once the board is away. */
  readonly latencyMs: number | null;
}

/** What the line to the board carries and how well, once a second; for technicians. */
export interface PageLine {
  readonly type: 'line';
  /** One short line. */
  readonly summary: string;
  readonly groups: readonly LineGroup[];
}

export interface LineGroup {
  readonly title: string;
  readonly rows: readonly (readonly [label: string, figure: string])[];
}

/** What the page may ask for. */
export type PageCommand =
  | { readonly do: 'stimulate' }
  | { readonly do: 'membrane'; readonly kind: MembraneKind }
  | { readonly do: 'lens'; readonly roomMsPerAxonMs: number }
  | { readonly do: 'run'; readonly running: boolean }
  | { readonly do: 'step' }
  | { readonly do: 'reset' }
  | { readonly do: 'electrode'; readonly name: MeterName; readonly at: number | 'bath' };

/** What the server answers to a command it cannot follow. */
export interface PageRefusal {
  readonly type: 'refusal';
  readonly words: string;
}

/** Longest message that the server takes from a page [bytes]. */
export const MAX_COMMAND_BYTES = 1024;
/** Slowest and fastest time lens [ms of room per ms of axon]. */
export const LENS_MIN = 1;
export const LENS_MAX = 5000;

/** Most of what a peer has sent that is said back to it [characters]. */
const MOST_QUOTED = 24;

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED)}…`;
}

/** The command in a text, or a sentence that says what is wrong with it. */
export function parsePageCommand(text: string): PageCommand | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'a command must be JSON';
  }
  if (typeof value !== 'object' || value === null)
    return 'a command must be an object like {"do":"stimulate"}';
  const command = value as Record<string, unknown>;
  switch (command.do) {
    case 'stimulate':
    case 'step':
    case 'reset':
      return { do: command.do };
    case 'membrane':
      return command.kind === 'passive' || command.kind === 'gated'
        ? { do: 'membrane', kind: command.kind }
        : 'membrane: expected kind "passive" or "gated"';
    case 'lens': {
      const lens = command.roomMsPerAxonMs;
      return typeof lens === 'number' && lens >= LENS_MIN && lens <= LENS_MAX
        ? { do: 'lens', roomMsPerAxonMs: lens }
        : `lens: expected roomMsPerAxonMs from ${LENS_MIN} to ${LENS_MAX}`;
    }
    case 'run':
      return typeof command.running === 'boolean'
        ? { do: 'run', running: command.running }
        : 'run: expected running true or false';
    case 'electrode': {
      const { name, at } = command;
      if (name !== 'blue' && name !== 'yellow') return 'electrode: expected name "blue" or "yellow"';
      return at === 'bath' || (Number.isInteger(at) && (at as number) >= 0)
        ? { do: 'electrode', name, at: at as number | 'bath' }
        : 'electrode: expected at "bath" or a site number';
    }
    default:
      return `unknown command ${quoted(command.do)}: expected stimulate, membrane, lens, run, step, reset or electrode`;
  }
}
