/** Looking after a rig, on a whole rig in virtual time. */
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/controller/contract.js';
import type { ExhibitPhase } from '../../src/exhibit/contract.js';
import type { HealthState } from '../../src/exhibit/health.js';
import type { LogEntry } from '../../src/service/log-line.js';
import { createWatch, healthWords, type WatchParts } from '../../src/service/watch.js';
import { createBenchRig } from '../controller/bench-rig.js';

const CLOSED = { kind: 'closed', because: 'hours', opensAtMs: null } as const;

/** An exhibit that says what it is told to say. */
function createLife() {
  let observer: { phase?(phase: ExhibitPhase): void } = {};
  const counts = { visits: 0, dwellMs: 0, ownPresses: 0 };
  return {
    counts: () => ({ ...counts }),
    observe(next: typeof observer) {
      observer = next;
      observer.phase?.({ kind: 'attracting' });
      return () => {
        observer = {};
      };
    },
    enter: (phase: ExhibitPhase) => observer.phase?.(phase),
    visit(dwellMs: number) {
      counts.visits++;
      counts.dwellMs += dwellMs;
    },
  };
}

/** @param runs false: nobody computes pictures, so hours pass quickly. */
function bench(changes: Partial<WatchParts> = {}, runs = true) {
  const rig = createBenchRig();
  const life = createLife();
  const log: LogEntry[] = [];
  const told: HealthState[] = [];
  const watch = createWatch({
    controller: rig.controller,
    clock: rig.timers,
    now: () => new Date('2026-03-01T08:00:00Z'),
    program: '0.1.0',
    rig: 'Axon',
    starts: 1,
    stats: () => rig.device.stats,
    crowd: () => ({ own: 0, others: 0, phones: 0 }),
    log: () => undefined,
    hub: () => undefined,
    round: () => undefined,
    pressesByItself: () => true,
    usage: () => ({ memoryBytes: 1e8, heapBytes: 3e7, cpuS: 5 }),
    exhibit: life,
    write: (entry) => log.push(entry),
    changed: (state) => told.push(state),
    ...changes,
  });
  if (runs) rig.controller.start();
  const events = () => log.map(({ event }) => event);
  const json = () => JSON.parse(watch.reports.health().json);
  return { ...rig, life, log, told, watch, events, json };
}

describe('looking after a rig', () => {
  it('finds nothing in a minute of a rig that runs, and passes its test with the first press', () => {
    const { timers, device, watch, json, events } = bench();
    timers.advance(5000);
    expect(json()).toMatchObject({
      state: 'well',
      phase: 'attracting',
      test: { kind: 'running', left: ['signal'] },
    });
    device.press(1);
    device.release(1);
    timers.advance(55_000);
    expect(json()).toEqual({
      state: 'well',
      parts: {},
      rig: 'Axon',
      program: '0.1.0',
      uptimeS: 60,
      phase: 'attracting',
      test: { kind: 'passed', press: 'signal, ran-out' },
      round: null,
    });
    expect(events()).toEqual(['open', 'test']);
    expect(watch.reports.metrics().text).toMatch(/axon_rig_presses_total 1\n/);
    expect(watch.pictures).toBeGreaterThan(3500);
  });

  it('is ill of a test that nobody has pressed in for 90 s, tests again after ten minutes, and is well then', () => {
    const { timers, device, watch, json, told } = bench();
    timers.advance(91_000);
    expect(watch.reports.health().isWell).toBe(false);
    expect(json().parts.test.words).toContain('no press came to an end that is known');
    timers.advance(600_000);
    device.press(1);
    device.release(1);
    timers.advance(30_000);
    expect(told.map(({ kind }) => kind)).toEqual(['ill', 'well']);
  });

  it('is ill of a button that somebody has stuck, names it, and is well when it comes up', () => {
    let buttonFaults: Snapshot['buttonFaults'] = [{ button: 2, kind: 'stuck' }];
    const { controller } = createBenchRig();
    const told = { ...controller, snapshot: () => ({ ...controller.snapshot(), buttonFaults }) };
    const { timers, log, watch } = bench({ controller: told });
    timers.advance(1000);
    expect(healthWords(watch.health)).toMatch(/^ill – button: Button 2 has been down/);
    buttonFaults = [];
    timers.advance(1000);
    expect(healthWords(watch.health)).not.toContain('button');
    expect(log.filter(({ with: more }) => more?.part === 'button').map(({ event }) => event)).toEqual([
      'ill',
      'well',
    ]);
  });

  it('is ill of a loop that makes no pictures any more', () => {
    const { timers, controller, watch } = bench({ exhibit: null });
    timers.advance(5000);
    void controller.close();
    timers.advance(7000);
    expect(healthWords(watch.health)).toContain('pictures: The rig makes no pictures any more');
  });

  it('counts visits and how long they were, and logs each', () => {
    const { timers, life, device, log, watch } = bench();
    timers.advance(1000);
    life.enter({ kind: 'visited' });
    expect(watch.inUse).toBe(true);
    for (let n = 0; n < 3; n++) {
      device.press(1);
      device.release(1);
      timers.advance(10_000);
    }
    life.enter({ kind: 'settling' });
    life.visit(20_000);
    life.enter({ kind: 'attracting' });
    expect(watch.inUse).toBe(false);
    expect(log.find(({ event }) => event === 'visit')!.with).toEqual({ dwellS: 20, presses: 3 });
    expect(watch.reports.metrics().text).toContain('axon_rig_dwell_seconds_bucket{le="20.0"} 1\n');
  });

  it('tests itself each time that it opens, and not while it is closed: what it had not proved by then is forgotten', () => {
    const { timers, life, log, events, json } = bench({}, false);
    life.enter(CLOSED);
    expect(json()).toMatchObject({ phase: 'closed', test: null });
    timers.advance(3_600_000);
    life.enter({ kind: 'attracting' });
    expect(events().filter((event) => event === 'open' || event === 'closed')).toEqual([
      'open',
      'closed',
      'open',
    ]);
    expect(log.filter(({ with: more }) => more?.part === 'test')).toEqual([]);
    expect(json().test).toMatchObject({ kind: 'running' });
  });

  it('does not take visitors for a test: what was not proved before they came is proved ten minutes later', () => {
    const { timers, life, json } = bench({}, false);
    life.enter({ kind: 'visited' });
    expect(json().test).toBeNull();
    timers.advance(700_000);
    expect(json().test).toBeNull();
    life.enter({ kind: 'attracting' });
    timers.advance(1000);
    expect(json().test).toMatchObject({ kind: 'running' });
  });

  it('asks for no press of an exhibit that does not press by itself', () => {
    const { timers, json } = bench({ pressesByItself: () => false });
    timers.advance(3000);
    expect(json().test).toEqual({ kind: 'passed', press: null });
  });

  it('says once a day that a round is due, and to each who asks', () => {
    const { timers, json, log } = bench(
      { exhibit: null, round: () => 'Nobody has made a round yet.' },
      false,
    );
    timers.advance(86_400_000 + 120_000);
    expect(log.filter(({ event }) => event === 'round')).toHaveLength(2);
    expect(json().round).toBe('Nobody has made a round yet.');
  });

  it('tells the log once an hour how it stands, and leaves nothing behind at its end', () => {
    const { timers, watch, events } = bench({ exhibit: null }, false);
    timers.advance(3 * 3_600_000 + 5000);
    expect(events().filter((event) => event === 'hour')).toHaveLength(3);
    watch.end();
    expect(timers.waiting).toBe(0);
  });
});
