/** Pictures for the page, as the web socket carries them: values and bytes. Pure. */

/** One picture for the page. */
export interface PagePicture {
  /** Its number on the tape of the last minute: what is shown again later has the same. */
  readonly picture: number;
  /** It is shown again: its potentials, times and samples are those of then. */
  readonly lookingBack: boolean;
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

const PICTURE_KIND = 1;
const HEADER_BYTES = 40;
const SAMPLE_BYTES = 16;

/**
 * Little-endian: u8 kind 1, u8 flags (1 current limit, 2 flash limit, 4 looking back), u16 LEDs, u16 samples, u16 0,
 * f64 modelMs, f32 blue, f32 yellow, f32 mA, f32 highest of blue, f32 of yellow, u32 number; then 3 bytes per LED; then per sample f64 ms, f32, f32.
 */
export function encodePagePicture(picture: PagePicture): Uint8Array {
  const ledCount = picture.rgb.length / 3;
  const sampleCount = picture.samples.length / 3;
  const bytes = new Uint8Array(HEADER_BYTES + picture.rgb.length + sampleCount * SAMPLE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, PICTURE_KIND);
  view.setUint8(1, flagsOf(picture));
  view.setUint16(2, ledCount, true);
  view.setUint16(4, sampleCount, true);
  view.setFloat64(8, picture.modelMs, true);
  view.setFloat32(16, picture.blueMv, true);
  view.setFloat32(20, picture.yellowMv, true);
  view.setFloat32(24, picture.currentMa, true);
  view.setFloat32(28, picture.blueHighestMv, true);
  view.setFloat32(32, picture.yellowHighestMv, true);
  view.setUint32(36, picture.picture, true);
  bytes.set(picture.rgb, HEADER_BYTES);
  let at = HEADER_BYTES + picture.rgb.length;
  for (let i = 0; i < picture.samples.length; i += 3, at += SAMPLE_BYTES) {
    view.setFloat64(at, picture.samples[i]!, true);
    view.setFloat32(at + 8, picture.samples[i + 1]!, true);
    view.setFloat32(at + 12, picture.samples[i + 2]!, true);
  }
  return bytes;
}

function flagsOf({ currentLimitActing, flashLimitActing, lookingBack }: PagePicture): number {
  return (currentLimitActing ? 1 : 0) | (flashLimitActing ? 2 : 0) | (lookingBack ? 4 : 0);
}

/** The picture in bytes, or `undefined` if they are none that can be shown. */
export function decodePagePicture(bytes: Uint8Array): PagePicture | undefined {
  if (bytes.length < HEADER_BYTES || bytes[0] !== PICTURE_KIND) return undefined;
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
  const picture = {
    picture: view.getUint32(36, true),
    lookingBack: (view.getUint8(1) & 4) !== 0,
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
  const { modelMs, blueMv, yellowMv, currentMa } = picture;
  return [modelMs, blueMv, yellowMv, currentMa].every(Number.isFinite) ? picture : undefined;
}
