import { describe, expect, it } from 'vitest';
import type { ButtonAction, DialAction } from '../../src/controller/index.js';
import type { Treatment } from '../../src/model/index.js';
import { createBenchRig, LESSON } from './bench-rig.js';
import { FROG, PATCH, SQUID } from './live-axons.js';

const ICE: Treatment = { kind: 'temperature', from: 40, to: 60, temperatureC: 2 };

/** A rig of these experiments whose button 1 or dial 0 does this. */
function rigWith(action: ButtonAction | DialAction, ...experiments: (typeof LESSON)[]) {
  const isDial = 'lowPercent' in action || 'field' in action || action.do === 'lens' || action.do === 'time';
  const rig = createBenchRig({
    experiments: experiments.length > 0 ? experiments : [SQUID],
    ...(isDial || (action.do === 'electrode' && !('at' in action))
      ? { dials: { 0: action as DialAction } }
      : { buttons: { 1: action as ButtonAction } }),
  });
  const notices: string[] = [];
  rig.controller.observe({ notice: (words) => notices.push(words) });
  rig.controller.start();
  rig.timers.advance(100);
  return {
    ...rig,
    notices,
    state: () => rig.controller.snapshot(),
    press() {
      rig.device.press(1);
      rig.device.release(1);
    },
  };
}

describe('a button', () => {
  it('treats, and lifts it when pressed again', () => {
    const { press, state } = rigWith({ do: 'treat', id: 'button 1', treatment: ICE, held: false });
    press();
    expect(state().treatments).toMatchObject([{ id: 'button 1', treatment: ICE }]);
    press();
    expect(state().treatments).toEqual([]);
  });

  it('treats while it is held, and no longer: also when the board is unplugged with a finger on it', () => {
    const { device, state } = rigWith({ do: 'treat', id: 'button 1', treatment: ICE, held: true });
    device.press(1);
    expect(state().treatments).toHaveLength(1);
    device.release(1);
    expect(state().treatments).toEqual([]);
    device.release(1);
    expect(state().treatments).toEqual([]);
  });

  it('whose treatment is refused says so, and nothing changes', () => {
    const treatment = { ...ICE, to: 400 };
    const { press, state, notices } = rigWith({ do: 'treat', id: 'button 1', treatment, held: true });
    press();
    expect(notices).toEqual(['treat: treatment "button 1".to: expected a number from 0 to 100 mm, got 400']);
    expect(state().treatments).toEqual([]);
  });

  it('goes on to the next experiment and after the last to the first, or loads one by its name', () => {
    const next = rigWith({ do: 'experiment', name: null }, LESSON, SQUID, FROG);
    for (const name of ['squid-axon', 'frog-fibre', 'lesson']) {
      next.press();
      expect(next.state().experiment).toBe(name);
    }
    const one = rigWith({ do: 'experiment', name: 'frog-fibre' }, LESSON, SQUID, FROG);
    one.press();
    expect(one.state().experiment).toBe('frog-fibre');
  });

  it('waits for a level, and no longer when pressed again', () => {
    const { press, state } = rigWith({ do: 'pauseWhen', name: 'yellow', crossesMv: -40, rising: true });
    press();
    expect(state().pauseWhen).toMatchObject({ name: 'yellow', crossesMv: -40 });
    press();
    expect(state().pauseWhen).toBeNull();
  });

  it('moves an electrode, searches for the weakest press, steps', () => {
    const moves = rigWith({ do: 'electrode', name: 'blue', at: 12.5 });
    moves.press();
    expect(moves.state().electrodes.blue).toBe(12.5);
    const searches = rigWith({ do: 'weakest' });
    searches.press();
    expect(searches.state().weakest.kind).toBe('searching');
    const steps = rigWith({ do: 'step', back: false });
    steps.controller.command({ do: 'run', running: false });
    const beforeMs = steps.axon.modelMs;
    steps.press();
    expect(steps.axon.modelMs).toBeCloseTo(beforeMs + 0.1, 9);
    expect(steps.state().running).toBe(false);
  });

  it('looks back by 2 s and by 2 s more, steps back, looks at the present again, and runs on from the past', () => {
    const { press, state, timers, controller, axon, notices } = rigWith({ do: 'rewind', seconds: 2 });
    timers.advance(5900);
    const presentMs = axon.modelMs;
    press();
    expect(state().look).toMatchObject({ kind: 'looking-back', axonMs: expect.closeTo(presentMs - 4, 1) });
    press();
    expect(state().look).toMatchObject({ axonMs: expect.closeTo(presentMs - 8, 1) });
    press();
    expect(state().look).toMatchObject({ axonMs: expect.closeTo(0, 1) });
    expect(notices).toEqual([]);
    controller.command({ do: 'now' });
    const button = (action: ButtonAction) => {
      const rig = rigWith(action);
      rig.timers.advance(2000);
      rig.controller.command({ do: 'seek', backMs: 1000 });
      rig.press();
      return rig.state().look.kind;
    };
    expect(button({ do: 'step', back: true })).toBe('looking-back');
    expect(button({ do: 'now' })).toBe('live');
    expect(button({ do: 'runOn' })).toBe('live');
  });

  it('presses at a place and with a strength of its own; one that is no place is told, and the axon goes on', () => {
    const { press, axon, timers } = rigWith({ do: 'stimulate', at: 100, strength: 8000 });
    press();
    timers.advance(100);
    expect(axon.potentialMv.at(-1)).toBeGreaterThan(-50);
    expect(axon.potentialMv[0]).toBeCloseTo(-65, 0);
    const off = rigWith({ do: 'stimulate', at: 500 });
    off.press();
    expect(off.notices).toEqual(['stimulate: at: expected a number from 0 to 100 mm, got 500']);
    expect(off.crashes).toEqual([]);
  });
});

