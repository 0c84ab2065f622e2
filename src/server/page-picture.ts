/** Pictures for the page, as the web socket carries them: values and bytes. Pure. */

/** One picture for the page. */
export interface PagePicture {
  /** Its number on the tape of the last minute: what is shown again later has the same. */
  readonly picture: number;
  /** It is shown again: its potentials, times and samples are those of then. */
  readonly lookingBack: boolean;
  /** Whether the axon's channels were on. */
  readonly channelsOn: boolean;
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
  /** What each LED is to show, before every limit, in order along the axon [mV]. */
  readonly potentialMv: Float32Array;
  /** The highest that each LED was to show since the sweep began [mV]. */
  readonly highestMv: Float32Array;
  /** Two bytes a pair, sodium and potassium: bits 7 and 6 are its `GATE_STATES`, 5 to 0 its open share (0 to 63). */
  readonly gates: Uint8Array;
  /** At the blue electrode, then at the yellow one: gates, then currents, as `axon.gates` says; NaN in the bath. */
  readonly inside: Float32Array;
  /** Both voltmeters since the picture before: time [ms of axon], blue [mV], yellow [mV], again and again. */
  readonly samples: Float64Array;
  /** Pictures just before this one that were not sent, whose samples it brings along; absent: none. */
  readonly skipped?: number;
}

/** The same with numbers as precise as the rig has them. */
export type PictureToSend = Omit<PagePicture, 'potentialMv' | 'inside'> & {
  readonly potentialMv: ArrayLike<number>;
  readonly inside: ArrayLike<number>;
};

const PICTURE_KIND = 2;
const HEADER_BYTES = 44;
const LED_BYTES = 11;
const SAMPLE_BYTES = 16;
/** What two bytes can count. */
const MOST = 65_535;

/** How many there are of what repeats. */
interface Counts {
  readonly leds: number;
  readonly samples: number;
  readonly pairs: number;
  readonly inside: number;
}

function bytesOf({ leds, samples, pairs, inside }: Counts): number {
  return HEADER_BYTES + LED_BYTES * leds + 2 * pairs + 4 * inside + SAMPLE_BYTES * samples;
}

/**
 * Little-endian: u8 kind 2, u8 flags (1 current limit, 2 flash limit, 4 looking back, 8 channels on), u16 LEDs, u16 samples, u16 pairs
 * of gates, f64 modelMs, f32 blue, f32 yellow, f32 mA, f32 highest of blue, f32 of yellow, u32 number, u16 numbers of
 * inside, u16 skipped pictures; then 3 bytes per LED, f32 per LED, f32 per LED (highest), 2 bytes per pair, f32 per number of inside; then per sample f64 ms,
 * f32, f32.
 * @throws RangeError where there is more of anything than two bytes can count.
 */
export function encodePagePicture(picture: PictureToSend): Uint8Array {
  const { rgb, potentialMv, highestMv, gates, inside, samples } = picture;
  const counts = {
    leds: rgb.length / 3,
    samples: samples.length / 3,
    pairs: gates.length / 2,
    inside: inside.length,
  };
  for (const [name, count] of Object.entries(counts))
    if (count > MOST) throw new RangeError(`picture: expected at most ${MOST} ${name}, got ${count}`);
  const bytes = new Uint8Array(bytesOf(counts));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, PICTURE_KIND);
  view.setUint8(1, flagsOf(picture));
  view.setUint16(2, counts.leds, true);
  view.setUint16(4, counts.samples, true);
  view.setUint16(6, counts.pairs, true);
  view.setFloat64(8, picture.modelMs, true);
  view.setFloat32(16, picture.blueMv, true);
  view.setFloat32(20, picture.yellowMv, true);
  view.setFloat32(24, picture.currentMa, true);
  view.setFloat32(28, picture.blueHighestMv, true);
  view.setFloat32(32, picture.yellowHighestMv, true);
  view.setUint32(36, picture.picture, true);
  view.setUint16(40, counts.inside, true);
  view.setUint16(42, picture.skipped ?? 0, true);
  bytes.set(rgb, HEADER_BYTES);
  let at = HEADER_BYTES + rgb.length;
  for (let led = 0; led < counts.leds; led++, at += 4) view.setFloat32(at, potentialMv[led]!, true);
  for (let led = 0; led < counts.leds; led++, at += 4) view.setFloat32(at, highestMv[led]!, true);
  bytes.set(gates, at);
  at += gates.length;
  for (let i = 0; i < counts.inside; i++, at += 4) view.setFloat32(at, inside[i]!, true);
  for (let i = 0; i < samples.length; i += 3, at += SAMPLE_BYTES) {
    view.setFloat64(at, samples[i]!, true);
    view.setFloat32(at + 8, samples[i + 1]!, true);
    view.setFloat32(at + 12, samples[i + 2]!, true);
  }
  return bytes;
}

