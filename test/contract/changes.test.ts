/** What a command changes while a picture stands, blends or fades: the same on every board, firmware-protocol.md. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { type BoardSetup, encodeHostMessage, type HostMessage, type Mark } from '../../src/protocol/index.js';
import { PALETTE_STOPS } from '../../src/units.js';
import { lightOf } from '../harness/mock/picture.js';
import { rampStops, wireVectorNamed } from './vectors.js';
import { WIRE_TARGETS, type WireTarget } from './wire-targets.js';

const LEDS = 5;
const SET_UP = (wireVectorNamed('CONFIG: the set-up').steps[0]!.host as { setup: BoardSetup }).setup;
const REST = new Uint8Array(LEDS).fill(40);
const PEAK = new Uint8Array(LEDS).fill(240);
const MARK: Mark = { led: 1, rgb: [0, 0, 40] };
/** A palette of one colour: whatever the levels, this is what is seen. */
const RED = Uint8Array.from({ length: 3 * PALETTE_STOPS }, (_, n) => (n % 3 === 0 ? 200 : 0));

type Wish = HostMessage extends infer M ? (M extends HostMessage ? Omit<M, 'seq'> : never) : never;

class Session {
  readonly #board: WireTarget;
  #seq = 0;

  constructor(board: WireTarget) {
    this.#board = board;
    board.run(100_000);
    this.#board.write(Uint8Array.of(0));
  }

  send(wish: Wish, thenUs = 20_000): void {
    this.#board.write(encodeHostMessage({ ...wish, seq: this.#seq++ } as HostMessage));
    this.#board.run(thenUs);
  }

  configure(change: Partial<BoardSetup> = {}, thenUs?: number): void {
    this.send({ type: 'config', setup: { ...SET_UP, ...change } }, thenUs);
  }

  show(levels: Uint8Array, needleLevels: readonly [number, number] = [40, 40], thenUs?: number): void {
    this.send({ type: 'level', needleLevels, inputId: 0, levels }, thenUs);
  }

  run(us: number): void {
    this.#board.run(us);
  }

