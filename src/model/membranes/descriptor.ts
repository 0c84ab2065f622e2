/**
 * All that the rest of the house must know of a kind of membrane. To add one, write a file with such a value and
 * a line in all.ts: the axon, files, their checks, rigs and reports take everything else from here.
 */

import type { Engine, EngineParts } from '../engine.js';
import type { FieldsOf } from '../field.js';
import type { Geometry, MyelinatedGeometry, PatchGeometry } from '../geometry.js';
import type { FieldPath } from '../refusal.js';
import type { Treatment } from '../treatments.js';

/** A membrane as data: its kind, and its numbers. */
export interface AnyMembraneSpec {
  readonly kind: string;
}

/** Names of the numbers of a membrane. */
export type FieldName<Spec> = Exclude<keyof Spec, 'kind'>;

/** Why a membrane that can be computed makes no sense to anybody, in the parts of a refusal. */
export interface Objection {
  /** What is to blame, the likeliest first: fields of `membrane` and of `axon`. */
  readonly paths: readonly FieldPath[];
  readonly expected: string;
  readonly got?: string;
  readonly advice: string;
}

/** Steps for figures that one quotes [ms]. */
export interface FigureSteps {
  /** Longer ones are refused: what they show is not the membrane. */
  readonly mostMs: number;
  /** Up to it figures are right within about half a per cent. */
  readonly fineMs: number;
}

/** Channels that switch at set potentials: what a rig shows of them. */
export interface SwitchingChannels {
  /** They sit at sites 0, n, 2n, …. */
  readonly every: number;
  readonly sodiumOpensMv: number;
  /** Here the sodium channels close and the potassium channels open. */
  readonly sodiumClosesMv: number;
  readonly potassiumClosesMv: number;
  readonly sodiumReversalMv: number;
  readonly potassiumReversalMv: number;
}

export interface MembraneDescriptor<Spec extends AnyMembraneSpec> {
  readonly kind: Spec['kind'];
  /** What it is, in one sentence for people who choose. */
  readonly about: string;
  /** How it is named beside its axon: `Hodgkin–Huxley, 18.5 °C`. */
  title(spec: Spec): string;

  /** Whose axons have it: `squid`. Absent where it is nobody's own. */
  readonly animal?: string;

  /** The axons that it fits. */
  readonly axons: readonly Geometry['kind'][];
  /** Why it fits no other, and what to take instead. Absent where it fits all. */
  readonly notElsewhere?: string;

  readonly fields: FieldsOf<Spec>;
  /** Fields that it has not on some kind of axon, since the axon has them, and where: `its leak is axon.leakReversalMv`. */
  readonly fieldsOfAxon?: {
    readonly [Kind in Geometry['kind']]?: { readonly [Name in FieldName<Spec>]?: string };
  };
  /** What it is on an axon of which nothing else is said. */
  defaults(axon: Geometry['kind']): Spec;
  /** The axon that it has if nothing else is said; absent: the usual one of that kind. */
  readonly usualAxon?: { readonly myelinated?: MyelinatedGeometry; readonly patch?: PatchGeometry };
  /** Throws ModelRefusal for numbers that make no sense together, or on this axon. Each by itself is in its range. */
  require?(spec: Spec, geometry: Geometry): void;

  /** What experiments and rigs refuse beyond that. Absent: nothing. */
  objections?(spec: Spec, geometry: Geometry): readonly Objection[];

  /** The longest step that its engine can follow it in, under these treatments [ms]; absent: any up to 1 ms. */
  longestStepMs?(spec: Spec, treatments: readonly Treatment[]): number;
  /** Steps for figures. `longestMs`: what `longestStepMs` says. Absent: up to `longestMs`, and fine up to `usualStepMs`. */
  figureSteps?(spec: Spec, geometry: Geometry, longestMs: number): FigureSteps;
  /** The step of an experiment of which nothing else is said [ms]; absent: 0.01. */
  readonly usualStepMs?: number;
  /** What a step of a compartment takes a slow computer, roughly [ns]: it bounds the time lens. Absent: 50. */
  readonly stepNs?: number;

  /** Its conductance at rest, roughly [mS/cm²]; absent where it has no surface. */
  restingConductanceMsPerCm2?(spec: Spec): number | undefined;
  /**
   * Whether channels that can make an action potential work at a compartment, untreated: sodium channels, or calcium
   * channels where those do it. Absent: never, and nothing fires. Where a treatment leaves no sodium channels nothing
   * fires either; a membrane without any refuses it (`refusedTreatments`).
   */
  canFire?(spec: Spec, compartment: number): boolean;
  /**
   * Channels that switch at set potentials, as a rig draws them and speaks of them. Absent where none do: of such a
   * membrane a rig shows potentials alone, on the scale of the lesson's channels.
   */
  channels?(spec: Spec): SwitchingChannels;
  /** Kinds of treatments that it does not take, each with the reason. */
  readonly refusedTreatments?: { readonly [Kind in Treatment['kind']]?: string };

  /** What brings potentials from one instant to the next; `parts` say whether the channels may do anything. */
  createEngine(spec: Spec, parts: EngineParts): Engine;
}

/** The spec that a descriptor describes. */
export type SpecOf<Descriptor> = Descriptor extends MembraneDescriptor<infer Spec> ? Spec : never;
