/** Axons that are known to work, in the words of a file. */
import { type AxonSet, type MembraneSpec, SET_A, SET_B } from '../model/index.js';
import type { Axon } from './axon.js';

export interface Preset {
  readonly title: string;
  /** What it shows, for a teacher. */
  readonly about: string;
  readonly axon: Axon;
  readonly membrane: MembraneSpec;
}

function preset(title: string, about: string, { axon, membrane }: AxonSet): Preset {
  const { siteCount, ...rest } = axon;
  return { title, about, axon: { ...rest, sites: siteCount }, membrane };
}

export const PRESETS = {
  'set-a': preset(
    'Every site has channels',
    "The lesson's axon, one channel site per LED; the default.",
    SET_A,
  ),
  'set-b': preset(
    'Channel sites on passive cable',
    'Channels at every 2nd position. Move them apart: from every 5th on, the signal dissipates.',
    SET_B,
  ),
} as const satisfies Record<string, Preset>;
