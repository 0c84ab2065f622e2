/**
 * The glass pipettes below the axon: blue and yellow, each with a wire down to its voltmeter, and those through which a
 * stimulus enters, with a wire down to its button. They can be dragged along the axon, and those of the meters out into
 * the bath. Everything that dragging does other controls do too.
 */
import type { PageState } from '../server/messages.js';
import { METERS, type MeterName } from '../units.js';
import { draggable } from './drag.js';
import { type PlacesOf, placeAt, placeX, type SceneGeometry } from './geometry.js';
import { Held, type Place, SETTLE_MS } from './held.js';
import { placeWords } from './meter-words.js';
import { onceAFrame } from './once-a-frame.js';
import { Pipette, type PipetteScene, spreadLeans } from './pipette.js';
import { sizeTo, svg } from './svg.js';
import { WIRES, wireColour } from './wire-colour.js';
import { say } from './words/say.js';

/** Most electrodes that are drawn for one stimulus; of more places the others are not. */
const MOST_STIMULUS = 8;
/** Room that a pipette needs below the axon [CSS px at a root of 16]. */
const BELOW = 130;
/** How far outside the membrane the tip hangs in the bath. */
const BATH = 24;
/** A finger that moves less than this along the axon drags nothing [CSS px]. */
const TAP_PX = 4;

interface Meter {
  readonly pipette: Pipette;
  readonly hand: Held<Place>;
  /** The last place it was in: in the bath it waits below that one. */
  place: number;
  inBath: boolean;
}

export interface ElectrodesHand {
  moved(name: MeterName, at: Place): void;
  /** The electrode of the stimulus is put to another place. */
  stimulusMoved(place: number): void;
  /** It was touched where it stands, and not taken along: who presses there means the axon. */
  stimulusTapped(): void;
}

export class Electrodes {
  readonly #svg: SVGSVGElement;
  readonly #colours: readonly SVGLinearGradientElement[];
  readonly #wires = svg('g', {});
  readonly #glasses = svg('g', {});
  readonly #meters: Readonly<Record<MeterName, Meter>>;
  readonly #stimulus: Pipette[] = [];
  readonly #hand: ElectrodesHand;
  #stimulusPlaces: readonly number[] = [];
  #scenes: Readonly<Record<MeterName | 'stimulus', PipetteScene>> | undefined;
  #geometry: SceneGeometry | undefined;
  #axon: PageState['axon'] | undefined;
  #told: PageState['electrodes'] = { blue: 'bath', yellow: 'bath' };
  #calm = false;
  #lastMs = 0;
  #animation = 0;

