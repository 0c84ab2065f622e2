import { describe, expect, it } from 'vitest';
import {
  type Answered,
  boardFindings,
  brokenFileFinding,
  currentFinding,
  faultFinding,
  fileFinding,
  nodeFinding,
} from '../../../src/maker/doctor/index.js';
import { FULL, rigOf } from '../rigs.js';

const ANSWERED: Answered = {
  firmware: '0.1.0',
  isOlder: false,
  kind: 'uno',
  baud: 500_000,
  mostLeds: 150,
  roundTrips: { longestMs: 4.2, asked: 8, answered: 8 },
  words: '/dev/ttyACM0: a rig.',
};
const brief = (found: readonly { id: string; verdict: string; told: string }[]) =>
  found.map(({ id, verdict, told }) => `${verdict} ${id}: ${told}`);

describe('Node', () => {
  it.each([
    ['v20.19.0', 'right'],
    ['v20.18.9', 'wrong'],
    ['v18.20.1', 'wrong'],
    ['v22.0.0', 'right'],
    ['v21.1.0', 'right'],
  ])('%s is %s where 20.19.0 is wanted', (version, verdict) => {
    expect(nodeFinding(version, '>=20.19.0')).toMatchObject({ verdict, told: version.slice(1) });
  });
});

describe('a rig file', () => {
  it('is sound, has remarks, or mistakes that are counted and not told in the report', () => {
    expect(fileFinding('a.yaml', []).verdict).toBe('right');
    expect(fileFinding('a.yaml', ['a.yaml:1:1 x', 'a.yaml:2:1 y'])).toMatchObject({
      verdict: 'remark',
      told: '2 remarks',
    });
    expect(brokenFileFinding(['a.yaml:1:1 x'])).toMatchObject({ verdict: 'wrong', told: '1 mistake' });
  });
});

describe('the current', () => {
  it('of a strip on USB and two needles on a supply of their own is enough', () => {
    expect(currentFinding(rigOf(FULL))).toMatchObject({ verdict: 'right', told: '250 of 500 mA from USB' });
  });

  it('of two needles beside a strip on USB is not', () => {
    const rig = rigOf('device: {kind: serial}\nneedles: {blue: {}, yellow: {}}');
    expect(currentFinding(rig)).toMatchObject({ verdict: 'wrong', told: '750 of 500 mA from USB' });
  });

  it('is none without a board', () => {
    expect(currentFinding(rigOf('device: {kind: virtual}'))).toBeNull();
  });
});

describe('a board that answers', () => {
  it('is told by what it is, with its line', () => {
    expect(brief(boardFindings(ANSWERED, 60))).toEqual([
      'right board: uno, firmware 0.1.0, 500000 baud',
      'right line: 8 of 8, 4.2 ms at most',
    ]);
  });

  it('is a remark with older firmware, or behind an adapter that holds lines for 16 ms', () => {
    const slow = { longestMs: 16.4, asked: 8, answered: 8 };
    expect(brief(boardFindings({ ...ANSWERED, isOlder: true, roundTrips: slow }, null))).toEqual([
      'remark board: uno, firmware 0.1.0 (older), 500000 baud',
      'remark line: 8 of 8, 16.4 ms at most',
    ]);
  });

  it('is wrong where answers are lost, or where more LEDs are wanted than it holds', () => {
    const bad = { longestMs: null, asked: 8, answered: 0 };
    expect(brief(boardFindings({ ...ANSWERED, roundTrips: bad, mostLeds: 30 }, 60)).slice(1)).toEqual([
      'wrong memory: 60 of 30 LEDs',
      'wrong line: 0 of 8, – ms at most',
    ]);
  });

  it('gets nothing of what it says into the report but a version and a kind that are known', () => {
    const odd = { ...ANSWERED, firmware: 'of-anna', kind: 'annas-uno' };
    expect(boardFindings(odd, 60)[0]!.told).toBe('other, firmware unknown, 500000 baud');
    expect(faultFinding('/home/anna', 'words').told).toBe('fault');
    expect(faultFinding('no-permission', 'words').told).toBe('no-permission');
  });
});
