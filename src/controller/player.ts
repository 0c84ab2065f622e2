/**
 * The axon and everything that may be done to it while it plays: stimulate, change the membrane, move an
 * electrode, turn the lens, pause, step, reset. Every deed first brings the axon to now, so that it counts from
 * this moment on and not from the last picture; a stimulus alone starts at the picture that the person saw.
 */
import type { Axon, ElectrodePosition, MembraneSpec } from '../model/index.js';
import type { Clock } from './clock.js';
import type { Command, MembraneKind, MeterName, Stimulus } from './contract.js';
import { createLens, type TimeLens } from './lens.js';
import { createMotor, type Motor } from './motor.js';
import { createStimulators } from './stimulators.js';

/** How far a single step takes the axon [ms]: a spike of the lesson's axon is some 20 steps long. */
export const SINGLE_STEP_MS = 0.1;

export interface PlayerParts {
  readonly axon: Axon;
  readonly clock: Clock;
  readonly membranes: Readonly<Record<MembraneKind, MembraneSpec>>;
  /** The membrane that `axon` was made with. */
  readonly membrane: MembraneKind;
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
  readonly roomMsPerAxonMs: number;
  /** The stimulus of a `stimulate` command. */
  readonly stimulus: Stimulus;
}

export interface Player {
  readonly motor: Motor;
  readonly lens: TimeLens;
  readonly membrane: MembraneKind;
  readonly electrodes: Readonly<Record<MeterName, ElectrodePosition>>;
  /** A stimulus was given to a paused axon, whose time has stood still since. */
  readonly stimulusWaits: boolean;
  stimulate(stimulus: Stimulus): void;
  /** @returns undefined, or one sentence that says why not. */
  obey(command: Command): string | undefined;
}

export function createPlayer(parts: PlayerParts): Player {
  const { axon, clock } = parts;
  const lens = createLens(parts.roomMsPerAxonMs, clock.nowMs());
  const electrodes = { ...parts.electrodes };
  let membrane = parts.membrane;
  const motor = createMotor(axon, lens, electrodes, clock, (site) => {
    const spec = parts.membranes[membrane];
    return spec.kind === 'gated' && site % spec.channelEvery === 0;
  });
  const stimulators = createStimulators(axon);
  let stimulusWaits = false;

  function stimulate(stimulus: Stimulus): void {
    stimulators.give(stimulus);
    motor.advance(clock.nowMs());
    stimulusWaits = !lens.running;
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
    electrodes[name] = at;
    return undefined;
  }

  return {
    motor,
    lens,
    electrodes,
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
          axon.setMembrane(parts.membranes[command.kind]);
          membrane = command.kind;
          break;
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
          // A person who resets wants to begin again; an axon that stood still would look broken.
          if (!lens.running) lens.setRunning(true, wallMs);
          axon.reset();
          stimulators.reset();
          stimulusWaits = false;
          motor.trace.clear();
          lens.anchor(axon.modelMs, wallMs);
          break;
        case 'electrode':
          motor.advance(wallMs);
          return moveElectrode(command.name, command.at);
      }
      return undefined;
    },
  };
}
