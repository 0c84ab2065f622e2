/**
 * Looks at a rig once a second, and says how it is: to who asks over HTTP, to its log, and to one who is told of
 * every change. It gives no command and changes nothing.
 */
import type { Clock, Controller } from '../controller/contract.js';
import { watchClocks } from '../exhibit/clocks.js';
import type { ExhibitPhase } from '../exhibit/contract.js';
import { createHealth, type HealthState, type Part } from '../exhibit/health.js';
import { createMetrics, type Now } from '../exhibit/metrics.js';
import { OPEN_METRICS_TYPE } from '../exhibit/open-metrics.js';
import { beginSelfTest, type SelfTest, type TestFacts } from '../exhibit/self-test.js';
import { createVitals } from '../exhibit/vitals.js';
import type { LogEntry } from './log-line.js';

const LOOK_EVERY_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** An exhibit that never closes is tested so often; one that has failed, sooner. */
const TEST_EVERY_MS = DAY_MS;
const TEST_AGAIN_AFTER_MS = 600_000;

/** What an exhibit tells of its days. */
export interface ExhibitLife {
  observe(observer: { phase?(phase: ExhibitPhase): void }): () => void;
  counts(): { readonly visits: number; readonly dwellMs: number; readonly ownPresses: number };
}

export interface WatchParts {
  readonly controller: Pick<Controller, 'observe' | 'snapshot'>;
  readonly clock: Clock;
  /** Date and time of the room, which may jump. */
  readonly now: () => Date;
  readonly program: string;
  readonly rig: string;
  /** How often the program has started; null: nobody counts. */
  readonly starts: number | null;
  readonly stats: () => Now['device'];
  readonly crowd: () => Now['pages'];
  /** Why log or hub do not work. */
  readonly log: () => string | undefined;
  readonly hub: () => string | undefined;
  readonly usage: () => Pick<Now, 'memoryBytes' | 'heapBytes' | 'cpuS'>;
  /** Why a person is to look at the exhibit; undefined: nobody need to. */
  readonly round: () => string | undefined;
  /** Whether it presses often enough for the test to wait for it. */
  readonly pressesByItself: () => boolean;
  readonly exhibit: ExhibitLife | null;
  readonly write: (entry: LogEntry) => void;
  /** Hears when a part has fallen ill or is well again. */
  readonly changed: (state: HealthState) => void;
}

export interface Watch {
  readonly health: HealthState;
  /** Somebody uses the exhibit. */
  readonly inUse: boolean;
  /** Pictures so far. */
  readonly pictures: number;
  /** @param words why the rig file is refused as it is now; undefined: it is not. */
  fileRefused(words: string | undefined): void;
  readonly reports: {
    health(): { readonly isWell: boolean; readonly json: string };
    metrics(): { readonly text: string; readonly type: string };
  };
  end(): void;
}

const illParts = (state: HealthState) => (state.kind === 'ill' ? state.parts : {});

/** One sentence for a person who asks how the rig is. */
export function healthWords(state: HealthState): string {
  const ill = Object.entries(illParts(state)).map(([part, { words }]) => `${part}: ${words}`);
  return ill.length === 0 ? 'well' : `ill – ${ill.join(' ')}`;
}

