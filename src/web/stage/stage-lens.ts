/**
 * The membrane lens on the stage: where it hangs, which pair it shows by itself, and the line that leads to that pair.
 * Where the stage has no room for it and the axon stands still for a card, it stands in the card.
 */
import type { PageState } from '../../server/messages.js';
import { MEMBRANE_PX, placeX, type SceneGeometry } from '../geometry.js';
import { placeWords } from '../meter-words.js';
import { byId } from '../svg.js';
import type { StageLayout } from './layout.js';
import { pairBehindFront, pairNear } from './lens-choice.js';
import { coversAny, lensMiddle, type Wire } from './lens-place.js';
import { MembraneLens } from './membrane-lens.js';
import { wordY } from './paint-patterns.js';
import { LETTER_REM, paintedStretches } from './paints.js';
import type { Scenery } from './scenery.js';

/** Half of what the lens takes with its words and without, its height, and how far it is from the lower edge [rem]. */
const HALF_REM = 14.5;
const GLASS_REM = 6;
const HIGH_REM = 5.25;
const UP_REM = 1.45;
/** Where wires end, as shares of the width: below the blue meter, the yellow one, the button. */
const WIRE_ENDS = { blue: 0.19, yellow: 0.91, stimulus: 0.06 } as const;
const NO_GATES = new Uint8Array(0);

export class StageLens {
  readonly #figure = byId('membrane-lens', HTMLElement);
  readonly #onStage = byId('stage-axon', HTMLElement);
  readonly #inCard = byId('lesson-lens', HTMLElement);
  readonly #lens: MembraneLens;
  readonly #scenery: Scenery;
  #gateXs: readonly number[] = [];
  #middleX = 0;
  /** It would lie over the words of what is painted: it shows itself to who asks for it only. */
  #isInTheWay = false;
  /** A card asks to watch what happens. */
  #isWatched = false;
  /** The pair that the line leads to; NaN: it must be drawn again. */
  #ledTo = Number.NaN;

  /** @param changed somebody has chosen a pair: there is something to draw. */
  constructor(scenery: Scenery, changed: () => void) {
    this.#scenery = scenery;
    this.#lens = new MembraneLens(changed);
  }

