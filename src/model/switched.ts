/**
 * The engine of membranes that are linear between two events: passive ones, and the gated one, whose channels switch
 * at instants. Each step is taken in as many pieces as it takes: a piece ends where a current starts or stops, where
 * a site's time is up, or where the first site reaches a potential at which it switches. Whatever happens at the end
 * of the step still belongs to it.
 */

import { Cable } from './cable.js';
import { MEMBRANE } from './compartments.js';
import type { Segment } from './conditions.js';
import { noteReached, shortenToFirstCrossing, trialReaches } from './crossing.js';
import type { Engine, EngineParts } from './engine.js';
import type { Channels } from './membranes/channels.js';
import { type ChannelStock, GatedChannels, requireRestBelowThreshold } from './membranes/gated.js';
import type { GatedMembraneSpec, GateState, PassiveMembraneSpec } from './membranes/membrane-spec.js';
import { passiveChannels } from './membranes/passive.js';
import { settleAtRest } from './rest.js';
import type { Stimuli } from './stimuli.js';

type SwitchedSpec = PassiveMembraneSpec | GatedMembraneSpec;

export class SwitchedEngine implements Engine {
  /** Begun as a number: a field that begins as undefined would put every number it is given on the heap. */
  nowMs = 0;
  endMs = Number.NaN;
  stepMs = Number.NaN;

  readonly #count: number;
  readonly #cable: Cable;
  readonly #stimuli: Stimuli;
  readonly #channels: Channels;
  readonly #tell: (site: number, state: GateState) => void;
  /** Channels may have reached a limit without a step, since they are new ones. */
  #unsettled = true;
  /** Nothing has happened since the axon was put to rest: it stays there by itself. */
  #still = false;
  /** How far a switching site is felt within a step of `#reachMs` [compartments]. */
  #reach = 0;
  #reachMs = Number.NaN;
  readonly #concerned = { first: 0, last: 0 };