describe('a dial', () => {
  it('sets the strength of presses from 50 to 150 % of the experiment’s', () => {
    const { device, state } = rigWith({ do: 'strength', lowPercent: 50, highPercent: 150 });
    device.turn(0, 0);
    expect(state().strength).toBeCloseTo(0.5 * 5354.1, 6);
    device.turn(0, 1);
    expect(state().strength).toBeCloseTo(1.5 * 5354.1, 6);
  });

  it('stops where a press can be no stronger, and no weaker: a membrane does not open by less than nothing', () => {
    const opening = { kind: 'conductance', at: 0, startMs: 0, durationMs: 0.5, reversalMv: 60 } as const;
    const sodium = { ...LESSON, stimuli: [{ ...opening, conductanceMs: 300 }] };
    const { device, state, notices } = rigWith(
      { do: 'strength', lowPercent: -1000, highPercent: 1000 },
      sodium,
    );
    device.turn(0, 0);
    expect(state().strength).toBe(0);
    device.turn(0, 1);
    expect(state().strength).toBe(1000);
    expect(notices).toEqual([]);
  });

  it('moves an electrode along the axon: millimetres of a cable, nodes of a fibre', () => {
    const { device, state } = rigWith({ do: 'electrode', name: 'blue' });
    device.turn(0, 0.5);
    expect(state().electrodes.blue).toBeCloseTo(50, 9);
    device.turn(0, 1);
    expect(state().electrodes.blue).toBe(100);
    const fibre = rigWith({ do: 'electrode', name: 'blue' }, FROG);
    fibre.device.turn(0, 0.3);
    expect(fibre.state().electrodes.blue).toBe(12);
    const patch = rigWith({ do: 'electrode', name: 'blue' }, PATCH);
    patch.device.turn(0, 1);
    expect(patch.state().electrodes.blue).toBe(0);
  });

  it('turns a figure of a treatment, at the next picture, and only where it stands last', () => {
    const turns: DialAction = {
      do: 'treatment',
      id: 'dial 0',
      treatment: ICE,
      field: 'temperatureC',
      low: 0,
      high: 20,
    };
    const { device, state, timers, axon } = rigWith(turns);
    let treats = 0;
    const treat = axon.treat.bind(axon);
    axon.treat = (treatments) => {
      treats++;
      treat(treatments);
    };
    for (const position of [0.1, 0.2, 0.3, 0.5]) device.turn(0, position);
    expect(treats).toBe(0);
    timers.advance(20);
    expect(treats).toBe(1);
    expect(state().treatments).toMatchObject([{ id: 'dial 0', treatment: { ...ICE, temperatureC: 10 } }]);
  });

  it('of an axon that is no longer there is done to no other one', () => {
    const { device, controller, timers } = createBenchRig({
      experiments: [LESSON, { ...LESSON, name: 'other' }],
      dials: {
        0: {
          do: 'treatment',
          id: 'dial 0',
          treatment: { kind: 'ttx', sodiumFraction: 1 },
          field: 'sodiumFraction',
          low: 0,
          high: 1,
        },
      },
    });
    controller.start();
    device.turn(0, 0.5);
    controller.command({ do: 'load', name: 'other' });
    timers.advance(100);
    expect(controller.snapshot().treatments).toEqual([]);
  });

  it('goes back along the whole tape, fully right to the present', () => {
    const { device, state, timers, notices } = rigWith({ do: 'time' });
    timers.advance(4000);
    device.turn(0, 0.5);
    expect(state().look).toMatchObject({ kind: 'looking-back', axonMs: expect.closeTo(4.1, 1) });
    device.turn(0, 0);
    expect(state().look).toMatchObject({ axonMs: expect.closeTo(0, 1) });
    device.turn(0, 1);
    expect(state().look.kind).toBe('live');
    expect(notices).toEqual([]);
  });

  it('that stands beyond the fastest lens leaves it there, and nobody is told of it', () => {
    const slow = { ...SQUID, fastestRoomMsPerAxonMs: 5, fastestBecause: 'it would not keep up' };
    const { device, state, notices } = rigWith({ do: 'lens' }, slow);
    device.turn(0, 1);
    expect(state().roomMsPerAxonMs).toBe(5);
    expect(notices).toEqual([]);
  });
});
