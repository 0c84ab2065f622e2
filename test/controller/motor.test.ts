import { describe, expect, it } from 'vitest';
import { createBench } from '../../src/controller/bench.js';
import { PICTURE_MS } from '../../src/controller/contract.js';
import { createLens } from '../../src/controller/lens.js';
import { createMotor } from '../../src/controller/motor.js';
import { type Axon, createAxon, type LatticeGeometry, SET_A } from '../../src/model/index.js';
import { LESSON } from './bench-rig.js';

/** A motor on a computer that needs so many ms for one ms of the axon. */
function slowMotor(costMs: number, roomMsPerAxonMs: number, geometry: LatticeGeometry = SET_A.axon) {
  let axon!: Axon;
  const bench = createBench({
    experiment: { ...LESSON, geometry },
    map: { places: new Float64Array(60), nodeLeds: [] },
    createAxon: (...args) => {
      axon = createAxon(...args);
      return axon;
    },
  });
  const computer = { nowMs: 0, costMs };
  const step = axon.step.bind(axon);
  const looksMs: number[] = [];
  axon.step = () => {
    const beforeMs = computer.nowMs;
    computer.nowMs += axon.stepMs * computer.costMs;
    looksMs.push(computer.nowMs - beforeMs);
    step();
  };
  const clock = { nowMs: () => computer.nowMs, after: () => () => {}, every: () => () => {} };
  const lens = createLens(roomMsPerAxonMs, 0);
  const motor = createMotor(bench, lens, clock);
  /** One picture. @returns how long computing it took [ms]. */
  const picture = () => {
    computer.nowMs += PICTURE_MS;
    const wallMs = computer.nowMs;
    motor.beginPicture();
    motor.advance(wallMs);
    return computer.nowMs - wallMs;
  };
  return { axon, computer, motor, looksMs, picture };
}

describe('motor of an axon that takes long to compute', () => {
  it.each([
    ['1:1, 1 s for a ms', 1000, 1],
    ['1:1, 60 s for a ms', 60_000, 1],
    ['1:500, 60 s for a ms', 60_000, 500],
    ['1:5000, 60 s for a ms', 60_000, 5000],
  ])('has its pictures ready within 16 ms from the second on, at %s', (_what, costMs, ratio) => {
    const { picture, axon, motor } = slowMotor(costMs, ratio);
    picture();
    for (let n = 0; n < 100; n++) expect(picture()).toBeLessThanOrEqual(16);
    expect(axon.modelMs).toBeGreaterThan(0);
    expect(motor.computedMs).toBeGreaterThan(500);
    expect(motor.droppedMs).toBeGreaterThan(0);
  });

  it('asks the clock after every look: one of 5 ms is followed by at most three more', () => {
    const { picture, looksMs } = slowMotor(5 / 0.26, 1);
    picture();
    looksMs.length = 0;
    expect(picture()).toBeLessThanOrEqual(16);
    expect(looksMs.length).toBeLessThan(16);
  });

  it('is ready for the second press: only the first dear look of all takes long', () => {
    const { picture, computer, motor } = slowMotor(5000, 1);
    expect(picture()).toBeGreaterThan(1000);
    computer.costMs = 0;
    for (let n = 0; n < 60; n++) picture();
    motor.stimulusBegins();
    computer.costMs = 5000;
    for (let n = 0; n < 60; n++) expect(picture()).toBeLessThanOrEqual(16);
  });

  it('takes 16 s for a ms of 0.01 µF and 160 mS: also the first press has its picture within 40 ms', () => {
    const fast = { ...SET_A.axon, capacitanceUf: 0.01, axialConductanceMs: 160 };
    const { picture, motor } = slowMotor(16_000, 1, fast);
    motor.stimulusBegins();
    expect(picture()).toBeLessThanOrEqual(40);
    for (let n = 0; n < 20; n++) expect(picture()).toBeLessThanOrEqual(16);
  });

  it('takes 12 ms and one look for all 50 advances before the next picture', () => {
    const { picture, computer, motor } = slowMotor(60_000, 1);
    for (let n = 0; n < 5; n++) picture();
    computer.nowMs += PICTURE_MS;
    motor.beginPicture();
    const startedMs = computer.nowMs;
    for (let n = 0; n < 50; n++) motor.advance(computer.nowMs);
    expect(computer.nowMs - startedMs).toBeGreaterThan(5);
    expect(computer.nowMs - startedMs).toBeLessThanOrEqual(16);
  });

  it('takes long looks again once the axon is quickly computed, and drops nothing then', () => {
    const { picture, computer, motor, looksMs } = slowMotor(60_000, 1);
    for (let n = 0; n < 10; n++) picture();
    computer.costMs = 0;
    for (let n = 0; n < 10; n++) picture();
    const { droppedMs } = motor;
    looksMs.length = 0;
    picture();
    expect(looksMs.length).toBeLessThanOrEqual(65);
    expect(motor.droppedMs).toBe(droppedMs);
  });
});