  readonly #refresh = (site: number): void => {
    const { conductanceMs, driveUa } = this.#channels;
    const injectedUa = this.#stimuli.injectedUa[site]!;
    this.#cable.setMembraneCurrent(site, conductanceMs[site]!, driveUa[site]!, injectedUa);
  };

  readonly #switched = (site: number, state: GateState): void => {
    this.#refresh(site);
    this.#tell(site, state);
  };

  /** Goes on from the channels of `before` if those were gated too, else from channels at rest. */
  constructor(
    parts: EngineParts,
    spec: SwitchedSpec,
    tell: (site: number, state: GateState) => void,
    before: Engine | null,
  ) {
    const { potentialMv, restMv, segments, linkConductanceMs, stimuli } = parts;
    const count = potentialMv.length;
    const leakMv = spec.kind === 'passive' ? spec.leakReversalMv : undefined;
    const ownLeakMv = leakMv ?? (parts.geometry.kind === 'lattice' ? parts.geometry.leakReversalMv : 0);
    const axon = {
      count,
      capacitanceUf: new Float64Array(count),
      leakConductanceMs: new Float64Array(count),
      leakReversalMv: new Float64Array(count),
      linkConductanceMs,
    };
    for (const { from, to, conditions } of segments) {
      axon.capacitanceUf.fill(conditions.capacitanceUf, from, to);
      axon.leakConductanceMs.fill(leakMsOf(conditions, spec), from, to);
      axon.leakReversalMv.fill(ownLeakMv + conditions.shiftMv, from, to);
    }
    if (spec.kind === 'gated') requireRestBelowThreshold(spec, axon.leakReversalMv);
    restMv.set(axon.leakReversalMv);
    settleAtRest(
      linkConductanceMs,
      axon.capacitanceUf,
      (i, v) => axon.leakConductanceMs[i]! * (v - axon.leakReversalMv[i]!),
      restMv,
    );
    this.#count = count;
    this.#tell = tell;
    this.#stimuli = stimuli;
    this.#cable = new Cable(axon, potentialMv);
    this.#channels =
      spec.kind === 'passive'
        ? passiveChannels(count)
        : new GatedChannels(count, spec, stockOf(segments, count), channelsOf(before));
    this.nowMs = before?.nowMs ?? 0;
    // Another engine may not have kept the currents up to date.
    if (before !== null && !(before instanceof SwitchedEngine)) stimuli.nextEdgeMs = this.nowMs;
    this.#refreshAll();
  }

  step(): void {
    const { endMs, stepMs } = this;
    const cable = this.#cable;
    const stimuli = this.#stimuli;
    const channels = this.#channels;
    const startMs = this.nowMs;
    const unsettled = this.#unsettled || channels.nextDeadlineMs <= startMs;
    const undisturbed = !unsettled && !stimuli.sloping && stimuli.nextEdgeMs > endMs;
    if (undisturbed && this.#still) {
      this.nowMs = endMs;
      return;
    }
    this.#still = false;
    if (undisturbed && this.#stepQuietly()) return;
    // Every piece brings time or a site forward; should absurd parameters want more pieces than this, the rest of
    // the step is taken in one and the sites switch at its end.
    let piecesLeft = 16 * this.#count + 1000;
    for (;;) {
      if (stimuli.nextEdgeMs <= this.nowMs) {
        stimuli.applyEdges(this.nowMs, this.#refresh);
        continue;
      }
      if (this.#unsettled || channels.nextDeadlineMs <= this.nowMs) {
        channels.settle(this.nowMs, cable.potentialMv, cable.from, cable.to, this.#switched);
        this.#unsettled = false;
        continue;
      }
      if (this.nowMs >= endMs) break;

      const locating = piecesLeft-- > 0;
      let pieceEndMs = endMs;
      if (locating) pieceEndMs = Math.min(endMs, stimuli.nextEdgeMs, channels.nextDeadlineMs);
      if (stimuli.sloping) stimuli.applyMeans(this.nowMs, pieceEndMs, this.#refresh);
      // A whole step has the same length every time, to the last bit, so that its matrix is factored once.
      const whole = this.nowMs === startMs && pieceEndMs === endMs;
      const pieceMs = whole ? stepMs : pieceEndMs - this.nowMs;
      cable.trialMs = pieceMs;
      cable.tryStep();
      const { limits } = channels;
      if (limits && trialReaches(cable, limits)) {
        this.#unsettled = true;
        if (locating) {
          shortenToFirstCrossing(cable, limits);
          if (cable.trialMs < pieceMs) pieceEndMs = this.nowMs + cable.trialMs;
        }
      }
      cable.accept();
      this.nowMs = pieceEndMs;
    }
    cable.widen();
  }

  /**
   * A step in one piece, or, where some sites switch in it, in one piece for all the axon but the surroundings of
   * those sites: the cable is narrowed to these, for the pieces to come. @returns whether the step is done.
   */
  #stepQuietly(): boolean {
    const { endMs, stepMs } = this;
    const cable = this.#cable;
    const { limits } = this.#channels;
    cable.trialMs = stepMs;
    cable.tryStep();
    const due = this.#channels.nextDeadlineMs <= endMs;
    if (due || (limits && trialReaches(cable, limits))) {
      if (stepMs !== this.#reachMs) {
        this.#reach = cable.reachOf(stepMs);
        this.#reachMs = stepMs;
      }
      const concerned = this.#concerned;
      concerned.first = this.#count;
      concerned.last = -1;
      this.#channels.noteDue(endMs, concerned);
      if (limits) noteReached(cable, limits, concerned);
      const from = Math.max(0, concerned.first - this.#reach);
      const to = Math.min(this.#count, concerned.last + 1 + this.#reach);
      cable.narrowTo(from, to);
      return false;
    }
    cable.accept();
    this.nowMs = endMs;
    return true;
  }

  rest(restMv: Float64Array): void {
    this.#cable.potentialMv.set(restMv);
    this.#channels.rest();
    this.#unsettled = false;
    this.#still = true;
    this.#refreshAll();
    this.nowMs = 0;
  }

  #refreshAll(): void {
    for (let i = 0; i < this.#count; i++) this.#refresh(i);
  }

  static channelsOf(engine: Engine | null): GatedChannels | undefined {
    return engine instanceof SwitchedEngine && engine.#channels instanceof GatedChannels
      ? engine.#channels
      : undefined;
  }
}

const { channelsOf } = SwitchedEngine;

function leakMsOf({ cover, areaCm2, ownLeakMs }: Segment['conditions'], spec: SwitchedSpec): number {
  const own = spec.kind === 'passive' && cover === MEMBRANE ? (spec.leakConductanceMsPerCm2 ?? 0) : 0;
  return ownLeakMs + own * areaCm2;
}

/** What treatments have left of every site's channels. */
function stockOf(segments: readonly Segment[], count: number): ChannelStock {
  const stock = {
    sodium: new Float64Array(count),
    potassium: new Float64Array(count),
    dead: new Uint8Array(count),
  };
  for (const { from, to, conditions } of segments) {
    stock.sodium.fill(conditions.sodiumFraction, from, to);
    stock.potassium.fill(conditions.potassiumFraction, from, to);
    stock.dead.fill(conditions.dead ? 1 : 0, from, to);
  }
  return stock;
}
