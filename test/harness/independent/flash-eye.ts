/**
 * An eye that counts flashes of a strip while it looks on, and knows nothing of what limits them. A flash is a pair of
 * opposing changes of relative luminance of a tenth or more (WCAG 2.3.1), however bright the darker state; the eye looks at
 * every LED, at sixths of the strip that overlap by half, and at the strip as a whole, through every window of one second.
 */

/** Smallest change that counts, of the brightest colour; and smaller ones, which show how near a strip comes to it. */
const CHANGES = [0.1, 0.07, 0.04] as const;
const WINDOW_MS = 1000;
/** Saturated red: so much of the light, and so much of it beyond the rest (WCAG 2.3.1). */
const RED_SHARE = 0.8;
const RED_BEYOND = 20 / 320;
/** Sums of decimals. */
const HAIR = 1e-5;
const SIXTHS = 6;

interface Part {
  readonly from: number;
  readonly to: number;
}

/** What of a strip is looked at, apart from each LED. */
function partsOf(ledCount: number): readonly Part[] {
  const size = Math.max(2, Math.round(ledCount / SIXTHS));
  const parts: Part[] = [];
  for (let from = 0; from + size <= ledCount; from += Math.floor(size / 2))
    parts.push({ from, to: from + size });
  parts.push({ from: ledCount - size, to: ledCount }, { from: 0, to: ledCount });
  return parts;
}

export class FlashEye {
  /** Most swings in any second so far, and when, and where: two are a flash. */
  mostSwings = 0;
  mostAtMs = 0;
  mostAt = '';
  /** The same of changes that are too small to count, the larger first. */
  readonly nearly: number[] = CHANGES.slice(1).map(() => 0);
  /** LEDs that were seen in saturated red. */
  redLeds = 0;
  pictures = 0;
  readonly #ledCount: number;
  readonly #white: number;
  readonly #parts: readonly Part[];
  readonly #signals: number;
  /** Times and light of what was shown within the window, and of what stood before it; the oldest first. */
  #times: number[] = [];
  #lights: Float32Array[] = [];
  readonly #spare: Float32Array[] = [];
  readonly #last: Uint8Array;
  /** How far the light of each signal has gone to and fro in the window: so many swings it has at most. */
  readonly #travel: Float64Array;
  // Of one signal, for each change: lowest and highest since the last swing, which way that went, and how many there were.
  readonly #low = new Float64Array(CHANGES.length);
  readonly #high = new Float64Array(CHANGES.length);
  readonly #goes = new Int8Array(CHANGES.length);
  readonly #swings = new Uint16Array(CHANGES.length);

  /** @param brightest luminance of the brightest colour of the strip, as PWM counts, 0 to 255. */
  constructor(ledCount: number, brightest: number) {
    this.#ledCount = ledCount;
    this.#white = brightest;
    this.#parts = partsOf(ledCount);
    this.#signals = ledCount + this.#parts.length;
    this.#last = new Uint8Array(3 * ledCount);
    this.#travel = new Float64Array(this.#signals);
  }

  /** Nothing was ever seen: another strip, or one that has stood still for long. */
  begin(): void {
    this.pictures = 0;
    this.mostSwings = 0;
    this.nearly.fill(0);
    this.mostAt = '';
    this.#times = [];
    this.#spare.push(...this.#lights);
    this.#lights = [];
    this.#travel.fill(0);
  }

  /** The strip shows this from now on. Times never run backwards. */
  show(nowMs: number, rgb: Uint8Array): void {
    if (this.pictures > 0 && this.#isAsBefore(rgb)) return;
    this.pictures++;
    this.#last.set(rgb.subarray(0, 3 * this.#ledCount));
    // One that was followed before the window began is not seen in it.
    while (this.#times.length > 1 && this.#times[1]! < nowMs - WINDOW_MS) {
      this.#times.shift();
      const gone = this.#lights.shift()!;
      this.#addTravel(gone, this.#lights[0]!, -1);
      this.#spare.push(gone);
    }
    const light = this.#lightOf(rgb, this.#spare.pop() ?? new Float32Array(this.#signals));
    const before = this.#lights.at(-1);
    if (before) this.#addTravel(before, light, 1);
    this.#times.push(nowMs);
    this.#lights.push(light);
    this.#count(nowMs);
  }

  #isAsBefore(rgb: Uint8Array): boolean {
    for (let i = 0; i < this.#last.length; i++) if (rgb[i] !== this.#last[i]) return false;
    return true;
  }

  #addTravel(from: Float32Array, to: Float32Array, times: 1 | -1): void {
    for (let signal = 0; signal < this.#signals; signal++)
      this.#travel[signal]! += times * Math.abs(to[signal]! - from[signal]!);
  }

  /** Whether a signal can have more swings than any had so far. */
  #mayBeWorse(signal: number): boolean {
    const travel = this.#travel[signal]! + HAIR;
    if (travel >= CHANGES[0] * (this.mostSwings + 1)) return true;
    return this.nearly.some((most, k) => travel >= CHANGES[k + 1]! * (most + 1));
  }

  #lightOf(rgb: Uint8Array, light: Float32Array): Float32Array {
    for (let led = 0; led < this.#ledCount; led++) {
      const [r, g, b] = [rgb[3 * led]!, rgb[3 * led + 1]!, rgb[3 * led + 2]!];
      light[led] = (0.2126 * r + 0.7152 * g + 0.0722 * b) / this.#white;
      if (r >= RED_SHARE * (r + g + b) && r - g - b > 255 * RED_BEYOND) this.redLeds++;
    }
    for (let part = 0; part < this.#parts.length; part++) {
      const { from, to } = this.#parts[part]!;
      let sum = 0;
      for (let led = from; led < to; led++) sum += light[led]!;
      light[this.#ledCount + part] = sum / (to - from);
    }
    return light;
  }

  #count(nowMs: number): void {
    for (let signal = 0; signal < this.#signals; signal++) {
      if (!this.#mayBeWorse(signal)) continue;
      this.#countSwings(signal);
      for (let k = 1; k < CHANGES.length; k++)
        this.nearly[k - 1] = Math.max(this.nearly[k - 1]!, this.#swings[k]!);
      if (this.#swings[0]! <= this.mostSwings) continue;
      this.mostSwings = this.#swings[0]!;
      this.mostAtMs = nowMs;
      const part = this.#parts[signal - this.#ledCount];
      this.mostAt = part ? `LEDs ${part.from} to ${part.to - 1}` : `LED ${signal}`;
    }
  }

  /** Most opposing changes, one after the other, that can be found in the window. */
  #countSwings(signal: number): void {
    const lights = this.#lights;
    this.#low.fill(lights[0]![signal]!);
    this.#high.fill(lights[0]![signal]!);
    this.#goes.fill(0);
    this.#swings.fill(0);
    for (let at = 1; at < lights.length; at++) {
      const light = lights[at]![signal]!;
      for (let k = 0; k < CHANGES.length; k++) this.#follow(k, light);
    }
  }

  #follow(k: number, light: number): void {
    const change = CHANGES[k]! - HAIR;
    const goes = this.#goes[k]!;
    const rises = goes <= 0 && light >= this.#low[k]! + change;
    if (rises || (goes >= 0 && light <= this.#high[k]! - change)) {
      this.#goes[k] = rises ? 1 : -1;
      this.#swings[k]!++;
      this.#low[k] = light;
      this.#high[k] = light;
    } else if (light > this.#high[k]!) this.#high[k] = light;
    else if (light < this.#low[k]!) this.#low[k] = light;
  }
}