  get leds(): number[] {
    return [...this.#board.leds.subarray(0, 3 * LEDS)];
  }

  get pulsesUs(): readonly [number | null, number | null] {
    return this.#board.servoUs;
  }
}

function light(
  levels: Uint8Array,
  stops: Uint8Array,
  change: Partial<BoardSetup> = {},
  mark?: Mark,
): number[] {
  return [...lightOf({ levels }, { ...SET_UP, ...change }, stops, mark ? [mark] : []).rgb];
}

// Skipped only where a compiler is missing outside CI: then there is no program to run.
describe.each(WIRE_TARGETS)('$name', ({ make, skipped }) => {
  function session(change: Partial<BoardSetup> = {}): Session {
    const board = make();
    onTestFinished(() => board.close?.());
    const started = new Session(board);
    started.configure(change);
    started.send({ type: 'palette', stops: rampStops() });
    return started;
  }

  it.skipIf(skipped)('shows a new palette with the next picture, or after a CONFIG, and not before', () => {
    const board = session();
    board.show(REST);
    board.send({ type: 'palette', stops: RED }, 100_000);
    expect(board.leds).toEqual(light(REST, rampStops()));
    board.show(REST);
    expect(board.leds).toEqual(light(REST, RED));
    board.send({ type: 'palette', stops: rampStops() }, 100_000);
    expect(board.leds).toEqual(light(REST, RED));
    board.configure();
    expect(board.leds).toEqual(light(REST, rampStops()));
  });

  it.skipIf(skipped)('shows a new palette from the next step of a blend on', () => {
    const board = session({ fadeMs: 400 });
    board.show(REST);
    board.show(PEAK, [40, 40], 100_000);
    board.send({ type: 'palette', stops: RED });
    expect(board.leds).toEqual(light(PEAK, RED));
  });

  it.skipIf(skipped)('shows a new palette from the next step of the fade to dark on', () => {
    const board = session({ silenceMs: 500 });
    board.show(PEAK, [40, 40], 1_000_000);
    const [red, green, blue] = board.leds;
    expect([red! > 50, green! > 20, blue! > 0]).toEqual([true, true, true]);
    board.send({ type: 'palette', stops: RED }, 40_000);
    const [fading, ...others] = board.leds.slice(0, 3);
    expect(others).toEqual([0, 0]);
    expect(fading).toBeGreaterThan(60);
    expect(fading).toBeLessThan(120);
  });

  it.skipIf(skipped)('draws new marks into the next picture, not into a blend nor after a CONFIG', () => {
    const board = session({ fadeMs: 80 });
    board.show(REST);
    board.show(PEAK, [40, 40], 20_000);
    board.send({ type: 'marks', marks: [MARK, null] }, 200_000);
    expect(board.leds).toEqual(light(PEAK, rampStops()));
    board.configure();
    expect(board.leds).toEqual(light(PEAK, rampStops()));
    board.show(PEAK);
    expect(board.leds).toEqual(light(PEAK, rampStops(), {}, MARK));
  });

  it.skipIf(skipped)(
    'dims a picture at once when the limit is lowered, and has it back when it is raised',
    () => {
      const board = session();
      board.show(PEAK);
      expect(board.leds).toEqual(light(PEAK, rampStops()));
      board.configure({ currentLimitMa: 30 });
      expect(board.leds).toEqual(light(PEAK, rampStops(), { currentLimitMa: 30 }));
      board.configure();
      expect(board.leds).toEqual(light(PEAK, rampStops()));
      const rgb = new Uint8Array(3 * LEDS).fill(100);
      board.send({ type: 'rgb', needleLevels: [40, 40], inputId: 0, first: 0, rgb });
      expect(board.leds).toEqual([...rgb]);
      board.configure({ currentLimitMa: 30 });
      expect(board.leds).toEqual([...lightOf({ rgb }, { ...SET_UP, currentLimitMa: 30 }, RED, []).rgb]);
    },
  );

  it.skipIf(skipped)('keeps to a lower limit from the next step of the fade to dark on', () => {
    const board = session({ silenceMs: 500 });
    board.show(PEAK, [40, 40], 700_000);
    board.configure({ silenceMs: 500, currentLimitMa: 30 }, 40_000);
    const most = light(PEAK, rampStops(), { currentLimitMa: 30 });
    expect(board.leds[0]).toBeGreaterThan(0);
    for (const [n, channel] of board.leds.entries()) expect(channel).toBeLessThanOrEqual(most[n]!);
  });

  it.skipIf(skipped)('ends a blend with any CONFIG', () => {
    const board = session({ fadeMs: 400 });
    board.show(REST);
    board.show(PEAK);
    expect(board.leds).not.toEqual(light(PEAK, rampStops()));
    board.configure({ fadeMs: 400 });
    expect(board.leds).toEqual(light(PEAK, rampStops()));
  });

  it.skipIf(skipped)('brings a needle within new end stops at once', () => {
    const board = session({ needleSlewUs: 5 });
    board.show(REST, [240, 240], 200_000);
    const [before] = board.pulsesUs;
    expect(before).toBeGreaterThan(1200);
    const inner = { lowUs: 1000, highUs: 1100 };
    board.configure({ needleSlewUs: 5, needles: [inner, { lowUs: 1500, highUs: 1400 }] }, 45_000);
    expect(board.pulsesUs[0]).toBeLessThanOrEqual(1101);
    expect(board.pulsesUs[0]).toBeGreaterThan(1080);
    expect(board.pulsesUs[1]).toBeLessThanOrEqual(1501);
  });

  it.skipIf(skipped)('begins with a needle at rest that was not fitted before, whatever is shown', () => {
    const [a] = SET_UP.needles;
    const board = session({ needleSlewUs: 5, needles: [null, null] });
    board.show(REST, [240, 240], 100_000);
    board.configure({ needleSlewUs: 5, needles: [a!, null] }, 50_000);
    // 1157 µs at rest, 1941 at +40 mV, and at most three periods on the way.
    expect(board.pulsesUs[0]).toBeGreaterThanOrEqual(1156);
    expect(board.pulsesUs[0]).toBeLessThanOrEqual(1173);
    board.run(300_000);
    expect(board.pulsesUs[0]).toBeGreaterThan(1220);
  });
});
