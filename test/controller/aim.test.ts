/** Where a press enters that says no place: the rig's own button can be aimed. */
import { expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/index.js';
import { createBenchRig, LESSON } from './bench-rig.js';

function started() {
  const rig = createBenchRig({ experiments: [LESSON, { ...LESSON, name: 'other', title: 'Another' }] });
  rig.controller.start();
  rig.timers.advance(50);
  const places = () => rig.controller.snapshot().presses.map((press) => press.places);
  return { ...rig, places, now: () => rig.controller.snapshot() };
}

it('a button that is aimed at 20 and 40 presses there, and one that names a place presses at that', () => {
  const { controller, device, places, now } = started();
  expect(controller.command({ do: 'aim', at: [40, 20] })).toBeUndefined();
  expect(now().axon.stimulusPlaces).toEqual([20, 40]);
  device.press(1);
  controller.command({ do: 'stimulate', at: 5 });
  expect(places()).toEqual([[20, 40], [5]]);
});

it('null puts it back to where the experiment has it; so do a reset and another experiment', () => {
  const { controller, now } = started();
  for (const end of [{ do: 'aim', at: null }, { do: 'reset' }, { do: 'load', name: 'other' }] as const) {
    controller.command({ do: 'aim', at: 33 });
    expect(now().axon.stimulusPlaces).toEqual([33]);
    controller.command(end);
    expect(now().axon.stimulusPlaces).toEqual([0]);
  }
});

it('a place that the axon has not is refused in words, and nothing changes', () => {
  const { controller, now } = started();
  expect(controller.command({ do: 'aim', at: 60 })).toMatch(/^aim: .*60/);
  expect(now().axon.stimulusPlaces).toEqual([0]);
});

it('what is saved presses where the rig is aimed at', () => {
  const { controller } = started();
  controller.command({ do: 'aim', at: 20 });
  const saved = parseExperiment(controller.experimentText(), 'saved.yaml');
  expect(saved.ok && saved.experiment.stimuli.map(({ at }) => at)).toEqual([20]);
});