export function createWatch(parts: WatchParts): Watch {
  const { controller, clock, exhibit, write } = parts;
  const beganMs = clock.nowMs();
  const health = createHealth();
  const vitals = createVitals(health);
  const metrics = createMetrics();
  const clocks = watchClocks(beganMs, parts.now().getTime());
  let presses = 0;
  let phase: ExhibitPhase | undefined;
  let visited = { visits: 0, dwellMs: 0, presses: 0 };
  let test: { readonly look: ReturnType<typeof beginSelfTest>; state: SelfTest } | undefined;
  let testDueMs = Number.POSITIVE_INFINITY;
  let hourMs = beganMs + HOUR_MS;
  /** A round that is due is said a minute after the start, and then once a day. */
  let roundMs = beganMs + MINUTE_MS;
  let before: HealthState = health.state;

  const isOpen = () => phase?.kind !== 'closed';

  function testFacts(): TestFacts {
    const { device, lastPress, axon } = controller.snapshot();
    const canPress = parts.pressesByItself() && axon.stimulusPlaces.length > 0;
    return {
      device,
      lastPress,
      canPress,
      picturesSent: parts.stats().picturesSent,
      year: parts.now().getUTCFullYear(),
    };
  }

  function beginTest(): void {
    const look = beginSelfTest(testFacts(), clock.nowMs());
    test = { look, state: { kind: 'running', left: [] } };
    testDueMs = Number.POSITIVE_INFINITY;
  }

  function goOnTesting(nowMs: number): void {
    if (nowMs >= testDueMs && phase?.kind === 'attracting') beginTest();
    if (test?.state.kind !== 'running') return;
    test.state = test.look(testFacts(), nowMs);
    const { state } = test;
    if (state.kind === 'running') return;
    const failed = state.kind === 'failed' ? state.words : undefined;
    health.see('test', failed, nowMs);
    testDueMs = nowMs + (failed === undefined ? TEST_EVERY_MS : TEST_AGAIN_AFTER_MS);
    const words = failed ?? 'The test at opening has passed.';
    write({
      level: failed === undefined ? 'info' : 'error',
      event: 'test',
      words,
      with: { result: state.kind },
    });
  }

  function logHour(nowMs: number): void {
    if (nowMs < hourMs) return;
    hourMs = nowMs + HOUR_MS;
    const { memoryBytes, cpuS } = parts.usage();
    const figures = { pictures: metrics.pictures, presses, memoryBytes, cpuS, ...parts.crowd() };
    write({ level: 'info', event: 'hour', with: { ...figures, ...parts.stats() } });
  }

  function logRound(nowMs: number): void {
    if (nowMs < roundMs) return;
    roundMs = nowMs + DAY_MS;
    const words = parts.round();
    if (words !== undefined) write({ level: 'warning', event: 'round', words });
  }

  function look(): void {
    const nowMs = clock.nowMs();
    const news = clocks(nowMs, parts.now().getTime());
    if (news) write({ level: 'warning', event: 'clock', words: news.words, with: { seconds: news.seconds } });
    const { device, droppedMs, buttonFaults } = controller.snapshot();
    vitals(
      {
        ...parts.stats(),
        device,
        droppedMs,
        pictures: metrics.pictures,
        buttonFaults,
        log: parts.log(),
        hub: parts.hub(),
        ownPages: parts.crowd().own,
        open: isOpen(),
      },
      nowMs,
    );
    goOnTesting(nowMs);
    health.look(nowMs);
    logHour(nowMs);
    logRound(nowMs);
  }

  function logHealth(state: HealthState): void {
    const [then, now] = [illParts(before), illParts(state)];
    before = state;
    for (const [part, { words }] of Object.entries(now))
      if (!(part in then)) write({ level: 'error', event: 'ill', words, with: { part } });
    for (const part of Object.keys(then) as Part[])
      if (!(part in now)) write({ level: 'info', event: 'well', with: { part } });
    parts.changed(state);
  }

  function endVisit(): void {
    const { visits, dwellMs } = exhibit!.counts();
    if (visits === visited.visits) return;
    const dwellS = (dwellMs - visited.dwellMs) / 1000;
    metrics.visit(1000 * dwellS);
    write({ level: 'info', event: 'visit', with: { dwellS, presses: presses - visited.presses } });
    visited = { visits, dwellMs, presses };
  }

  function enter(next: ExhibitPhase): void {
    const wasClosed = phase === undefined || phase.kind === 'closed';
    if (next.kind === 'visited' && phase?.kind === 'attracting') visited = { ...visited, presses };
    phase = next;
    // What visitors do is no test. What was not proved before they came is proved when they have gone.
    if (next.kind === 'visited' && test?.state.kind === 'running') {
      test = undefined;
      testDueMs = clock.nowMs() + TEST_AGAIN_AFTER_MS;
    }
    if (next.kind === 'closed' || next.kind === 'attracting') endVisit();
    if (next.kind === 'closed') {
      write({ level: 'info', event: 'closed', with: { because: next.because } });
      // What it has not proved by now it proves when it opens again.
      if (test?.state.kind === 'running') test = undefined;
    } else if (wasClosed) {
      write({ level: 'info', event: 'open' });
      beginTest();
    }
  }

  const ends = [
    health.observe(logHealth),
    controller.observe({
      picture: () => metrics.picture(),
      latency: (latencyUs) => metrics.latency(latencyUs),
      happened(happening) {
        if (happening.kind === 'press') {
          presses++;
          metrics.press();
        }
      },
    }),
    exhibit?.observe({ phase: enter }) ?? (() => {}),
    clock.every(LOOK_EVERY_MS, look),
  ];

  const uptimeS = () => (clock.nowMs() - beganMs) / 1000;

  function healthJson(): string {
    const { state } = health;
    const ill = Object.entries(illParts(state)).map(([part, { words, sinceMs }]) => [
      part,
      { words, forS: Math.round((clock.nowMs() - sinceMs) / 1000) },
    ]);
    return JSON.stringify({
      state: state.kind,
      parts: Object.fromEntries(ill),
      rig: parts.rig,
      program: parts.program,
      uptimeS: Math.round(uptimeS()),
      phase: phase?.kind ?? null,
      test: test?.state ?? null,
      round: parts.round() ?? null,
    });
  }

  return {
    get health() {
      return health.state;
    },
    get inUse() {
      return phase?.kind === 'visited' || phase?.kind === 'settling';
    },
    get pictures() {
      return metrics.pictures;
    },
    fileRefused: (words) => health.see('file', words, clock.nowMs()),
    reports: {
      health: () => ({ isWell: health.state.kind === 'well', json: healthJson() }),
      metrics: () => ({
        type: OPEN_METRICS_TYPE,
        text: metrics.text({
          program: parts.program,
          rig: parts.rig,
          uptimeS: uptimeS(),
          starts: parts.starts,
          droppedS: controller.snapshot().droppedMs / 1000,
          device: parts.stats(),
          pages: parts.crowd(),
          ...parts.usage(),
          health: health.state,
          exhibit: exhibit && { open: isOpen(), ownPresses: exhibit.counts().ownPresses },
        }),
      }),
    },
    end() {
      for (const end of ends) end();
    },
  };
}