  constructor(scene: SVGSVGElement, hand: ElectrodesHand) {
    this.#svg = scene;
    this.#hand = hand;
    this.#colours = WIRES.map(wireColour);
    scene.append(svg('defs', {}, ...this.#colours), this.#wires, this.#glasses);
    this.#meters = { blue: this.#meter('blue'), yellow: this.#meter('yellow') };
  }

  /** Where the rig has them. */
  place(told: PageState['electrodes'], axon: PageState['axon']): void {
    const { kind, lastPlace } = axon;
    if (kind !== this.#axon?.kind || lastPlace !== this.#axon.lastPlace) {
      const count = kind === 'cable' ? lastPlace : lastPlace + 1;
      this.#meters.blue.place = Math.min(lastPlace, Math.round(count / 4));
      this.#meters.yellow.place = Math.min(lastPlace, Math.round((count * 3) / 4));
    }
    this.#axon = axon;
    this.#told = told;
    this.#aim();
  }

  /** Where the stimulus enters. */
  stimulus(places: readonly number[], lit: boolean): void {
    for (const { group, wire } of this.#stimulus)
      for (const part of [group, wire]) part.classList.toggle('lit', lit);
    if (places === this.#stimulusPlaces) return;
    this.#stimulusPlaces = places;
    while (this.#stimulus.length < Math.min(MOST_STIMULUS, places.length)) this.#addStimulus();
    this.#aim();
  }

  /** The place a meter's electrode is at, or was at last. */
  placeOf(name: MeterName): number {
    return this.#meters[name].place;
  }

  /** @param calm they are where they are to be at once, without a glide. */
  resize(geometry: SceneGeometry, calm: boolean): void {
    this.#geometry = geometry;
    this.#calm = calm;
    sizeTo(this.#svg, geometry);
    const { width, height, axisY, radius } = geometry;
    for (const colour of this.#colours) {
      colour.setAttribute('y1', String(height - 8));
      colour.setAttribute('y2', String(height + 8));
    }
    const rootPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const size = Math.max(0.3, Math.min(rootPx / 16, (height - axisY - radius) / BELOW));
    const box = this.#svg.getBoundingClientRect();
    const scene = (id: string, fallback: string): PipetteScene => {
      const socket = (
        document.getElementById(id) ?? document.getElementById(fallback)
      )?.getBoundingClientRect();
      if (!socket) return { width, size, socketX: width / 2, socketY: height };
      const middleY = document.getElementById(id) ? socket.top + socket.height / 2 : socket.top;
      return { width, size, socketX: socket.left + socket.width / 2 - box.left, socketY: middleY - box.top };
    };
    this.#scenes = {
      blue: scene('blue-socket', 'blue-meter'),
      yellow: scene('yellow-socket', 'yellow-meter'),
      stimulus: scene('stimulate-socket', 'stimulate'),
    };
    this.#aim();
    this.#jump();
  }

  #aim(): void {
    const geometry = this.#geometry;
    const axon = this.#axon;
    if (!axon) return;
    const nowMs = performance.now();
    for (const name of METERS) {
      const meter = this.#meters[name];
      const at = meter.hand.shown(this.#told[name], nowMs);
      meter.inBath = at === 'bath';
      if (at !== 'bath') meter.place = at;
      meter.pipette.words = at === 'bath' ? say('meters.bath') : placeWords(at, axon);
      meter.pipette.group.classList.toggle('in-bath', at === 'bath');
      if (geometry)
        meter.pipette.aim(
          placeX(geometry, meter.place, axon),
          at === 'bath' ? this.#bathY() : insideY(geometry),
        );
    }
    this.#stimulus.forEach((pipette, k) => {
      const place = this.#stimulusPlaces[k];
      pipette.shown = place !== undefined;
      if (place === undefined) return;
      pipette.words = placeWords(place, axon);
      if (geometry) pipette.aim(placeX(geometry, place, axon), insideY(geometry));
    });
    if (!geometry) return;
    if (this.#calm) this.#jump();
    else if (this.#animation === 0) {
      this.#lastMs = nowMs;
      this.#animation = requestAnimationFrame((nextMs) => this.#glide(nextMs));
    }
  }

  #jump(): void {
    for (const pipette of this.#all()) pipette.jump();
    this.#put();
  }

  #glide(nowMs: number): void {
    const byMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    let moving = false;
    for (const pipette of this.#all()) if (pipette.glide(byMs)) moving = true;
    this.#put();
    this.#animation = moving ? requestAnimationFrame((nextMs) => this.#glide(nextMs)) : 0;
  }

  #all(): Pipette[] {
    return [
      ...METERS.map((name) => this.#meters[name].pipette),
      ...this.#stimulus.slice(0, this.#stimulusPlaces.length),
    ];
  }

  #put(): void {
    const scenes = this.#scenes;
    if (!scenes || !this.#axon) return;
    const all = [
      ...this.#stimulus
        .slice(0, this.#stimulusPlaces.length)
        .map((pipette) => ({ pipette, scene: scenes.stimulus, lies: false })),
      ...METERS.map((name) => ({
        pipette: this.#meters[name].pipette,
        scene: scenes[name],
        lies: this.#meters[name].inBath,
      })),
    ].sort((one, other) => one.pipette.x - other.pipette.x);
    const leans = all.map(({ pipette, scene, lies }) => pipette.lean(scene, lies));
    spreadLeans(
      all.map(({ pipette }) => pipette.x),
      leans,
      scenes.blue,
    );
    all.forEach(({ pipette, scene }, k) => {
      pipette.put(scene, leans[k]!);
    });
  }

  #bathY(): number {
    const { axisY, radius } = this.#geometry!;
    return axisY + radius + BATH * this.#scenes!.blue.size;
  }

  #meter(name: MeterName): Meter {
    const pipette = new Pipette(name, 1);
    const meter: Meter = { pipette, hand: new Held<Place>(), place: 0, inBath: false };
    this.#wires.append(pipette.wire);
    this.#glasses.append(pipette.group);
    const tell = onceAFrame((at: Place) => this.#hand.moved(name, at));
    let holdX = 0;
    let holdY = 0;
    draggable(pipette.group, {
      start: (event) => {
        if (!this.#geometry || !this.#axon || document.body.dataset.link !== 'open') return false;
        holdX = event.clientX - pipette.x;
        holdY = event.clientY - pipette.y;
        this.#glasses.append(pipette.group);
        meter.hand.hold(meter.hand.shown(this.#told[name], performance.now()));
        return true;
      },
      move: (event) => {
        const geometry = this.#geometry!;
        const outside = event.clientY - holdY > (insideY(geometry) + this.#bathY()) / 2;
        const at = outside ? 'bath' : placeAt(geometry, event.clientX - holdX, this.#axon!);
        if (at === meter.hand.shown(this.#told[name], performance.now())) return;
        meter.hand.hold(at);
        this.#aim();
        tell(at);
      },
      end: () => {
        meter.hand.drop(performance.now());
        // The rig may have refused it.
        setTimeout(() => this.#aim(), SETTLE_MS);
      },
    });
    return meter;
  }

  #addStimulus(): void {
    const pipette = new Pipette('stimulus', -1);
    this.#stimulus.push(pipette);
    this.#wires.prepend(pipette.wire);
    this.#glasses.prepend(pipette.group);
    let holdX = 0;
    let [startX, isTap] = [0, true];
    draggable(pipette.group, {
      start: (event) => {
        holdX = event.clientX - pipette.x;
        [startX, isTap] = [event.clientX, true];
        return this.#geometry !== undefined && document.body.dataset.link === 'open';
      },
      move: (event) => {
        isTap &&= Math.abs(event.clientX - startX) < TAP_PX;
        if (isTap) return;
        const place = placeAt(this.#geometry!, event.clientX - holdX, this.#axon as PlacesOf);
        if (this.#stimulusPlaces.length !== 1 || place !== this.#stimulusPlaces[0])
          this.#hand.stimulusMoved(place);
      },
      end: () => {
        if (isTap) this.#hand.stimulusTapped();
      },
      cancel() {},
    });
  }
}

/** Height of the tip inside the axon: in the lower part of an LED. */
function insideY({ axisY, ledHeight }: SceneGeometry): number {
  return axisY + ledHeight * 0.36;
}
