/**
 * Two glass pipettes below the axon, blue and yellow, each with a wire down to its voltmeter. They can be dragged:
 * along the axon, into it, out into the bath. Everything that dragging does the meters' own controls do too.
 */
import type { PageState } from '../server/messages.js';
import { METERS, type MeterName } from '../units.js';
import { type PlacesOf, placeAt, placeX, type SceneGeometry } from './geometry.js';
import { svg } from './svg.js';

type Place = number | 'bath';
const MOVE_MS = 320;

interface Pipette {
  readonly group: SVGGElement;
  readonly wire: SVGPathElement;
  readonly lean: number;
  /** Present place of the tip [px], and where it moves to. */
  x: number;
  y: number;
  toX: number;
  toY: number;
  /** The last place it was in: in the bath it waits below that one. */
  place: number;
}

export class Electrodes {
  readonly #svg: SVGSVGElement;
  readonly #pipettes: Readonly<Record<MeterName, Pipette>>;
  readonly #moved: (name: MeterName, at: Place) => void;
  #geometry: SceneGeometry | undefined;
  #axon: PlacesOf | undefined;
  #places: PageState['electrodes'] = { blue: 'bath', yellow: 'bath' };
  #still = false;
  #lastMs = 0;
  #animation = 0;

  constructor(scene: SVGSVGElement, moved: (name: MeterName, at: Place) => void) {
    this.#svg = scene;
    this.#moved = moved;
    this.#pipettes = { blue: this.#pipette('blue', -30), yellow: this.#pipette('yellow', 30) };
    for (const name of METERS) scene.append(this.#pipettes[name].wire);
    for (const name of METERS) scene.append(this.#pipettes[name].group);
    for (const name of METERS) this.#draggable(name);
  }

  /** Where the pipettes are to be. `still` puts them there at once. */
  place(places: PageState['electrodes'], axon: PlacesOf): void {
    const { kind, lastPlace } = axon;
    if (kind !== this.#axon?.kind || lastPlace !== this.#axon.lastPlace) {
      const count = kind === 'cable' ? lastPlace : lastPlace + 1;
      this.#pipettes.blue.place = Math.min(lastPlace, Math.round(count / 4));
      this.#pipettes.yellow.place = Math.min(lastPlace, Math.round((count * 3) / 4));
    }
    this.#axon = axon;
    this.#places = places;
    this.#aim();
  }

  /** The place a meter's electrode is at, or was at last. */
  placeOf(name: MeterName): number {
    return this.#pipettes[name].place;
  }

  resize(geometry: SceneGeometry, still: boolean): void {
    this.#geometry = geometry;
    this.#still = still;
    this.#svg.setAttribute('viewBox', `0 0 ${geometry.width} ${geometry.height}`);
    this.#aim();
    this.#jump();
  }

  #aim(): void {
    const geometry = this.#geometry;
    for (const name of METERS) {
      const pipette = this.#pipettes[name];
      const place = this.#places[name];
      if (place !== 'bath') pipette.place = place;
      this.#svg.ownerDocument.documentElement.dataset[`${name}Electrode`] =
        place === 'bath' ? 'bath' : 'inside';
      if (!geometry || !this.#axon) continue;
      pipette.toX = placeX(geometry, pipette.place, this.#axon);
      pipette.toY = place === 'bath' ? bathY(geometry) : insideY(geometry);
    }
    if (this.#still) this.#jump();
    else if (this.#animation === 0 && geometry) {
      this.#lastMs = performance.now();
      this.#animation = requestAnimationFrame((nowMs) => this.#glide(nowMs));
    }
  }

  #jump(): void {
    for (const name of METERS) {
      const pipette = this.#pipettes[name];
      pipette.x = pipette.toX;
      pipette.y = pipette.toY;
      this.#put(name);
    }
  }

  #glide(nowMs: number): void {
    const part = 1 - Math.exp((-4 * Math.max(1, nowMs - this.#lastMs)) / MOVE_MS);
    this.#lastMs = nowMs;
    let moving = false;
    for (const name of METERS) {
      const pipette = this.#pipettes[name];
      pipette.x += (pipette.toX - pipette.x) * part;
      pipette.y += (pipette.toY - pipette.y) * part;
      if (Math.hypot(pipette.toX - pipette.x, pipette.toY - pipette.y) > 0.3) moving = true;
    }
    if (!moving) this.#jump();
    for (const name of METERS) this.#put(name);
    this.#animation = moving ? requestAnimationFrame((next) => this.#glide(next)) : 0;
  }

  #put(name: MeterName): void {
    const { group, wire, x, y, lean: fullLean } = this.#pipettes[name];
    const geometry = this.#geometry;
    if (!geometry) return;
    const size = geometry.height / 300;
    // At an end of the axon it stands up straighter, or leans the other way, to stay on the scene.
    const lean = leanWithin(geometry, fullLean, x, size);
    const skew = (Math.atan((lean - fullLean) / PIPETTE_LENGTH) * 180) / Math.PI;
    group.setAttribute(
      'transform',
      `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size.toFixed(3)}) skewX(${skew.toFixed(2)})`,
    );
    const endX = x + lean * size;
    const endY = y + PIPETTE_LENGTH * size;
    const meter = document.getElementById(`${name}-meter`)?.getBoundingClientRect();
    const scene = this.#svg.getBoundingClientRect();
    const meterX = meter ? meter.left + meter.width / 2 - scene.left : endX;
    const floor = geometry.height;
    const bend = (floor - endY) * 0.75;
    wire.setAttribute(
      'd',
      `M${endX.toFixed(1)} ${endY.toFixed(1)} C${(endX + lean * 0.6 * size).toFixed(1)} ${(endY + bend).toFixed(1)} ` +
        `${meterX.toFixed(1)} ${(floor - bend).toFixed(1)} ${meterX.toFixed(1)} ${floor + 2}`,
    );
  }

  #pipette(name: MeterName, lean: number): Pipette {
    const end = PIPETTE_LENGTH;
    const side = (half: number, at: number): string => `${((lean * at) / end + half).toFixed(1)} ${at}`;
    const group = svg(
      'g',
      { class: `pipette ${name}` },
      svg('path', { class: 'grip', d: `M-14 6 L${side(-16, end)} L${side(16, end)} L14 6 Z` }),
      svg('path', {
        class: 'glass',
        d: `M-0.5 0 L${side(-2, 22)} C${side(-3.4, 38)} ${side(-6, 40)} ${side(-6, 58)} L${side(-6, end)} L${side(6, end)} L${side(6, 58)} C${side(6, 40)} ${side(3.4, 38)} ${side(2, 22)} L0.5 0 Z`,
      }),
      svg('path', { class: 'silver', d: `M${side(0, 34)} L${side(0, end)}` }),
    );
    const wire = svg('path', { class: `wire ${name}` });
    return { group, wire, lean, x: 0, y: 0, toX: 0, toY: 0, place: 0 };
  }

  #draggable(name: MeterName): void {
    const { group } = this.#pipettes[name];
    let holdX = 0;
    let holdY = 0;
    let held = false;
    group.addEventListener('pointerdown', (event) => {
      if (!this.#geometry || event.button !== 0) return;
      held = true;
      group.setPointerCapture(event.pointerId);
      holdX = event.clientX - this.#pipettes[name].x;
      holdY = event.clientY - this.#pipettes[name].y;
      event.preventDefault();
    });
    group.addEventListener('pointermove', (event) => {
      const geometry = this.#geometry;
      const axon = this.#axon;
      if (!held || !geometry || !axon) return;
      const outside = event.clientY - holdY > (insideY(geometry) + bathY(geometry)) / 2;
      const at = outside ? 'bath' : placeAt(geometry, event.clientX - holdX, axon);
      if (at !== this.#places[name]) this.#moved(name, at);
    });
    const drop = (): void => {
      held = false;
    };
    group.addEventListener('pointerup', drop);
    group.addEventListener('pointercancel', drop);
  }
}

/** For a scene 300 px high. */
const PIPETTE_LENGTH = 88;

/** Free space between the glass and the edge of the scene, from the middle of the glass. */
const EDGE = 16;

/** The lean that keeps a pipette with its tip at `x` between the edges. */
function leanWithin(geometry: SceneGeometry, lean: number, x: number, size: number): number {
  return Math.max(EDGE - x / size, Math.min(lean, (geometry.width - x) / size - EDGE));
}

/** Height of the tip inside the axon, just below the LEDs, and outside it in the bath. */
function insideY(geometry: SceneGeometry): number {
  return geometry.axisY + geometry.ledHeight / 2 + 2;
}

function bathY(geometry: SceneGeometry): number {
  return geometry.axisY + geometry.radius + 12;
}
