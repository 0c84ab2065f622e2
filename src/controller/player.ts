/**
 * The axon and everything that may be done to it while it plays: stimulate, change the membrane, move an
 * electrode, turn the lens, pause, step, reset. Every command first brings the axon to now, so that it counts from
 * this moment on and not from the last picture; a stimulus alone starts at the picture that the person saw.
 */
import type { Axon, ElectrodePosition, MembraneSpec } from '../model/index.js';
import { METERS, type MeterName } from '../units.js';
import { axonFacts, timeConstantMs } from './axon-facts.js';
import type { Clock } from './clock.js';
import type { AxonFacts, Command, MembraneKind, Stimulus } from './contract.js';
import { createHighest, type Highest } from './highest.js';
import { createLens, type TimeLens } from './lens.js';
import { createMotor, type Motor } from './motor.js';
import { createPressWatch, type PressWatch } from './press-watch.js';
import { createStimulators } from './stimulators.js';

/** How far a single step takes the axon [ms]: a spike of the lesson's axon is some 20 steps long. */
const SINGLE_STEP_MS = 0.1;

export interface PlayerParts {
  readonly axon: Axon;
  readonly clock: Clock;
  /** All that the axon may have here, each of its own kind: first one without channels, then one with them. */
  readonly membranes: readonly MembraneSpec[];
  /** The kind of membrane that `axon` was made with. This and the next two are also where a reset leads. */
  readonly membrane: MembraneKind;
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
  readonly roomMsPerAxonMs: number;
  /** The stimulus of a `stimulate` command. */
  readonly stimulus: Stimulus;
}

export interface Player {
  readonly motor: Motor;
  readonly lens: TimeLens;
  readonly facts: AxonFacts;
  /** What presses do. */
  readonly presses: PressWatch;
  /** The highest that each voltmeter has read. */
  readonly highest: Highest;
  /** How often everything has been put back. */
  readonly resets: number;
  readonly membrane: MembraneKind;
  readonly membranes: readonly MembraneKind[];
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
  /** A stimulus was given to a paused axon, whose time has stood still since. */
  readonly stimulusWaits: boolean;
  stimulate(stimulus: Stimulus): void;
  /** @returns undefined, or one sentence that says why not. */
  obey(command: Command): string | undefined;
}

export function createPlayer(parts: PlayerParts): Player {
  const { axon, clock, membranes } = parts;
  const kinds = membranes.map(({ kind }) => kind);
  const withChannels = membranes.find(({ kind }) => kind !== 'passive');
  if (!withChannels) throw new RangeError('membranes: expected one that is not passive among them');
  const facts = axonFacts(axon, withChannels);
  const { channels, switching } = facts;
  const lens = createLens(parts.roomMsPerAxonMs, clock.nowMs());
  const electrodes = { ...parts.electrodes };
  let membrane = parts.membrane;
  const channelsSwitch = (): boolean => switching && membrane === withChannels.kind;
  const presses = createPressWatch({
    axon,
    electrodes,
    channelEvery: channels.every,
    timeConstantMs: timeConstantMs(axon.geometry),
    channelsOn: channelsSwitch,
  });
  const hasChannels = (site: number): boolean => channelsSwitch() && site % channels.every === 0;
  const motor = createMotor(axon, lens, electrodes, clock, hasChannels, presses.gate);
  const stimulators = createStimulators(axon);
  const highest = createHighest();
  let stimulusWaits = false;
  let resets = 0;

  function beginHighest(): void {
    for (const name of METERS) highest.begin(name, axon.modelMs);
  }

  function stimulate(stimulus: Stimulus): void {
    const taken = stimulators.give(stimulus);
    if (taken) beginHighest();
    presses.pressed(stimulus.at, stimulus.durationMs, taken);
    motor.stimulusBegins();
    motor.advance(clock.nowMs());
    if (taken && !lens.running) stimulusWaits = true;
  }

  function setRunning(running: boolean, wallMs: number): void {
    if (running) stimulusWaits = false;
    motor.advance(wallMs);
    lens.setRunning(running, wallMs);
    lens.anchor(axon.modelMs, wallMs);
  }

  function moveElectrode(name: MeterName, at: ElectrodePosition): string | undefined {
    const last = axon.siteCount - 1;
    if (at !== 'bath' && !(Number.isInteger(at) && at >= 0 && at <= last))
      return `electrode: expected at "bath" or a site from 0 to ${last}, got ${at}`;
    if (electrodes[name] !== at) {
      presses.moved(name);
      highest.begin(name, axon.modelMs);
    }
    electrodes[name] = at;
    return undefined;
  }

  function setMembrane(kind: string): string | undefined {
    const wanted = membranes.find((known) => known.kind === kind);
    if (!wanted) {
      return `membrane: expected kind ${kinds.map((known) => `"${known}"`).join(' or ')}`;
    }
    if (kind === membrane) return undefined;
    membrane = wanted.kind;
    presses.switched();
    beginHighest();
    axon.setMembrane(wanted);
    return undefined;
  }

  /** As the rig file has it, whatever anybody has changed since. */
  function reset(wallMs: number): void {
    setMembrane(parts.membrane);
    axon.reset();
    stimulators.reset();
    presses.reset();
    beginHighest();
    Object.assign(electrodes, parts.electrodes);
    stimulusWaits = false;
    motor.samples.clear();
    lens.turn(parts.roomMsPerAxonMs, wallMs);
    lens.setRunning(true, wallMs);
    lens.anchor(axon.modelMs, wallMs);
    resets++;
  }

  return {
    motor,
    lens,
    facts,
    membranes: kinds,
    presses,
    highest,
    electrodes,
    get resets() {
      return resets;
    },
    get membrane() {
      return membrane;
    },
    get stimulusWaits() {
      return stimulusWaits;
    },
    stimulate,
    obey(command) {
      const wallMs = clock.nowMs();
      switch (command.do) {
        case 'stimulate':
          stimulate(parts.stimulus);
          break;
        case 'membrane':
          motor.advance(wallMs);
          return setMembrane(command.kind);
        case 'lens':
          motor.advance(wallMs);
          lens.turn(command.roomMsPerAxonMs, wallMs);
          break;
        case 'run':
          setRunning(command.running, wallMs);
          break;
        case 'step':
          if (lens.running) setRunning(false, wallMs);
          motor.advanceBy(SINGLE_STEP_MS, wallMs);
          stimulusWaits = false;
          break;
        case 'reset':
          reset(wallMs);
          break;
        case 'electrode':
          motor.advance(wallMs);
          return moveElectrode(command.name, command.at);
        default:
          command satisfies never;
      }
      return undefined;
    },
  };
}
