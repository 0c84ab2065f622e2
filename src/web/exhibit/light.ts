/** The axon on an exhibit's screen: its light and its potentials as they are, or the highest of each place in one picture. */
import { levelColours } from '../../display/palette.js';
import { viewStops } from '../../display/view.js';
import type { PagePicture, PageState } from '../../server/messages.js';
import { levelOfMv } from '../../units.js';
import { ledShares, placeX, type SceneGeometry } from '../geometry.js';
import { Pace } from '../stage/pace.js';
import { penOn, screenScale, stageInk } from '../stage/pen.js';
import { potentialScale, potentialY } from '../stage/potential-scale.js';
import { isSame } from '../stage/scene-box.js';
import { Strip } from '../strip.js';
import { byId } from '../svg.js';
import { screenGeometry, unitPx } from './scene.js';

/** `live`: as it is. `result`: the highest of each place. `still`: the same, where the axon lies as when it is live. */
export type LightKind = 'live' | 'result' | 'still';

/** As on the stage of the instrument: the soft light is dear. */
const GLOW_MS = 45;
const GLOW_EVERY = 3;
/** LEDs closer to where they would stand evenly than this stand evenly [share of the axon]. */
const EVEN_WITHIN = 1e-4;
/** The line of the potentials [rem]. */
const LINE_REM = 0.25;
const NO_GATES = new Uint8Array(0);

interface Ready {
  readonly key: string;
  readonly geometry: SceneGeometry;
  readonly strip: Strip;
  readonly curve: CanvasRenderingContext2D;
}

export class ScreenLight {
  readonly #box: HTMLElement;
  readonly #canvases = {
    glow: byId('kiosk-glow', HTMLCanvasElement),
    strip: byId('kiosk-strip', HTMLCanvasElement),
    curve: byId('kiosk-curve', HTMLCanvasElement),
  };
  readonly #glowPace = new Pace(GLOW_MS, GLOW_EVERY);
  #state: PageState | undefined;
  #ready: Ready | undefined;
  #shown: ArrayLike<number> = NO_GATES;
  #isGlowOld = false;
  /** Three counts for each level of potential. */
  #colours: Uint8Array = NO_GATES;
  #coloursFor = '';

  constructor(box: HTMLElement) {
    this.#box = box;
  }

  state(state: PageState): void {
    this.#state = state;
  }

  /** Sizes are others. */
  layOut(): void {
    this.#ready = undefined;
  }

  /** Where a place of the axon is; undefined until something was drawn. */
  placeX(place: number): number | undefined {
    const geometry = this.#ready?.geometry;
    return geometry && this.#state ? placeX(geometry, place, this.#state.axon) : undefined;
  }

  get geometry(): SceneGeometry | undefined {
    return this.#ready?.geometry;
  }

  /** @returns whether something waits for its time. */
  draw(picture: PagePicture, kind: LightKind, wallMs: number): boolean {
    const state = this.#state;
    const leds = picture.potentialMv.length;
    const ready = state && leds > 0 ? this.#prepare(state, kind, leds) : undefined;
    if (!state || !ready) return false;
    const seen = kind === 'live' ? picture.potentialMv : picture.highestMv;
    // The light may change while potentials do not: limits, and a view that is faded to.
    const light = kind === 'live' ? picture.rgb : seen;
    if (!isSame(light, this.#shown)) {
      this.#shown = light;
      ready.strip.draw(kind === 'live' ? picture.rgb : this.#colourOf(state, seen), NO_GATES, 0);
      this.#drawCurve(ready, state, seen, kind);
      this.#isGlowOld = true;
    }
    if (this.#isGlowOld && this.#glowPace.admits(wallMs)) {
      ready.strip.drawGlow();
      this.#isGlowOld = false;
    }
    return this.#isGlowOld;
  }

  #prepare(state: PageState, kind: LightKind, leds: number): Ready | undefined {
    const { clientWidth: width, clientHeight: height } = this.#box;
    const remPx = unitPx(width, height);
    if (width === 0 || height === 0) return undefined;
    const { axon, ledPlaces, brightness } = state;
    const where = kind === 'result' ? 'result' : 'live';
    const key = JSON.stringify([width, height, remPx, where, leds, axon, ledPlaces, brightness]);
    if (this.#ready?.key === key) return this.#ready;
    const shares = ledPlaces ?? ledShares(axon);
    const geometry = screenGeometry({ width, height, remPx }, where, leds, shares, axon.kind === 'patch');
    const look = {
      gateXs: [],
      sheaths: [],
      isUneven:
        shares.length === leds &&
        shares.some((share, led) => Math.abs(share - (led + 0.5) / leds) > EVEN_WITHIN),
      exposure: 1 / brightness,
      ink: stageInk(this.#box),
    };
    const { glow, strip, curve } = this.#canvases;
    const px = screenScale();
    const pen = penOn(curve, width * px, height * px);
    pen.setTransform(px, 0, 0, px, 0, 0);
    pen.lineJoin = pen.lineCap = 'round';
    pen.lineWidth = LINE_REM * remPx;
    pen.strokeStyle = look.ink.ink;
    this.#ready = { key, geometry, strip: new Strip(geometry, leds, look, glow, strip), curve: pen };
    this.#shown = NO_GATES;
    this.#glowPace.hurry();
    return this.#ready;
  }

  /** The colours that the strip's own palette has for these potentials. */
  #colourOf({ view, viewRestMv, brightness }: PageState, potentialMv: Float32Array): Uint8Array {
    const key = `${view} ${viewRestMv} ${brightness}`;
    if (key !== this.#coloursFor) {
      this.#coloursFor = key;
      this.#colours = levelColours(viewStops(view, viewRestMv, brightness));
    }
    const rgb = new Uint8Array(3 * potentialMv.length);
    for (const [led, mv] of potentialMv.entries()) {
      const from = 3 * levelOfMv(mv);
      rgb.set(this.#colours.subarray(from, from + 3), 3 * led);
    }
    return rgb;
  }

  #drawCurve({ curve, geometry }: Ready, state: PageState, potentialMv: Float32Array, kind: LightKind): void {
    curve.clearRect(0, 0, geometry.width, geometry.height);
    if (kind !== 'live' || potentialMv.length < 2) return;
    const scale = potentialScale(state.axon);
    curve.beginPath();
    for (const [led, x] of geometry.ledXs.entries())
      curve.lineTo(x, potentialY(geometry, scale, potentialMv[led]!));
    // On to the end of the picture, as the axon goes on.
    if (!geometry.spot) curve.lineTo(geometry.width, potentialY(geometry, scale, potentialMv.at(-1)!));
    curve.stroke();
  }
}
