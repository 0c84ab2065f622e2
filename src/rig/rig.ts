/** A rig with everything settled: the type that the rest of the house sees. */
import {
  type Axon,
  DEFAULT_BLUE_SITE,
  DEFAULT_YELLOW_SITE,
  type ElectrodePosition,
  type Experiment,
  geometryOf,
  type LiveExperiment,
  liveExperiment,
  type MembraneSpec,
  membranePair,
  type Press,
  settleAxon,
  settlePress,
  stimulusOf,
  usualPress,
} from '../experiment/index.js';
import { METERS } from '../units.js';
import type { Fitted, Needle, Pins } from './fitted.js';
import { settleLight, usualSites } from './light.js';
import type { WrittenRig } from './schema.js';
import type { Pin } from './uno.js';

type WrittenAction = NonNullable<WrittenRig['buttons'][1]>;

/** What a press does. */
export type ButtonAction =
  | ({ readonly do: 'stimulate' } & Press)
  | { readonly do: Exclude<WrittenAction['do'], 'stimulate'> };

/** What a turn does. */
export type DialAction = Readonly<Omit<NonNullable<WrittenRig['dials'][0]>, 'pin'>>;

/** A rig file, fully defaulted. Sites are counted from 0, buttons from 1, dials from 0. */
export interface Rig extends Fitted {
  readonly name: string;
  readonly device: Readonly<WrittenRig['device']>;
  /** As the file has it; of use only if the light is a strip. */
  readonly strip: Readonly<Omit<WrittenRig['strip'], 'pin'>>;
  readonly electrodes: { readonly blue: ElectrodePosition; readonly yellow: ElectrodePosition };
  /** What it plays, never empty; the first loads. */
  readonly experiments: readonly LiveExperiment[];
  readonly axon: Axon;
  readonly membrane: MembraneSpec;
  /** What the page's button does. */
  readonly stimulus: Press;
  /** `null`: not fitted. */
  readonly buttons: Readonly<Record<1 | 2 | 3 | 4, ButtonAction | null>>;
  /** `null`: not fitted. */
  readonly dials: Readonly<Record<0 | 1, DialAction | null>>;
  readonly lens: Readonly<WrittenRig['lens']>;
  readonly silence: Readonly<WrittenRig['silence']>;
}

function settleAction(
  action: WrittenAction | undefined,
  stimulus: Press,
  channelsOn: MembraneSpec,
): ButtonAction | null {
  if (action === undefined) return null;
  if (action.do !== 'stimulate') return { do: action.do };
  return { do: 'stimulate', ...settlePress(action, stimulus, channelsOn) };
}

type WrittenNeedle = WrittenRig['needles']['blue'];

function settleNeedle(needle: WrittenNeedle): Needle | null {
  return needle ? { lowUs: needle.lowUs, highUs: needle.highUs } : null;
}

function pinsOf({ needles, buttons, dials, piezo }: WrittenRig): Pins {
  const pin = (part: { pin?: Pin | undefined } | undefined, usual: Pin) =>
    part ? (part.pin ?? usual) : null;
  return {
    needles: { blue: pin(needles.blue, 9), yellow: pin(needles.yellow, 10) },
    buttons: {
      1: pin(buttons[1], 2),
      2: pin(buttons[2], 3),
      3: pin(buttons[3], 4),
      4: pin(buttons[4], 5),
    },
    dials: { 0: pin(dials[0], 'A0'), 1: pin(dials[1], 'A1') },
    piezo: piezo?.pin ?? null,
  };
}

function settleDial(dial: WrittenRig['dials'][0]): DialAction | null {
  return dial ? { do: dial.do } : null;
}

/** Fills in what depends on another part of the file: as many sites as LEDs, and so on. */
export function settleRig(written: WrittenRig): Rig {
  const { leds: _leds, rgb: _rgb, pca9685: _pca9685, piezo: _piezo, ...rest } = written;
  const { needles, electrodes, buttons, dials } = written;
  const { channelsOn } = membranePair(written.membrane);
  const stimulus = settlePress(written.stimulus, usualPress(channelsOn), channelsOn);
  const { pin: _pin, ...strip } = written.strip;
  const axon = settleAxon(written.axon, usualSites(written));
  // A short axon that says nothing of electrodes has them on its last site rather than an error.
  const last = axon.sites - 1;
  const places = {
    blue: electrodes.blue ?? Math.min(DEFAULT_BLUE_SITE, last),
    yellow: electrodes.yellow ?? Math.min(DEFAULT_YELLOW_SITE, last),
  };
  const light = settleLight(written, axon);
  const own: Experiment = {
    name: written.name,
    geometry: geometryOf(axon),
    membrane: written.membrane,
    treatments: [],
    stimuli: [stimulusOf(stimulus)],
    electrodes: METERS.map((name) => ({ name, at: places[name] })),
    durationMs: 20,
    stepMs: 0.01,
    sampleMs: 0.01,
    roomMsPerAxonMs: written.lens.roomMsPerAxonMs,
  };
  return {
    ...rest,
    experiments: [liveExperiment(written.name, own, light.ledCount)],
    axon,
    stimulus,
    light,
    strip,
    pins: pinsOf(written),
    needles: { ...needles, blue: settleNeedle(needles.blue), yellow: settleNeedle(needles.yellow) },
    electrodes: places,
    buttons: {
      1: settleAction(buttons[1], stimulus, channelsOn),
      2: settleAction(buttons[2], stimulus, channelsOn),
      3: settleAction(buttons[3], stimulus, channelsOn),
      4: settleAction(buttons[4], stimulus, channelsOn),
    },
    dials: { 0: settleDial(dials[0]), 1: settleDial(dials[1]) },
  };
}
