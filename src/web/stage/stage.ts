/**
 * The axon on the page, drawn in layers by how often they change: glow, band and curve with each picture, scenery with
 * the axon or the size, the words of the lens a few times a second.
 */
import { viewScale, viewStops } from '../../display/view.js';
import type { PagePicture, PageState } from '../../server/messages.js';
import { screenBytes } from '../colour.js';
import { type SceneGeometry, sceneGeometry } from '../geometry.js';
import { Strip } from '../strip.js';
import { byId } from '../svg.js';
import type { Sweep } from '../sweep.js';
import { barStops } from './colour-bar.js';
import { Curve } from './curve.js';
import { gateState, OPEN } from './gates.js';
import { type StageLayout, stageLayout } from './layout.js';
import { ghostApart, ghostLabel, highestLabel } from './line-labels.js';
import { Pace } from './pace.js';
import { isInForce, paintedStretches } from './paints.js';
import { type StageInk, stageInk } from './pen.js';
import { isSame, sceneSize, snap } from './scene-box.js';
import { Scenery } from './scenery.js';
import { stageSentence } from './sentence.js';
import { StageLens } from './stage-lens.js';
import { SweepHighest } from './sweep-highest.js';

/** Room time in which an ion comes to the place of the next [ms]: the axon's time, so ions stand while it stands. */
const ION_MS = 320;
/** From one drawing of the soft light to the next, at least [ms of room, drawings]: it covers the whole stage, which is dear. */
const GLOW_MS = 45;
const GLOW_EVERY = 3;
/** From one sentence about the picture to the next, and from one place of a label to the next, at least [ms of room]. */
const SENTENCE_MS = 2000;
const LABEL_MS = 250;
const NO_BYTES = new Uint8Array(0);
const NO_POTENTIALS = new Float32Array(0);

interface Ready {
  readonly layout: StageLayout;
  readonly strip: Strip;
  readonly curve: Curve;
}

