import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MOST_READINGS,
  type Reading,
  Readings,
  readingOf,
  spreadsheetText,
  tableOf,
} from '../../src/web/readings.js';
import { PRESS_MARK, SET_A_FACTS } from './page-state.js';
import { SweepRoom } from './sweep-room.js';

const ROW: Reading = {
  press: 1,
  sweep: 1,
  strength: 2.4,
  strengthUnit: 'mS',
  setUp: 'channels on',
  sinceLastMs: undefined,
  blueMv: 39.5,
  blueMs: 0.86,
  yellowMv: -68.66,
  yellowMs: undefined,
  deltaMs: undefined,
  velocity: undefined,
  velocityUnit: '',
  outcome: 'died at site 20',
};

describe('the table of readings', () => {
  it('has a row for a sweep: blue +40.0 mV after 0.89 ms, yellow after 8.09 ms, 7.20 ms between', () => {
    const room = new SweepRoom();
    room.press(true, { outcome: PRESS_MARK.outcome });
    room.run(13);
    room.quiet();
    room.run(3);
    const [cells] = tableOf([readingOf(room.store.shown!, SET_A_FACTS)]).cells;
    expect(cells).toEqual([
      '1',
      '2.4',
      'channels on; blue site 4, yellow site 40',
      '',
      '+40.0',
      '0.90',
      '+40.0',
      '8.10',
      '7.20',
      '',
      'ran to the end',
    ]);
  });

  it('has the strength of the press, not the one that is set for the next: 0.3 mS of 2.4', () => {
    const room = new SweepRoom();
    room.press(true, { strength: 0.3 });
    room.run(20);
    expect(readingOf(room.store.shown!, SET_A_FACTS).strength).toBe(0.3);
    expect(room.store.shown!.setUp!.strength).toBe('0.3 mS');
  });

  it('takes what the rig measures, where it does', () => {
    const room = new SweepRoom();
    room.press();
    const { measures } = room.state;
    const blue = {
      ...measures.blue,
      peak: { value: 40.13, unit: 'mV' },
      latency: { value: 0.861, unit: 'ms' },
    };
    room.tell({ measures: { ...measures, blue, velocity: { value: 5.186, unit: 'sites/ms' } } });
    room.run(20);
    const reading = readingOf(room.store.shown!, SET_A_FACTS);
    expect([reading.blueMv, reading.blueMs, reading.velocity, reading.velocityUnit]).toEqual([
      40.13,
      0.861,
      5.186,
      'sites/ms',
    ]);
  });

  it('takes the samples where what the rig told is from before the crest', () => {
    const room = new SweepRoom();
    room.press();
    const { measures } = room.state;
    room.tell({ measures: { ...measures, blue: { ...measures.blue, peak: { value: -70, unit: 'mV' } } } });
    room.run(20);
    expect(readingOf(room.store.shown!, SET_A_FACTS).blueMv).toBeCloseTo(40, 3);
  });

  it('says nothing of an electrode in the bath', () => {
    const room = new SweepRoom();
    room.tell({ electrodes: { blue: 4, yellow: 'bath' } });
    room.sweep();
    const { yellowMv, yellowMs, blueMv } = readingOf(room.store.shown!, SET_A_FACTS);
    expect([yellowMv, yellowMs]).toEqual([undefined, undefined]);
    expect(blueMv).toBeCloseTo(40, 3);
  });

  it('writes the row of a sweep again, and keeps the latest 100', () => {
    const readings = new Readings();
    for (let press = 1; press <= 150; press++) readings.note({ ...ROW, press });
    readings.note({ ...ROW, press: 150, outcome: 'ran to the end' });
    expect(readings.rows).toHaveLength(MOST_READINGS);
    expect(readings.rows[0]!.press).toBe(51);
    expect(readings.rows.at(-1)!.outcome).toBe('ran to the end');
  });

  it('is text with tabs, in which a spreadsheet finds numbers: 39.5 and -68.7', () => {
    const [head, row] = spreadsheetText([ROW]).split('\n');
    expect(head!.split('\t')).toEqual(tableOf([ROW]).head);
    expect(head).toMatch(/^Sweep\tStrength, mS\tSet-up\tSince last press, ms\t/);
    expect(row!.split('\t')).toEqual([
      '1',
      '2.4',
      'channels on',
      '',
      '39.5',
      '0.86',
      '-68.7',
      '',
      '',
      '',
      'died at site 20',
    ]);
  });

  it('has one column for each unit, and numbers alone below it', () => {
    const frog = {
      ...ROW,
      press: 2,
      strength: 0.325,
      strengthUnit: 'µA',
      velocity: 27.4,
      velocityUnit: 'm/s',
    };
    const { head, cells } = tableOf([{ ...ROW, velocity: 5.276, velocityUnit: 'sites/ms' }, frog]);
    const of = (name: string) => cells.map((line) => line[head.indexOf(name)]);
    expect(of('Strength, mS')).toEqual(['2.4', '']);
    expect(of('Strength, µA')).toEqual(['', '0.325']);
    expect(of('Velocity, sites/ms')).toEqual(['5.28', '']);
    expect(of('Velocity, m/s')).toEqual(['', '27.40']);
  });

  it('has the time since the last press, 4 ms into the same sweep and 16 ms to the next, and says what was not at rest', () => {
    const room = new SweepRoom();
    const reading = () => readingOf(room.store.shown!, SET_A_FACTS, room.state.presses);
    room.press(true, { outcome: PRESS_MARK.outcome });
    room.run(4);
    expect([reading().sinceLastMs, reading().outcome]).toEqual([undefined, 'ran to the end']);
    room.press(false, { outcome: { kind: 'refractory', place: 0 } });
    room.run(10);
    expect(reading().sinceLastMs).toBeCloseTo(4, 6);
    expect(reading().outcome).toBe('ran to the end, then not yet: still locked');
    room.quiet();
    room.mv = () => -79;
    room.run(6);
    room.press(true, { outcome: PRESS_MARK.outcome });
    room.run(1);
    expect(reading().sinceLastMs).toBeCloseTo(16, 6);
    expect(reading().outcome).toBe('ran to the end; pressed when not yet at rest');
  });

  it('has as many cells in each line whatever the words are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (setUp, outcome) => {
        const lines = spreadsheetText([{ ...ROW, setUp, outcome }]).split('\n');
        expect(lines.map((line) => line.split('\t').length)).toEqual([11, 11]);
      }),
    );
  });
});
