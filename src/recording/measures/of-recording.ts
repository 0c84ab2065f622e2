/**
 * The measures of a saved recording, sweep by sweep: what a rig told while it was made, from its samples, pictures and
 * events alone. Times and readings of the voltmeters are those of the rig (32-bit floats), so these measures are the
 * live ones within 0.001 of their unit; potentials of LEDs are known within 0.005 mV.
 */
import { compartmentAt, type Geometry } from '../../model/index.js';
import type { BlockEvent, RecordedBlock, RecordedPicture, RecordingHeader } from '../format.js';
import { HighestPerPlace, PressGap } from './fed.js';
import { known, type Measure, type SweepMeasures, unknown } from './measure.js';
import { newsIn, type PressNews } from './news.js';
import { Sweep } from './sweep.js';

/** From a press on a quiet axon until the next one, or until something else was changed. */
export interface RecordedSweep extends SweepMeasures {
  /** The number of its first press, from 1, and when and where that was. */
  readonly press: number;
  readonly roomMs: number;
  readonly axonMs: number;
  readonly places: readonly number[];
  readonly strength: Measure;
  /** How many presses are in it. */
  readonly presses: number;
  /** The axon's time between its last press and the one before, which may be of an earlier sweep. */
  readonly gap: Measure;
  /** Of each LED. */
  readonly highest: readonly Measure[];
}

export interface SweepReader {
  /** The sweeps that have ended in this block; blocks are given in order. */
  take(block: RecordedBlock): RecordedSweep[];
  /** The sweep with which the recording ends; undefined if there is none. */
  end(): RecordedSweep | undefined;
}

/** Reads the experiment of a header as far as measures need it: the axon; undefined if it makes no sense. */
function geometryIn({ experiment }: RecordingHeader): Geometry | undefined {
  const geometry = (experiment as { readonly geometry?: Geometry } | null)?.geometry;
  if (typeof geometry !== 'object' || geometry === null) return undefined;
  return isPlaceOn(geometry, 0) ? geometry : undefined;
}

function isPlaceOn(geometry: Geometry, at: unknown): at is number {
  if (typeof at !== 'number') return false;
  try {
    compartmentAt(geometry, at);
    return true;
  } catch {
    return false;
  }
}

function strengthOf({ strength, strengthUnit }: PressNews): Measure {
  return strengthUnit === '' ? unknown('the press has no stimulus') : known(strength, strengthUnit);
}

/** @returns what reads sweeps, or what is wrong with the recording, to be said after its name. */
export function createSweepReader(header: RecordingHeader): SweepReader | string {
  const found = geometryIn(header);
  if (found === undefined) return 'does not say of which axon it is, so nothing can be measured';
  const geometry = found;
  const sweep = new Sweep();
  const gap = new PressGap();
  const highest = new HighestPerPlace(header.places.length);
  /** The first press of the sweep that goes on, when it was, and how many there are. */
  let first: { readonly news: PressNews; readonly roomMs: number; readonly axonMs: number } | undefined;
  let presses = 0;
  let latest: RecordedPicture | undefined;

  function end(): RecordedSweep | undefined {
    if (first === undefined) return undefined;
    const { news, roomMs, axonMs } = first;
    first = undefined;
    return {
      press: news.press,
      roomMs,
      axonMs,
      places: news.places,
      strength: strengthOf(news),
      presses,
      ...sweep.measures(geometry, news.electrodes),
      gap: gap.measure,
      highest: Array.from(highest.mv, (mv) =>
        Number.isNaN(mv) ? unknown('no picture shows it') : known(mv, 'mV'),
      ),
    };
  }

  function pressed(news: PressNews, { roomMs, axonMs }: BlockEvent): void {
    gap.pressed(axonMs);
    presses = news.quiet ? 1 : presses + 1;
    for (const [k, at] of news.places.entries()) {
      if (k === 0 && news.quiet) sweep.begin({ at, startMs: axonMs });
      else sweep.press({ at, startMs: axonMs });
    }
    // After a change a press on a busy axon begins a sweep as well.
    if (first !== undefined) return;
    first = { news, roomMs, axonMs };
    presses = 1;
    highest.clear();
    // A picture at the press that is the one before is in the file only once.
    if (latest?.axonMs === axonMs) highest.look(latest.potentialMv);
  }

  function happened(event: BlockEvent): RecordedSweep | undefined {
    const news = newsIn(event.data, (at) => isPlaceOn(geometry, at));
    if (news === undefined) return undefined;
    if (news.kind === 'spike') {
      sweep.spiked(news.meter, event.axonMs);
      return undefined;
    }
    const ended = news.kind === 'forget' || news.quiet ? end() : undefined;
    if (news.kind === 'press') pressed(news, event);
    else {
      sweep.clear();
      if (news.presses) gap.reset();
    }
    return ended;
  }

  function look(picture: RecordedPicture): void {
    latest = picture;
    sweep.add(picture.samples);
    highest.look(picture.potentialMv);
  }

  return {
    take({ pictures, events }) {
      const ended: RecordedSweep[] = [];
      let seen = 0;
      for (const event of events) {
        while (seen < Math.min(event.picturesBefore, pictures.length)) look(pictures[seen++]!);
        const one = happened(event);
        if (one !== undefined) ended.push(one);
      }
      while (seen < pictures.length) look(pictures[seen++]!);
      return ended;
    },
    end,
  };
}
