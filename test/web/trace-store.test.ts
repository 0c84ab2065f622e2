import { describe, expect, it } from 'vitest';
import type { TracesAround } from '../../src/controller/contract.js';
import type { PagePicture } from '../../src/server/messages.js';
import { TraceStore } from '../../src/web/trace-store.js';

const PICTURE: PagePicture = {
  picture: 1,
  lookingBack: false,
  modelMs: 0,
  blueMv: -70,
  yellowMv: -70,
  blueHighestMv: -70,
  yellowHighestMv: -70,
  currentMa: 0,
  currentLimitActing: false,
  flashLimitActing: false,
  rgb: new Uint8Array(0),
  potentialMv: new Float32Array(0),
  gates: new Uint8Array(0),
  inside: new Float32Array(0),
  samples: new Float64Array(0),
};

/** Samples a tenth of a millisecond apart, after one time and until another. */
function samplesOf(fromMs: number, toMs: number, mv: number): Float64Array {
  const count = Math.round((toMs - fromMs) * 10);
  return Float64Array.from({ length: 3 * count }, (_, i) => (i % 3 === 0 ? fromMs + (i / 3 + 1) / 10 : mv));
}

/** A tape of two runs: pictures 1 to 500 cover 100 ms at 10 mV, pictures 501 to 600 another 20 ms at 20 mV. */
function tapeAround(picture: number, reachMs: number): TracesAround | null {
  const [first, last, mv] = picture <= 500 ? [1, 500, 10] : [501, 600, 20];
  const endMs = (last - first + 1) / 5;
  const atMs = (picture - first + 1) / 5;
  const [fromMs, toMs] = [Math.max(0, atMs - reachMs), Math.min(endMs, atMs + reachMs)];
  return {
    atMs,
    fromPicture: first + Math.round(fromMs * 5),
    toPicture: first - 1 + Math.round(toMs * 5),
    runFromPicture: first,
    runToPicture: last,
    samples: samplesOf(fromMs, toMs, mv),
    inside: new Float64Array(0),
    insideWidth: 1,
  };
}

function createRoom(tape: (picture: number, reachMs: number) => TracesAround | null = tapeAround) {
  const asked: number[] = [];
  const store = new TraceStore(
    async (picture, reachMs) => {
      asked.push(picture);
      return tape(picture, reachMs);
    },
    () => {},
  );
  const follow = (picture: Partial<PagePicture>) => store.follow({ ...PICTURE, ...picture }, 0);
  const answered = () => new Promise((resolve) => setImmediate(resolve));
  const shown = () => {
    store.scroll(false);
    const [ms, blueMv] = store.view();
    return { fromMs: ms[0], toMs: ms.at(-1), mv: [...new Set(blueMv)] };
  };
  // The present: picture 600, at 20 ms of the second run.
  follow({ picture: 600, modelMs: 20, samples: samplesOf(0, 20, 20) });
  return { store, follow, answered, shown, asked };
}

const round = (ms: number | undefined) => Math.round(ms! * 10) / 10;

describe('the traces while somebody looks back', () => {
  it('are those of the tape around that moment, also of a run before a reset, and it lies in view', async () => {
    const { store, follow, answered, shown } = createRoom();
    follow({ picture: 250, modelMs: 50, lookingBack: true });
    await answered();
    expect(shown()).toMatchObject({ mv: [10] });
    expect([round(shown().fromMs), round(shown().toMs)]).toEqual([20.1, 80]);
    expect(store.lookMs).toBe(50);
    expect(store.fromMs).toBeLessThan(50);
    expect(store.fromMs + store.windowMs).toBeGreaterThan(50);
  });

  it('mark no moment where they are not those of it: before the answer, and in another run', async () => {
    const { store, follow, answered } = createRoom();
    follow({ picture: 505, modelMs: 1, lookingBack: true });
    expect(store.lookMs).toBeNaN();
    await answered();
    expect(store.lookMs).toBe(1);
    follow({ picture: 400, modelMs: 80, lookingBack: true });
    expect(store.lookMs).toBeNaN();
    await answered();
    expect(store.lookMs).toBe(80);
  });

  it('are asked for once in half a window, however many pictures are looked at', async () => {
    const { follow, answered, asked } = createRoom();
    for (let picture = 300; picture > 250; picture--) {
      follow({ picture, modelMs: picture / 5, lookingBack: true });
      await answered();
    }
    expect(asked).toEqual([300]);
    follow({ picture: 249, modelMs: 49.8, lookingBack: true });
    expect(asked).toEqual([300, 249]);
  });

  it('are empty where the tape has none', async () => {
    const { follow, answered, shown, asked } = createRoom(() => null);
    follow({ picture: 250, modelMs: 50, lookingBack: true });
    await answered();
    expect(shown().mv).toEqual([]);
    expect(asked).toEqual([250]);
  });
});

describe('the traces after somebody has looked back', () => {
  it('go on from that moment, and no line leads there from another run', async () => {
    const tape = { traces: tapeAround };
    const { follow, answered, shown } = createRoom((...asked) => tape.traces(...asked));
    follow({ picture: 250, modelMs: 50, lookingBack: true });
    await answered();
    tape.traces = () => ({ ...tapeAround(250, 0)!, samples: samplesOf(20, 50.2, 10) });
    follow({ picture: 601, modelMs: 50.2, samples: samplesOf(50, 50.2, 10) });
    follow({ picture: 602, modelMs: 50.4, samples: samplesOf(50.2, 50.4, 11) });
    await answered();
    follow({ picture: 603, modelMs: 50.6, samples: samplesOf(50.4, 50.6, 12) });
    expect(shown().mv).toEqual([10, 11, 12]);
    expect(round(shown().toMs)).toBe(50.6);
  });

  it('stay in view where they were, so that what was the future is seen beside them', async () => {
    const { store, follow, answered, shown } = createRoom();
    shown();
    const { fromMs } = store;
    follow({ picture: 540, modelMs: 8, lookingBack: true });
    await answered();
    shown();
    follow({ picture: 541, modelMs: 8.2 });
    await answered();
    shown();
    expect(store.fromMs).toBe(fromMs);
  });

  it('begin again with a reset, also one before the tape has answered, and the ghost is gone', async () => {
    const { store, follow, answered, shown } = createRoom();
    store.ghost = { fromPicture: 540, samples: samplesOf(8, 20, 30) };
    follow({ picture: 540, modelMs: 8, lookingBack: true });
    await answered();
    follow({ picture: 601, modelMs: 8.2 });
    follow({ picture: 602, modelMs: 0, samples: Float64Array.of(0, -70, -70) });
    await answered();
    expect(shown()).toEqual({ fromMs: 0, toMs: 0, mv: [-70] });
    expect(store.ghostColumns).toBeUndefined();
  });
});

describe('the ghost', () => {
  it('stays where the present is wiped, and is not shown beside another run of the axon’s time', async () => {
    const { store, follow, answered } = createRoom();
    store.ghost = { fromPicture: 540, samples: samplesOf(8, 20, 30) };
    store.clearPresent();
    expect(store.ghostColumns?.[1][0]).toBe(30);
    follow({ picture: 250, modelMs: 50, lookingBack: true });
    await answered();
    expect(store.ghostColumns).toBeUndefined();
    follow({ picture: 550, modelMs: 10, lookingBack: true });
    await answered();
    expect(store.ghostColumns?.[1][0]).toBe(30);
  });
});
