/**
 * Damage on the way to the real program, compiled for this computer with sanitizers: a fixed share of what
 * `npm run bench -- faults` does a million times. And the same for the mock board.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeHostMessage, type HostMessageType } from '../../src/protocol/index.js';
import { BoardTarget } from '../harness/host-firmware/board-target.js';
import { runCampaign } from '../harness/host-firmware/campaign.js';
import { FAULT_KINDS } from '../harness/host-firmware/damage.js';
import { Dice } from '../harness/host-firmware/dice.js';
import { BROKEN_PROGRAMS, exampleFrames } from '../harness/host-firmware/examples.js';
import { frameOf } from '../harness/host-firmware/frame.js';
import { Fuzz, typeWords } from '../harness/host-firmware/fuzz.js';
import { HostTarget } from '../harness/host-firmware/host-target.js';
import { anyMessage, codeOf, MESSAGE_TYPES } from '../harness/host-firmware/messages.js';
import { ProgramEnded } from '../harness/host-firmware/process.js';
import { playRandomBytes } from '../harness/host-firmware/random-bytes.js';
import type { CampaignReport } from '../harness/host-firmware/report.js';
import { MockBoard } from '../harness/mock-board.js';
import { hostCompilerPath, lacks } from '../harness/tools.js';

/** 5 s before the board's clock begins again. */
const BEFORE_WRAP_US = 2 ** 32 - 5_000_000;

function program(path?: string, startUs?: number): HostTarget {
  const target = new HostTarget(path, startUs);
  onTestFinished(() => target.close());
  return target;
}

type ByType = Readonly<Record<string, number>>;

function byType(figure: (type: HostMessageType) => number): ByType {
  return Object.fromEntries(MESSAGE_TYPES.map((type) => [type, figure(type)]));
}

/** Bytes of each type of message, closing zero included. */
function lengths(ledCount: number): ByType {
  const roll = new Dice(1);
  return byType((type) => encodeHostMessage(anyMessage(type, 0, roll, ledCount)).length);
}

/** Nothing wrong, at most two frames lost a fault, right again behind the next delimiter; and no byte was left out. */
function expectSound(report: CampaignReport, ledCount: number, fewestAByte: number): void {
  expect(report.problems).toEqual([]);
  const { wrongShows, wrongFrames, wrongStates, wrongLines, slowestRecovery } = report;
  expect({ wrongShows, wrongFrames, wrongStates, wrongLines, slowestRecovery }).toEqual({
    wrongShows: 0,
    wrongFrames: 0,
    wrongStates: 0,
    wrongLines: 0,
    slowestRecovery: 0,
  });
  expect(report.lost[3]).toBe(0);
  expect(report.lost[0] + report.lost[1] + report.lost[2]).toBe(report.faults);
  expect(byType((type) => report.hits[type].length)).toEqual(lengths(ledCount));
  for (const type of MESSAGE_TYPES)
    expect(Math.min(...report.hits[type]), type).toBeGreaterThanOrEqual(fewestAByte);
  for (const kind of FAULT_KINDS) expect(report.kinds[kind]).toBeGreaterThan(0);
}

describe('a frame that went wrong', () => {
  const ping = encodeHostMessage({ type: 'ping', seq: 1, token: 2 });
  it.each([
    ['ping', ping],
    ['config with a wrong length', frameOf(Uint8Array.of(codeOf('config'), 1, 0))],
    ['type 238 with a wrong type', frameOf(Uint8Array.of(238, 1))],
    ['no frame (check)', ping.with(3, 99)],
  ])('is told as: %s', (words, wire) => {
    expect(typeWords(wire)).toBe(words);
  });
});

describe('faults on the way to the mock board', () => {
  it('shows nothing wrong after 2500 faults, one of every kind at every byte of every message', () => {
    const board = new MockBoard();
    board.run(100_000);
    const target = new BoardTarget('the mock board', board);
    onTestFinished(() => target.close());
    expectSound(runCampaign(target, { seed: 11, faults: 2500, ledCount: 16 }), 16, 9);
  });
});