export class Stage {
  readonly #scene = byId('stage-axon', HTMLElement);
  readonly #canvases = {
    glow: byId('glow', HTMLCanvasElement),
    strip: byId('strip', HTMLCanvasElement),
    curve: byId('curve', HTMLCanvasElement),
  };
  readonly #scenery = new Scenery(byId('scenery', SVGSVGElement), byId('scenery-now', SVGSVGElement));
  readonly #lens: StageLens;
  readonly #glowPace = new Pace(GLOW_MS, GLOW_EVERY);
  #isGlowOld = false;
  readonly #labelPace = new Pace(LABEL_MS);
  readonly #sentencePace = new Pace(SENTENCE_MS);
  #state: PageState | undefined;
  #calm = false;
  #ready: Ready | undefined;
  #lookKey = '';
  #forceKey = '';
  readonly #highest = new SweepHighest();
  #ghostMv: Float32Array | undefined;
  #ghostWords = '';
  /** What was drawn last. */
  #rgb: Uint8Array = NO_BYTES;
  #gates: Uint8Array = NO_BYTES;
  #potentialMv: Float32Array = NO_POTENTIALS;
  #phase = 0;
  /** Whether the channels are on in what is shown: while somebody looks back, as they were then. */
  #channelsOn: boolean | undefined;
  #isNew = true;

  /** @param changed there is something to draw without a new picture. */
  constructor(changed: () => void) {
    this.#lens = new StageLens(this.#scenery, changed);
  }

  get geometry(): SceneGeometry {
    return this.#ready?.layout.geometry ?? this.#emptyGeometry();
  }

  /** The gates nearest to a point of the scene are in the lens from now on. */
  enlarge(x: number): void {
    this.#lens.choose(x);
  }

  /** A card asks to watch what happens, or does so no longer. */
  watch(isAsked: boolean): void {
    this.#lens.watch(isAsked);
  }

  /** Nobody points at gates any more. */
  leave(): void {
    this.#lens.letGo(this.geometry.hasLensRoom);
  }

  /** The highest potential of each LED in a sweep [mV]; undefined where nobody has seen it. */
  highestMv({ number, cutOff }: Pick<Sweep, 'number' | 'cutOff'>): Float32Array | undefined {
    return this.#highest.of(number, cutOff);
  }

  /** The highest of an earlier sweep, and what was another then. */
  ghost(highestMv: Float32Array | undefined, words: string): void {
    this.#ghostMv = highestMv;
    this.#ghostWords = words;
    const layout = this.#ready?.layout;
    if (layout) this.#scenery.ghost(layout.geometry, layout.scale, highestMv);
    this.#labelPace.hurry();
  }

  /** What is shown is old, or is news again. */
  link(isOpen: boolean): void {
    if (!isOpen && this.#scene.dataset.shown === 'picture') this.#scene.dataset.shown = 'old';
    this.#isNew = true;
  }

  state(state: PageState): void {
    const before = this.#state;
    this.#state = state;
    this.#isNew = true;
    const { axon, treatments, brightness, ledPlaces, electrodes, view, viewRestMv } = state;
    const key = JSON.stringify([axon, treatments, brightness, ledPlaces, view, viewRestMv]);
    if (key !== this.#lookKey) {
      this.#lookKey = key;
      this.#prepare();
    }
    if (before?.electrodes.blue !== electrodes.blue || before.electrodes.yellow !== electrodes.yellow)
      if (this.#ready) this.#lens.hang(state, this.#ready.layout);
  }

  layOut(calm: boolean): void {
    this.#calm = calm;
    this.#prepare();
  }

  /** Each picture as it comes. */
  keep({ lookingBack, picture, modelMs, highestMv }: PagePicture): void {
    const press = this.#state?.presses.findLast((one) => one.picture <= picture);
    if (press && !lookingBack) this.#highest.keep(press.sweep, modelMs, highestMv);
  }

  /** @returns whether something waits for its time. */
  draw(picture: PagePicture, wallMs: number): boolean {
    const state = this.#state;
    if (!state) return false;
    const gates = picture.channelsOn ? picture.gates : NO_BYTES;
    if (picture.rgb.length !== this.#rgb.length || picture.channelsOn !== this.#channelsOn) {
      this.#rgb = picture.rgb;
      this.#channelsOn = picture.channelsOn;
      this.#prepare();
    }
    const ready = this.#ready;
    if (!ready) return false;
    this.#redrawStretches(state, picture.modelMs);
    const phase = this.#calm ? 0 : ionPhase(gates, picture.modelMs * state.lens);
    if (
      this.#isNew ||
      phase !== this.#phase ||
      !isSame(picture.rgb, this.#rgb) ||
      !isSame(gates, this.#gates) ||
      !isSame(picture.potentialMv, this.#potentialMv)
    ) {
      ready.strip.draw(picture.rgb, gates, phase);
      ready.curve.draw(picture.potentialMv, picture.highestMv, ready.strip.ledColours);
      if (this.#scene.dataset.shown !== 'picture') this.#scene.dataset.shown = 'picture';
      this.#isGlowOld = true;
    }
    if (this.#isGlowOld && this.#glowPace.admits(wallMs)) {
      ready.strip.drawGlow();
      this.#isGlowOld = false;
    }
    this.#isNew = false;
    this.#phase = phase;
    this.#rgb = picture.rgb;
    this.#gates = gates;
    this.#potentialMv = picture.potentialMv;
    if (this.#labelPace.admits(wallMs)) this.#label(ready.layout, picture);
    if (this.#sentencePace.admits(wallMs))
      this.#canvases.strip.setAttribute('aria-label', stageSentence(state.axon, picture));
    return this.#lens.show(state, ready.layout, gates, picture.picture, wallMs) || this.#isGlowOld;
  }

  #label({ geometry, scale }: StageLayout, { highestMv, potentialMv }: PagePicture): void {
    const highest = highestLabel(geometry, scale, highestMv, potentialMv);
    const ghost = ghostLabel(geometry, scale, this.#ghostMv, this.#ghostWords);
    this.#scenery.label('highest', highest);
    this.#scenery.label('ghost', ghostApart(ghost, highest, geometry.remPx));
  }

  /** A treatment may begin and end on the axon's own time. */
  #redrawStretches(state: PageState, modelMs: number): void {
    let key = '';
    for (const { treatment } of state.treatments) key += isInForce(treatment, modelMs) ? '1' : '0';
    if (key === this.#forceKey) return;
    this.#forceKey = key;
    this.#drawScenery(state, modelMs);
  }

  #drawScenery(state: PageState, modelMs: number): void {
    const layout = this.#ready?.layout;
    if (!layout) return;
    const { geometry, scale } = layout;
    const { view, viewRestMv, brightness, axon } = state;
    const bar = viewScale(view, viewRestMv, axon.excitable);
    this.#scenery.draw({
      geometry,
      scale,
      hasGates: layout.gateXs.length > 0,
      switching: axon.switching,
      excitable: axon.excitable,
      stretches: paintedStretches(state, geometry, modelMs),
      bar,
      barStops: barStops(bar, viewStops(view, viewRestMv, brightness), screenBytes(1 / brightness)),
    });
    this.#scenery.ghost(geometry, scale, this.#ghostMv);
  }

  #emptyGeometry(): SceneGeometry {
    const { width, height, remPx } = sceneSize(this.#scene);
    return sceneGeometry(width, height, 0, [], { remPx });
  }

  /** An axon of which nothing is known. */
  #drawNothing(ink: StageInk): void {
    const geometry = this.#emptyGeometry();
    const { glow, strip } = this.#canvases;
    const look = { gateXs: [], sheaths: [], isUneven: false, exposure: 1, ink };
    const drawn = new Strip(geometry, 0, look, glow, strip);
    drawn.draw(NO_BYTES, NO_BYTES, 0);
    drawn.drawGlow();
    this.#scenery.drawNothing(geometry);
  }

  #prepare(): void {
    const state = this.#state;
    const size = sceneSize(this.#scene);
    if (size.width === 0 || size.height === 0) return;
    snap(this.#scene);
    const ink = stageInk(this.#scene);
    if (!state) {
      this.#drawNothing(ink);
      return;
    }
    const channelsOn = this.#channelsOn ?? state.channelsOn;
    const layout = stageLayout(
      { ...state, channelsOn },
      size,
      Math.floor(this.#rgb.length / 3) || state.ledCount,
    );
    const { geometry, gateXs, sheaths, isUneven, scale } = layout;
    const { glow, strip, curve } = this.#canvases;
    const look = { gateXs, sheaths, isUneven, exposure: 1 / state.brightness, ink };
    this.#ready = {
      layout,
      strip: new Strip(geometry, geometry.ledXs.length, look, glow, strip),
      curve: new Curve(curve, geometry, scale, ink),
    };
    this.#lens.setUp(state, layout);
    this.#lens.hang(state, layout);
    this.#isNew = true;
    this.#forceKey = '?';
    this.#labelPace.hurry();
    this.#glowPace.hurry();
  }
}

/** @param roomMs the axon's time in the room's milliseconds. */
function ionPhase(gates: Uint8Array, roomMs: number): number {
  for (let at = 0; at < gates.length; at++) if (gateState(gates[at]!) === OPEN) return (roomMs / ION_MS) % 1;
  return 0;
}