  setUp({ axon }: PageState, { gateXs }: StageLayout): void {
    this.#gateXs = gateXs;
    this.#lens.setUp({
      pairs: gateXs.length,
      placeWords: axon.gates.places.map((place) => placeWords(place, axon)),
      asShare: axon.gates.kind === 'rates',
    });
  }

  /** Beside pipettes and wires. */
  hang(state: PageState, { geometry }: StageLayout): void {
    const half = Math.min(HALF_REM * geometry.remPx, geometry.width / 2);
    const words = wordsBehind(state, geometry);
    const wires = [...wiresOf(state, geometry), ...words];
    this.#middleX = lensMiddle(geometry.width, half, GLASS_REM * geometry.remPx, wires);
    this.#isInTheWay = coversAny(this.#middleX, half, words);
    this.#figure.style.left = `${this.#middleX.toFixed(1)}px`;
    this.#ledTo = Number.NaN;
  }

  watch(isAsked: boolean): void {
    this.#isWatched = isAsked;
  }

  /** The pair nearest to a point of the scene is shown until somebody says otherwise. */
  choose(x: number): void {
    if (this.#gateXs.length > 0) this.#lens.choose(pairNear(this.#gateXs, x));
  }

  /** Nobody looks there any more: where it has no room of its own it covers electrodes and gates, and goes. */
  letGo(isRoomy: boolean): void {
    if (!this.#isAlwaysThere(isRoomy)) this.#lens.choose(undefined);
  }

  #isAlwaysThere(isRoomy: boolean): boolean {
    return isRoomy && !this.#isInTheWay;
  }

  /** @param picture its number. @returns whether a change waits for its time. */
  show(
    state: PageState,
    { geometry }: StageLayout,
    gates: Uint8Array,
    picture: number,
    wallMs: number,
  ): boolean {
    const isAlwaysThere = this.#isAlwaysThere(geometry.hasLensRoom);
    // The axon has stopped so that somebody looks: at the electrode, as the card says.
    const isStill = this.#isWatched && !state.running;
    const isCalled = isAlwaysThere || this.#lens.isChosen || isStill;
    this.#standIn(isStill && !isAlwaysThere && gates.length > 0 ? this.#inCard : this.#onStage);
    const { pair, waits } = this.#lens.show(
      isCalled ? gates : NO_GATES,
      isStill ? pairAtElectrode(state) : ownPair(state, gates, picture),
      wallMs,
    );
    if (!Object.is(pair, this.#ledTo)) {
      this.#ledTo = pair;
      this.#scenery.leader(this.#leader(geometry, this.#gateXs[pair]));
    }
    return waits;
  }

  #standIn(place: HTMLElement): void {
    if (this.#figure.parentElement === place) return;
    // On the stage the wires of electrodes are over it.
    place.insertBefore(this.#figure, place.querySelector('#electrodes'));
    this.#ledTo = Number.NaN;
  }

  /** From the lens up to the gates, as the two numbers of each corner; empty where there is no way. */
  #leader({ axisY, radius, gateHalf, height, remPx }: SceneGeometry, x: number | undefined): string {
    const lensTop = height - (UP_REM + HIGH_REM) * remPx;
    const gateEnd = axisY + radius + MEMBRANE_PX + gateHalf + 5;
    if (this.#figure.parentElement !== this.#onStage) return '';
    if (x === undefined || lensTop - gateEnd < 0.6 * remPx) return '';
    const turn = lensTop - 0.45 * remPx;
    return `M${this.#middleX.toFixed(1)} ${lensTop.toFixed(1)}V${turn.toFixed(1)}H${x.toFixed(1)}V${gateEnd.toFixed(1)}`;
  }
}

/** Behind the front while a pulse runs, else at an electrode. */
function ownPair(state: PageState, gates: Uint8Array, picture: number): number {
  const { axon, presses } = state;
  const press = presses.findLast((one) => one.picture <= picture);
  const pressed = press?.places[0] ?? axon.stimulusPlaces[0] ?? 0;
  const behind = pairBehindFront(gates, pairNear(axon.gates.places, pressed));
  return behind >= 0 ? behind : pairAtElectrode(state, pressed);
}

/** Under the blue electrode, else under the yellow one, else at a place. */
function pairAtElectrode({ axon, electrodes }: PageState, otherwise = axon.stimulusPlaces[0] ?? 0): number {
  const at = [electrodes.blue, electrodes.yellow].find((place) => place !== 'bath') ?? otherwise;
  return pairNear(axon.gates.places, at as number);
}

/** The words of what is painted that are as low as the lens. */
function wordsBehind(state: PageState, geometry: SceneGeometry): Wire[] {
  const lensTop = geometry.height - (UP_REM + HIGH_REM) * geometry.remPx;
  const letterPx = LETTER_REM * geometry.remPx;
  return paintedStretches(state, geometry)
    .filter(({ row }) => wordY(row, geometry) + 0.5 * geometry.remPx > lensTop)
    .map(({ fromX, toX, words }) => {
      const middle = (fromX + toX) / 2;
      const half = (words.length * letterPx) / 2;
      return [middle - half, middle + half] as const;
    });
}

function wiresOf({ axon, electrodes }: PageState, geometry: SceneGeometry): Wire[] {
  const ends = [
    [electrodes.blue, WIRE_ENDS.blue],
    [electrodes.yellow, WIRE_ENDS.yellow],
    [axon.stimulusPlaces[0] ?? 'bath', WIRE_ENDS.stimulus],
  ] as const;
  return ends.flatMap(([place, end]) =>
    place === 'bath' ? [] : [[placeX(geometry, place, axon), end * geometry.width] as const],
  );
}
