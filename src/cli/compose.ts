/** From a rig file's settings to a live controller: the one place where the rooms are joined. */
import { type Controller, type ControllerParts, createController } from '../controller/index.js';
import type { Device } from '../devices/device.js';
import type { Timers } from '../devices/timers.js';
import { paletteStops } from '../display/palette.js';
import { createStage, type StageMap, type StageOptions, type Stretch } from '../display/stage.js';
import type { Press } from '../experiment/index.js';
import { ledMap } from '../experiment/led-map.js';
import { compartmentPlaces, createAxon, type Geometry, type StimulusSpec } from '../model/index.js';
import type { Light, Rig } from '../rig/index.js';

/** LEDs on resistors have no limit of a strip. */
function lampsOf(light: Light): Pick<StageOptions, 'lamps'> {
  if (light.kind === 'strip') return {};
  return { lamps: { ledMa: light.ledMa, colours: light.kind === 'rgb' ? 3 : 1 } };
}

/** The same share of an axon, of whatever sort, as LEDs on resistors have of the rig's own sites. */
function stretchesOn(count: number, own: readonly Stretch[], sites: number): Stretch[] {
  return own.map(({ firstSite, lastSite }) => {
    const from = Math.min(count - 1, Math.floor((firstSite / sites) * count));
    const to = Math.ceil(((lastSite + 1) / sites) * count) - 1;
    return { firstSite: from, lastSite: Math.max(from, Math.min(count - 1, to)) };
  });
}

function mapOf({ light, axon }: Rig): ControllerParts['mapOf'] {
  return (geometry: Geometry) => {
    const points = ledMap(geometry, light.ledCount);
    if (light.kind === 'strip') return { ...points, map: points };
    const count = compartmentPlaces(geometry).length;
    const map: StageMap = { stretches: stretchesOn(count, light.leds, axon.sites) };
    return { ...points, map };
  };
}

function pressSpec(press: Press): StimulusSpec {
  return 'currentUa' in press
    ? { kind: 'pulse', startMs: 0, ...press }
    : { kind: 'conductance', startMs: 0, ...press };
}

function buttonsOf({ buttons }: Rig): ControllerParts['buttons'] {
  const action = (button: Rig['buttons'][1]) => {
    if (button?.do === 'membrane') return { do: 'channels' as const };
    if (button?.do === 'step') return { do: 'step' as const, back: false };
    if (button?.do !== 'stimulate') return button as { do: 'pause' | 'reset' } | null;
    const { do: _, ...press } = button;
    return { do: 'stimulate' as const, stimuli: [pressSpec(press)] };
  };
  return { 1: action(buttons[1]), 2: action(buttons[2]), 3: action(buttons[3]), 4: action(buttons[4]) };
}

export function composeController(
  rig: Rig,
  device: Device,
  timers: Timers,
  onCrash: (error: unknown) => void,
): Controller {
  return createController({
    experiments: rig.experiments,
    createAxon,
    mapOf: mapOf(rig),
    stage: createStage({
      ledCount: rig.light.ledCount,
      stops: paletteStops(rig.light.brightness),
      currentLimitMa: rig.strip.currentLimitMa,
      reversed: rig.light.reversed,
      ...lampsOf(rig.light),
    }),
    device,
    clock: timers,
    buttons: buttonsOf(rig),
    dials: rig.dials,
    onCrash,
  });
}