// Skipped only where g++ is missing outside CI: then there is no program to run.
describe.skipIf(lacks(hostCompilerPath))('the real program, compiled for this computer', () => {
  it('shows nothing wrong after 6000 faults, 15 and more at every byte of every message for 16 LEDs', () => {
    expectSound(runCampaign(program(), { seed: 12, faults: 6000, ledCount: 16 }), 16, 15);
  });

  it('shows nothing wrong after 5000 faults in a stream as fast as the line can', () => {
    const options = { seed: 16, faults: 5000, ledCount: 16, saturated: true };
    expectSound(runCampaign(program(), options), 16, 16);
  });

  it('shows nothing wrong after 7000 faults, one of every kind at every byte of the longest messages', () => {
    expectSound(runCampaign(program(), { seed: 13, faults: 7000, ledCount: 150 }), 150, 9);
  });

  it('changes nothing on 1000000 random bytes, whatever lies between two zeros', () => {
    const { framesBad, zeros, bytes, pings, ...others } = playRandomBytes(program(), 14, 1_000_000);
    expect(others).toEqual({ answers: 0, shows: 0, changed: false, overflows: 0, overruns: 0 });
    expect(bytes).toBeGreaterThanOrEqual(1_000_000);
    expect(framesBad).toBeGreaterThan(zeros / 2);
    expect(pings).toBeGreaterThan(100);
  });

  it.each([
    ['', 5000, false, 0],
    [' while buttons and dials move and its clock begins again', 3000, true, BEFORE_WRAP_US],
  ])('takes, refuses and shows what the host expects of any message%s', (_, messages, fingers, startUs) => {
    const fuzz = new Fuzz(program(undefined, startUs), { seed: 15, examples: exampleFrames(), fingers });
    const report = fuzz.run(messages);
    expect(report.problems).toEqual([]);
    expect(report.wrong).toBe(0);
    expect(report.shown).toBeGreaterThan(messages / 20);
    expect(report.taken).toBeGreaterThan(messages / 5);
    expect(report.refused).toBeGreaterThan(messages / 5);
    expect(report.leftOut).toBeLessThan(messages / 20);
  });

  it('shows nothing wrong after 2500 faults around the moment when its clock begins again', () => {
    const target = program(undefined, BEFORE_WRAP_US);
    expectSound(runCampaign(target, { seed: 17, faults: 2500, ledCount: 16 }), 16, 9);
  });

  describe('with one line broken', () => {
    const campaign = (path: string) => runCampaign(program(path), { seed: 12, faults: 1000, ledCount: 16 });
    const fuzz = (path: string) =>
      new Fuzz(program(path), { seed: 15, examples: exampleFrames(), fingers: false }).run(5000);

    it('is caught by the sanitizers when a frame may be one byte too long', () => {
      let ended: unknown;
      try {
        fuzz(BROKEN_PROGRAMS.room);
      } catch (error) {
        ended = error;
      }
      expect(ended).toBeInstanceOf(ProgramEnded);
      expect((ended as ProgramEnded).report).toMatch(/AddressSanitizer|runtime error/);
      expect((ended as ProgramEnded).report).toContain('frame.cpp');
    });

    it('is caught by what it shows when the check is not looked at', () => {
      const { wrongShows, wrongFrames } = campaign(BROKEN_PROGRAMS.check);
      expect(wrongShows).toBeGreaterThan(0);
      expect(wrongFrames).toBeGreaterThan(0);
    });

    it('is caught by the frames that it loses when it does not begin again at a zero', () => {
      const { lost, slowestRecovery } = campaign(BROKEN_PROGRAMS.resync);
      expect(lost[3]).toBeGreaterThan(0);
      expect(slowestRecovery).toBeGreaterThan(0);
    });

    it('is caught by what it refuses when a profile must end behind the last LED', () => {
      const { wrong, problems } = fuzz(BROKEN_PROGRAMS.knots);
      expect(wrong).toBeGreaterThan(0);
      expect(problems[0]).toMatch(/^message \d+, profile, [\da-f]+: /);
    });
  });
});