function flagsOf(picture: PictureToSend): number {
  const { currentLimitActing, flashLimitActing, lookingBack, channelsOn } = picture;
  return (
    (currentLimitActing ? 1 : 0) | (flashLimitActing ? 2 : 0) | (lookingBack ? 4 : 0) | (channelsOn ? 8 : 0)
  );
}

function floatsOf(view: DataView, from: number, count: number): Float32Array {
  const floats = new Float32Array(count);
  for (let i = 0; i < count; i++) floats[i] = view.getFloat32(from + 4 * i, true);
  return floats;
}

/** The picture in bytes, or `undefined` if they are none that can be shown. */
export function decodePagePicture(bytes: Uint8Array): PagePicture | undefined {
  if (bytes.length < HEADER_BYTES || bytes[0] !== PICTURE_KIND) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const counts = {
    leds: view.getUint16(2, true),
    samples: view.getUint16(4, true),
    pairs: view.getUint16(6, true),
    inside: view.getUint16(40, true),
  };
  if (bytes.length !== bytesOf(counts)) return undefined;
  const potentialAt = HEADER_BYTES + 3 * counts.leds;
  const highestAt = potentialAt + 4 * counts.leds;
  const gatesAt = highestAt + 4 * counts.leds;
  const insideAt = gatesAt + 2 * counts.pairs;
  const samples = new Float64Array(3 * counts.samples);
  let at = insideAt + 4 * counts.inside;
  for (let i = 0; i < samples.length; i += 3, at += SAMPLE_BYTES) {
    samples[i] = view.getFloat64(at, true);
    samples[i + 1] = view.getFloat32(at + 8, true);
    samples[i + 2] = view.getFloat32(at + 12, true);
  }
  const flags = view.getUint8(1);
  const skipped = view.getUint16(42, true);
  const picture = {
    picture: view.getUint32(36, true),
    lookingBack: (flags & 4) !== 0,
    channelsOn: (flags & 8) !== 0,
    modelMs: view.getFloat64(8, true),
    blueMv: view.getFloat32(16, true),
    yellowMv: view.getFloat32(20, true),
    blueHighestMv: view.getFloat32(28, true),
    yellowHighestMv: view.getFloat32(32, true),
    currentMa: view.getFloat32(24, true),
    currentLimitActing: (flags & 1) !== 0,
    flashLimitActing: (flags & 2) !== 0,
    rgb: bytes.subarray(HEADER_BYTES, potentialAt),
    potentialMv: floatsOf(view, potentialAt, counts.leds),
    highestMv: floatsOf(view, highestAt, counts.leds),
    gates: bytes.subarray(gatesAt, insideAt),
    inside: floatsOf(view, insideAt, counts.inside),
    samples,
    ...(skipped > 0 && { skipped }),
  };
  const { modelMs, blueMv, yellowMv, currentMa, potentialMv, highestMv } = picture;
  const known = [modelMs, blueMv, yellowMv, currentMa].every(Number.isFinite);
  return known && [potentialMv, highestMv, samples].every((each) => each.every(Number.isFinite))
    ? picture
    : undefined;
}
