/**
 * The engine of the gated lattice: no steps of its own, from switch to switch. Between two switches the lattice is
 * linear, and its power series in time (series.ts) is its solution to the last digits; the instant of each switch is
 * read from that series (crossing.ts). So the length of a step is only how often one may look.
 *
 * The axon goes on in periods as long as the series is good for. Only around sites that are busy, some of them within the
 * period, does time go from switch to switch (window.ts): a signal keeps forty sites busy, however long the axon.
 */

import type { Engine, EngineParts, GateState } from '../engine.js';
import { type EngineState, type GatedState, type Running, requireState } from '../engine-state.js';
import type { ChannelReading, Gate } from '../inside.js';
import { ModelRefusal } from '../refusal.js';
import { settleAtRest } from '../rest.js';
import type { Stimuli } from '../stimuli.js';
import { Clusters } from './clusters.js';
import { type Equation, shutEquation } from './equation.js';
import { GateLog } from './gate-log.js';
import { siteIonicUa } from './ionic.js';
import { leakReversalsMv } from './requirements.js';
import { MOST_DECAYS, Series } from './series.js';
import {
  NAMES,
  OVERTIME,
  REACHED_MV,
  REFRACTORY,
  REST,
  Sites,
  SODIUM_OPEN,
  SWITCHING,
  sitesStock,
} from './sites.js';
import type { GatedMembraneSpec } from './spec.js';
import { Window } from './window.js';

/** Beyond this many sites nothing is left of a change [mV per mV]. */
const UNFELT = 1e-10;
/** So much later than a current that answers a switch does the axon stop for it: the switch must lie before [ms]. */
const JUST_AFTER_MS = 1e-9;

export class GatedEngine implements Engine {
  readonly anyLength = true;
  readonly restIsStable = true;
  readonly channels = SWITCHING;
  /** Begun as NaN: a field that begins as undefined or as a whole number would put every other number on the heap. */
  nowMs = Number.NaN;
  endMs = Number.NaN;
  stepMs = Number.NaN;

  readonly #count: number;
  readonly #capacitanceUf: number;
  readonly #leakMs: number;
  readonly #axialMs: number;
  readonly #leakMv: Float64Array;
  readonly #potentialMv: Float64Array;
  readonly #stimuli: Stimuli;
  /** Its state, but for that of its sites. */
  readonly #life: Running<GatedState, 'state' | 'sinceMs'>;
  readonly #sites: Sites;
  readonly #log: GateLog;
  readonly #listener: (site: number, state: GateState) => void;
  readonly #atEdge: () => void;
  /** The axon as it is. */
  readonly #equation: Equation;
  /** The axon as if every channel were shut: what holds beyond the windows. */
  readonly #quiet: Equation;
  readonly #slopeMvPerMs2: Float64Array;
  readonly #period: Series;
  readonly #window: Window;
  /** Where the period ends, `[1 + site]` [mV]. */
  readonly #endMv: Float64Array;
  /** Sites that are stimulated. */
  readonly #driven: Uint8Array;
  /** How fast a site with every channel shut decays [1/ms]; and the fastest of them, stimulated ones among them. */
  readonly #restingPerMs: number;
  #fastestPerMs: number;
  readonly #clusters: Clusters;
  /** What the present period has worked out. */
  #touchedFrom = 0;
  #touchedTo = 0;
  /** Entries of the log that have been told. */
  #told = 0;
  /** When the next edge of a current was known to be as the present period was worked out, and when that ends [ms]. */
  #edgeMs = Number.NaN;
  #goalMs = Number.NaN;

