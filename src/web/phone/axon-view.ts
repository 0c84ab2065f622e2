/** The axon on a phone: the light of its LEDs, the potentials over them, and where both electrodes stand. */
import type { PagePicture } from '../../server/page-picture.js';
import type { PhoneState } from '../../server/phone-messages.js';
import { METERS } from '../../units.js';
import { screenBytes } from '../colour.js';
import { byId } from '../svg.js';
import { say } from '../words/say.js';
import { setText, signedFigure } from '../words.js';

/** Potentials from the bottom of the curve to its top [mV]: as on the large page. */
const [LOWEST_MV, HIGHEST_MV] = [-100, 60];
/** Shares of the height: the curve's, and where the LEDs begin, and theirs. */
const [CURVE_SHARE, LED_TOP, LED_SHARE] = [0.68, 0.72, 0.24];
/** Room for figures at the left. */
const LEFT_PX = 36;
const ELECTRODE_PX = 12;

export class AxonView {
  readonly #canvas = byId('axon', HTMLCanvasElement);
  readonly #figures = { blue: byId('blue', HTMLElement), yellow: byId('yellow', HTMLElement) };
  #state: PhoneState | undefined;
  #picture: PagePicture | undefined;
  #bytes = screenBytes(1);
  #brightness = 1;
  #frame = 0;

  state(state: PhoneState): void {
    this.#state = state;
    if (state.brightness !== this.#brightness) {
      this.#brightness = state.brightness;
      this.#bytes = screenBytes(1 / state.brightness);
    }
    this.#wake();
  }

  /** Undefined: what was shown is old. */
  picture(picture: PagePicture | undefined): void {
    this.#picture = picture;
    byId('axon-figures', HTMLElement).hidden = picture === undefined;
    if (picture) this.#wake();
  }

  #wake(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const [picture, state] = [this.#picture, this.#state];
    if (!picture || !state) return;
    for (const name of METERS) {
      const mv = name === 'blue' ? picture.blueMv : picture.yellowMv;
      setText(
        this.#figures[name],
        state.electrodes[name] === null ? say('meters.bath') : signedFigure(mv, 0),
      );
    }
    const paint = this.#sized();
    if (!paint) return;
    this.#drawLevels(paint, state);
    this.#drawAxon(paint, picture);
    this.#drawElectrodes(paint, state, picture.potentialMv.length);
  }

  /** The canvas, empty, with a unit of one CSS pixel; undefined while it is not shown. */
  #sized(): CanvasRenderingContext2D | undefined {
    const canvas = this.#canvas;
    const scale = Math.min(2, devicePixelRatio);
    const [width, height] = [Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const paint = canvas.getContext('2d');
    if (!paint || width === 0) return undefined;
    paint.setTransform(scale, 0, 0, scale, 0, 0);
    paint.clearRect(0, 0, width, height);
    return paint;
  }

  #yOf(mv: number): number {
    const within = Math.min(HIGHEST_MV, Math.max(LOWEST_MV, mv));
    const height = this.#canvas.clientHeight * CURVE_SHARE;
    return (height * (HIGHEST_MV - within)) / (HIGHEST_MV - LOWEST_MV);
  }

  #xOf(led: number, count: number): number {
    return LEFT_PX + ((led + 0.5) * (this.#canvas.clientWidth - LEFT_PX)) / Math.max(1, count);
  }

  #colour(name: string): string {
    return getComputedStyle(this.#canvas).getPropertyValue(`--${name}`);
  }

  #drawLevels(paint: CanvasRenderingContext2D, { restMv, levels }: PhoneState): void {
    paint.font = `14px ${getComputedStyle(this.#canvas).fontFamily}`;
    paint.strokeStyle = this.#colour('edge');
    paint.fillStyle = this.#colour('soft');
    paint.lineWidth = 1;
    paint.setLineDash([2, 4]);
    for (const mv of levels ? [levels.closesMv, levels.opensMv, restMv] : [restMv]) {
      const y = this.#yOf(mv);
      paint.beginPath();
      paint.moveTo(LEFT_PX, y);
      paint.lineTo(this.#canvas.clientWidth, y);
      paint.stroke();
      // Rest and threshold are near each other: one word above its line, one below.
      paint.textBaseline = mv === restMv ? 'top' : 'bottom';
      paint.fillText(signedFigure(mv, 0), 0, mv === restMv ? y - 4 : y + 4);
    }
    paint.setLineDash([]);
  }

  #drawAxon(paint: CanvasRenderingContext2D, { potentialMv, rgb }: PagePicture): void {
    const count = potentialMv.length;
    const height = this.#canvas.clientHeight;
    const width = 0.8 * (this.#xOf(1, count) - this.#xOf(0, count));
    for (let led = 0; led < count; led++) {
      const [r, g, b] = [0, 1, 2].map((part) => this.#bytes[rgb[3 * led + part]!]!);
      paint.fillStyle = `rgb(${r} ${g} ${b})`;
      paint.fillRect(this.#xOf(led, count) - width / 2, height * LED_TOP, width, height * LED_SHARE);
    }
    paint.beginPath();
    for (let led = 0; led < count; led++) paint.lineTo(this.#xOf(led, count), this.#yOf(potentialMv[led]!));
    paint.strokeStyle = this.#colour('ink');
    paint.lineWidth = 2.5;
    paint.stroke();
  }

  #drawElectrodes(paint: CanvasRenderingContext2D, { electrodes }: PhoneState, count: number): void {
    const { clientWidth, clientHeight: height } = this.#canvas;
    for (const name of METERS) {
      const share = electrodes[name];
      if (share === null) continue;
      const x = Math.min(clientWidth - ELECTRODE_PX, this.#xOf(share * (count - 1), count));
      paint.fillStyle = this.#colour(name);
      paint.beginPath();
      paint.moveTo(x, height * 0.9);
      paint.lineTo(x - 0.5 * ELECTRODE_PX, height);
      paint.lineTo(x + 0.5 * ELECTRODE_PX, height);
      paint.fill();
    }
  }
}
