/** The settings of a rig that a step needs: what differs from them, and which commands put it right. Pure. */
import type { Command, MeterName, Snapshot } from '../controller/contract.js';
import { METERS } from '../units.js';
import { SETTINGS, type SettingName } from './contract.js';

/** How a rig is set. */
export interface Settings {
  readonly experiment: string;
  readonly channelsOn: boolean;
  readonly electrodes: Snapshot['electrodes'];
  readonly treatments: readonly {
    readonly id: string;
    readonly treatment: Snapshot['treatments'][number]['treatment'];
  }[];
  readonly strength: number;
  readonly roomMsPerAxonMs: number;
  readonly running: boolean;
  readonly pauseWhen: Snapshot['pauseWhen'];
  /** Where presses enter that say no place. */
  readonly stimulusPlaces: readonly number[];
}

export function settingsOf(now: Snapshot): Settings {
  const { experiment, channelsOn, electrodes, treatments, strength, roomMsPerAxonMs, running, pauseWhen } =
    now;
  return {
    experiment,
    channelsOn,
    electrodes: { ...electrodes },
    treatments: treatments.map(({ id, treatment }) => ({ id, treatment })),
    strength,
    roomMsPerAxonMs,
    running: running || (now.look.kind === 'looking-back' && now.look.wasRunning),
    pauseWhen,
    stimulusPlaces: now.axon.stimulusPlaces,
  };
}

const text = (value: unknown) => JSON.stringify(value);

/** Electrodes that are nearer than this to where they should be are there: a share of the axon's length. */
const AS_GOOD_SHARE = 0.02;
/** Strengths that differ by less are the same: a share of the greater one. */
const AS_STRONG_SHARE = 0.01;

/** Whether two places on an axon are one for a hand that drags. */
export function isSamePlace(one: number | 'bath', other: number | 'bath', lastPlace: number): boolean {
  if (one === 'bath' || other === 'bath') return one === other;
  return Math.abs(one - other) <= Math.max(0.5, AS_GOOD_SHARE * lastPlace);
}

export function isSameStrength(one: number, other: number): boolean {
  return Math.abs(one - other) <= AS_STRONG_SHARE * Math.max(Math.abs(one), Math.abs(other));
}

function isAs(want: Settings, now: Snapshot, name: SettingName): boolean {
  switch (name) {
    case 'experiment':
      return now.experiment === want.experiment;
    case 'channels':
      return now.channelsOn === want.channelsOn;
    case 'blue':
    case 'yellow':
      return isSamePlace(now.electrodes[name], want.electrodes[name], now.axon.lastPlace);
    case 'treatments':
      return text(settingsOf(now).treatments) === text(want.treatments);
    case 'strength':
      return isSameStrength(now.strength, want.strength);
  }
}

/** What is not as it should be. Of another experiment nothing else can be said. */
export function otherwise(want: Settings, now: Snapshot): SettingName[] {
  if (!isAs(want, now, 'experiment')) return ['experiment'];
  return SETTINGS.filter((name) => !isAs(want, now, name));
}

/** The setting that a command is about; undefined: none. */
export function settingOf(command: Command): SettingName | undefined {
  switch (command.do) {
    case 'electrode':
      return command.name;
    case 'channels':
    case 'membrane':
      return 'channels';
    case 'treat':
      return 'treatments';
    case 'strength':
      return 'strength';
    default:
      return undefined;
  }
}

/** The commands that make the settings of an axon so; the experiment is loaded already. */
export function commandsTo(want: Settings, now: Snapshot): Command[] {
  const commands: Command[] = [];
  if (now.channelsOn !== want.channelsOn) commands.push({ do: 'channels', on: want.channelsOn });
  for (const name of METERS)
    if (now.electrodes[name] !== want.electrodes[name])
      commands.push({ do: 'electrode', name: name satisfies MeterName, at: want.electrodes[name] });
  const have = settingsOf(now).treatments;
  for (const { id } of have)
    if (!want.treatments.some((one) => one.id === id)) commands.push({ do: 'treat', id, treatment: null });
  for (const one of want.treatments)
    if (!have.some((other) => text(other) === text(one)))
      commands.push({ do: 'treat', id: one.id, treatment: one.treatment });
  if (!isSameStrength(now.strength, want.strength))
    commands.push({ do: 'strength', strength: want.strength });
  return commands;
}

/** The same, and everything else that was set: as it was. */
export function commandsBack(want: Settings, now: Snapshot): Command[] {
  const commands = commandsTo(want, now);
  const { roomMsPerAxonMs, running, pauseWhen, stimulusPlaces } = want;
  if (stimulusPlaces.length > 0 && text(stimulusPlaces) !== text(now.axon.stimulusPlaces))
    commands.push({ do: 'aim', at: stimulusPlaces });
  if (now.roomMsPerAxonMs !== roomMsPerAxonMs) commands.push({ do: 'lens', roomMsPerAxonMs });
  if (pauseWhen !== null) {
    const { name, crossesMv, rising } = pauseWhen;
    commands.push({ do: 'pauseWhen', name, crossesMv, rising });
  } else if (now.pauseWhen !== null) commands.push({ do: 'pauseWhen', off: true });
  if (now.running !== running) commands.push({ do: 'run', running });
  return commands;
}