  readonly #refresh = (site: number): void => {
    const { conductanceMs, driveUa } = this.#sites;
    const { injectedUa, openedMs, openedUa } = this.#stimuli;
    const perUf = 1 / this.#capacitanceUf;
    const quietMs = this.#leakMs + 2 * this.#axialMs + openedMs[site]!;
    const quietUa = this.#leakMs * this.#leakMv[site]! + injectedUa[site]! + openedUa[site]!;
    const j = site + 1;
    this.#quiet.decayPerMs[j] = this.#restingPerMs + openedMs[site]! * perUf;
    this.#quiet.driveMvPerMs[j] = quietUa * perUf;
    this.#equation.decayPerMs[j] = (quietMs + conductanceMs[site]!) * perUf;
    this.#equation.driveMvPerMs[j] = (quietUa + driveUa[site]!) * perUf;
  };

  constructor(parts: EngineParts, spec: GatedMembraneSpec) {
    const { geometry, potentialMv, restMv, segments, linkConductanceMs, stimuli, atEdge, switched } = parts;
    if (geometry.kind !== 'lattice')
      throw new ModelRefusal(['membrane', 'kind'], 'a lattice for gated sites');
    const count = potentialMv.length;
    this.#count = count;
    this.#capacitanceUf = geometry.capacitanceUf;
    this.#leakMs = geometry.leakConductanceMs;
    this.#axialMs = geometry.axialConductanceMs;
    this.#leakMv = leakReversalsMv(parts, spec);
    restMv.set(this.#leakMv);
    settleAtRest(
      linkConductanceMs,
      new Float64Array(count).fill(geometry.capacitanceUf),
      (i, v) => geometry.leakConductanceMs * (v - this.#leakMv[i]!),
      restMv,
    );
    this.#potentialMv = potentialMv;
    this.#stimuli = stimuli;
    this.#listener = switched;
    this.#atEdge = atEdge;
    this.#life = { liveFrom: 0, liveTo: 0, still: false, unsettled: true };
    this.#sites = new Sites(count, spec, sitesStock(segments, count, spec));
    this.#log = new GateLog(this.#sites);
    const couplingPerMs = geometry.axialConductanceMs / geometry.capacitanceUf;
    const quietPerMs = 2 * couplingPerMs + geometry.leakConductanceMs / geometry.capacitanceUf;
    this.#restingPerMs = quietPerMs;
    this.#fastestPerMs = quietPerMs;
    this.#slopeMvPerMs2 = new Float64Array(count + 2);
    this.#quiet = shutEquation(count, couplingPerMs, quietPerMs);
    this.#equation = shutEquation(count, couplingPerMs, quietPerMs);
    this.#period = new Series(count, this.#quiet);
    this.#period.offsetMs = 0;
    this.#endMv = new Float64Array(count + 2);
    this.#driven = new Uint8Array(count);
    this.#window = new Window(
      this.#sites,
      this.#equation,
      this.#period,
      this.#log,
      this.#endMv,
      stimuli.openedMs,
      this.#refresh,
    );
    this.#clusters = new Clusters(this.#sites, this.#period, this.#driven);
  }

  /** Goes on from the channels of `before` if those were gated too, else from channels at rest. */
  follow(before: Engine): void {
    this.nowMs = before.nowMs;
    this.#stimuli.forgetFlow(this.nowMs);
    this.#sites.follow(before instanceof GatedEngine ? before.#sites : null);
    this.#period.beginMv.set(this.#potentialMv, 1);
    Object.assign(this.#life, { liveFrom: 0, liveTo: 0, still: false, unsettled: true });
    this.#takeStimuli();
  }

  capture(): GatedState {
    const { state, sinceMs } = this.#sites;
    return { kind: 'gated', state: state.slice(), sinceMs: sinceMs.slice(), ...this.#life };
  }

  requireState(state: EngineState) {
    return requireState('gated', state, this.#count);
  }

  bring(state: EngineState, nowMs: number): void {
    const { liveFrom, liveTo, still, unsettled, ...sites } = this.requireState(state);
    this.nowMs = nowMs;
    this.#sites.follow(sites);
    this.#period.beginMv.set(this.#potentialMv, 1);
    this.#life.liveFrom = liveFrom;
    this.#life.liveTo = liveTo;
    this.#life.still = still;
    this.#life.unsettled = unsettled;
    this.#takeStimuli();
  }

  /** From `nowMs` to `endMs`, however far that is. */
  step(): void {
    while (this.nowMs < this.endMs) {
      if (this.#stimuli.nextEdgeMs <= this.nowMs || this.#stimuli.sloping) this.#takeEdges();
      if (this.#life.still && this.#stimuli.nextEdgeMs > this.endMs) {
        this.nowMs = this.endMs;
        return;
      }
      this.#life.still = false;
      if (this.#life.unsettled) this.#settleAll();
      this.#takePeriod();
    }
  }

  rest(restMv: Float64Array): void {
    this.#potentialMv.set(restMv);
    this.#period.beginMv.set(restMv, 1);
    this.#sites.follow(null);
    Object.assign(this.#life, { liveFrom: 0, liveTo: 0, still: true, unsettled: false });
    this.nowMs = 0;
    this.#takeStimuli();
  }

  isPacemaker(): boolean {
    return false;
  }

  ionicUa(site: number, state: GateState | null): number {
    const leak = { conductanceMs: this.#leakMs, reversalMv: this.#leakMv };
    return siteIonicUa(this.#sites, leak, site, this.#potentialMv[site]!, state);
  }

  inside(site: number): ChannelReading {
    return this.#sites.reading(site, this.nowMs, this);
  }

  insideInto(site: number, out: Float64Array, at: number): void {
    const { conductanceMs, driveUa, state } = this.#sites;
    const mv = this.#potentialMv[site]!;
    const openUa = conductanceMs[site]! * mv - driveUa[site]!;
    const isSodium = state[site] === SODIUM_OPEN;
    out[at] = isSodium ? openUa : 0;
    // Where nothing is open, 0 rather than −0.
    out[at + 1] = isSodium ? 0 : openUa + 0;
    out[at + 2] = this.#leakMs * (mv - this.#leakMv[site]!);
  }

  gatesInto(sites: Int32Array, out: Uint8Array): void {
    this.#sites.gatesInto(sites, out);
  }

  restGates(): readonly Gate[] {
    return [];
  }

  /** To `endMs`, or as far as the series is good for, or to the next edge of a current. */
  #takePeriod(): void {
    const period = this.#period;
    const clusters = this.#clusters;
    const startMs = this.nowMs;
    const mostMs = MOST_DECAYS / (2 * this.#quiet.couplingPerMs + this.#fastestPerMs);
    let goalMs = Math.min(this.endMs, this.#stimuli.nextEdgeMs);
    if (goalMs > startMs + mostMs) goalMs = startMs + mostMs;
    this.#told = 0;
    for (;;) {
      period.lengthMs = goalMs - startMs;
      const from = this.#life.liveFrom;
      const to = this.#life.liveTo;
      if (from > 0) period.holdNeighbour(from - 1);
      if (to < this.#count) period.holdNeighbour(to);
      period.begin(from, to);
      period.expand();
      period.atMs = period.lengthMs;
      period.evaluate(from, to, this.#endMv);
      this.#touchedFrom = from;
      this.#touchedTo = to;
      clusters.endMs = goalMs;
      clusters.reach = this.#reach();
      clusters.find(from, to);
      if (clusters.count > 0) this.#runWindows();
      if (clusters.recoveryMs <= goalMs) this.#recoverQuietly();
      this.#edgeMs = this.#stimuli.nextEdgeMs;
      this.#goalMs = goalMs;
      this.#tell();
      if (!this.#isInterrupted()) break;
      // A listener has begun a current at once: what was foreseen beyond that instant will not come about.
      goalMs = this.#stimuli.nextEdgeMs + JUST_AFTER_MS;
      this.#undoAll();
    }
    this.#log.count = 0;
    const now = period.beginMv;
    const endMv = this.#endMv;
    const potentialMv = this.#potentialMv;
    const to = this.#touchedTo;
    for (let i = this.#touchedFrom; i < to; i++) {
      const v = endMv[i + 1]!;
      now[i + 1] = v;
      potentialMv[i] = v;
    }
    this.#followLife();
    this.nowMs = goalMs;
  }

  /** How many sites away a switch is felt within the period: the series of what spreads along an axon without leak. */
  #reach(): number {
    const half = this.#quiet.couplingPerMs * this.#period.lengthMs;
    let felt = 1;
    let reach = 0;
    while (felt > UNFELT) felt *= half / ++reach;
    return reach + 1;
  }

  /** Life is what moved in this period, as far as that can be felt in the next one, and every site that is not at rest. */
  #followLife(): void {
    const { movesFrom, movesTo } = this.#period;
    const { state } = this.#sites;
    const { reach, count, first, last } = this.#clusters;
    let from = this.#touchedTo;
    let to = this.#touchedFrom;
    if (movesFrom < movesTo) {
      from = movesFrom;
      to = movesTo;
    }
    if (count > 0) {
      from = Math.min(from, first[0]! - reach);
      to = Math.max(to, last[count - 1]! + 1 + reach);
    }
    from = Math.max(0, from - 2 * reach);
    to = Math.min(this.#count, to + 2 * reach);
    for (let i = this.#touchedFrom; i < from; i++) if (state[i] !== REST) from = i;
    for (let i = this.#touchedTo - 1; i >= to; i--) if (state[i] !== REST) to = i + 1;
    this.#life.liveFrom = Math.min(from, to);
    this.#life.liveTo = to;
    this.#life.still = from >= to && !this.#stimuli.sloping;
  }

  #allAlive(): void {
    this.#life.liveFrom = 0;
    this.#life.liveTo = this.#count;
  }

  #runWindows(): void {
    const window = this.#window;
    const clusters = this.#clusters;
    const { reach, first, last } = clusters;
    window.reach = reach;
    window.startMs = this.nowMs;
    window.lengthMs = this.#period.lengthMs;
    let roomFrom = 0;
    for (let c = 0; c < clusters.count; ) {
      const roomTo = c + 1 < clusters.count ? first[c + 1]! - reach : this.#count;
      const lacking = window.run(first[c]!, last[c]!, roomFrom, roomTo);
      if (lacking === 0) {
        roomFrom = window.to;
        this.#touchedFrom = Math.min(this.#touchedFrom, window.from);
        this.#touchedTo = Math.max(this.#touchedTo, window.to);
        c++;
        continue;
      }
      // Two signals are about to meet: once more, with one window for both.
      this.#undoAll();
      clusters.merge(lacking < 0 ? c - 1 : c);
      c = 0;
      roomFrom = 0;
    }
  }

  /** Refractory sites beyond the windows whose time is up rest again: nothing flows through them before or after. */
  #recoverQuietly(): void {
    const { endMs } = this.#clusters;
    const sites = this.#sites;
    const period = this.#period;
    const log = this.#log;
    for (let i = this.#clusters.recoverFrom; i < this.#clusters.recoverTo; i++) {
      if (sites.state[i] !== REFRACTORY || sites.deadlineMs[i]! > endMs) continue;
      log.timeMs = sites.deadlineMs[i]!;
      period.atMs = log.timeMs - this.nowMs;
      period.look(i);
      log.potentialMv = period.mv;
      log.enter(i, REST);
    }
  }

  /**
   * Tells what has not been told, in order of time, with clock and site as they were then; until a listener puts in a
   * current that begins within the period.
   */
  #tell(): void {
    const log = this.#log;
    const startMs = this.nowMs;
    log.sort();
    while (this.#told < log.count && !this.#isInterrupted()) {
      const site = log.read(this.#told);
      const state = log.stateAt(this.#told);
      this.#told++;
      // Potassium was open already: nothing to tell.
      if (state === OVERTIME) continue;
      this.nowMs = log.timeMs;
      this.#potentialMv[site] = log.potentialMv;
      this.#listener(site, NAMES[state]!);
    }
    this.nowMs = startMs;
  }

  #isInterrupted(): boolean {
    const { nextEdgeMs } = this.#stimuli;
    return nextEdgeMs < this.#edgeMs && nextEdgeMs < this.#goalMs;
  }

  #undoAll(): void {
    while (this.#log.count > 0) this.#refresh(this.#log.undo());
  }

  #takeEdges(): void {
    const stimuli = this.#stimuli;
    if (stimuli.nextEdgeMs <= this.nowMs) this.#atEdge();
    this.#life.still = false;
    this.#allAlive();
    stimuli.applyEdges(this.nowMs, this.#refresh);
    this.#followStimuli();
  }

  /** All that follows from what flows and what is open, for every site. */
  #takeStimuli(): void {
    for (let i = 0; i < this.#count; i++) this.#refresh(i);
    this.#followStimuli();
  }

  #followStimuli(): void {
    const stimuli = this.#stimuli;
    this.#fastestPerMs = this.#restingPerMs;
    for (let i = 0; i < this.#count; i++) {
      const opened = stimuli.openedMs[i] !== 0;
      this.#driven[i] = opened || stimuli.injectedUa[i] !== 0 || stimuli.slopeUaPerMs[i] !== 0 ? 1 : 0;
      if (opened) this.#fastestPerMs = Math.max(this.#fastestPerMs, this.#quiet.decayPerMs[i + 1]!);
    }
    let slopes: Float64Array | null = null;
    if (stimuli.sloping) {
      slopes = this.#slopeMvPerMs2;
      for (let i = 0; i < this.#count; i++) slopes[i + 1] = stimuli.slopeUaPerMs[i]! / this.#capacitanceUf;
    }
    this.#equation.slopeMvPerMs2 = slopes;
    this.#quiet.slopeMvPerMs2 = slopes;
  }

  /** New channels may stand beyond their limits. */
  #settleAll(): void {
    const sites = this.#sites;
    const now = this.#period.beginMv;
    const log = this.#log;
    log.timeMs = this.nowMs;
    for (let i = 0; i < this.#count; i++) {
      const mv = now[i + 1]!;
      while (
        mv >= sites.upperMv[i]! - REACHED_MV ||
        mv <= sites.lowerMv[i]! + REACHED_MV ||
        this.nowMs >= sites.deadlineMs[i]!
      ) {
        log.potentialMv = mv;
        log.enter(i, sites.following(i, now));
        this.#refresh(i);
      }
    }
    this.#life.unsettled = false;
    this.#allAlive();
    this.#told = 0;
    this.#goalMs = this.nowMs;
    this.#tell();
    log.count = 0;
  }
}
