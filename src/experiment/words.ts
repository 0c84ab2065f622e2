/** How places, axons and figures of an experiment are named for people. */
import type { ElectrodePosition, Geometry, MembraneSpec } from '../model/index.js';

/** A figure with as many digits as one reads: at most `digits` that count, no trailing zeros. */
export function figure(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits))).replace('-', '−');
}

/** The unit of places along an axon; none on a patch. */
export function placeUnit(kind: Geometry['kind']): 'mm' | 'site' | 'node' | null {
  switch (kind) {
    case 'cable':
      return 'mm';
    case 'lattice':
      return 'site';
    case 'myelinated':
      return 'node';
    case 'patch':
      return null;
  }
}

/** `40 mm`, `site 3`, `node 7`, `bath`; empty on a patch. */
export function placeWords(at: ElectrodePosition, kind: Geometry['kind']): string {
  if (at === 'bath') return 'in the bath';
  const unit = placeUnit(kind);
  if (unit === null) return '';
  return unit === 'mm' ? `${figure(at, 6)} mm` : `${unit} ${figure(at, 6)}`;
}

/** The last place of an axon. */
export function lastPlace(geometry: Geometry): number {
  switch (geometry.kind) {
    case 'cable':
      return geometry.lengthMm;
    case 'lattice':
      return geometry.siteCount - 1;
    case 'myelinated':
      return geometry.nodes - 1;
    case 'patch':
      return 0;
  }
}

/** What an axon has: `the axon is 100 mm long`. */
export function extentWords(geometry: Geometry): string {
  switch (geometry.kind) {
    case 'cable':
      return `the axon is ${figure(geometry.lengthMm, 6)} mm long`;
    case 'lattice':
      return `the axon has ${geometry.siteCount} sites, counted from 0`;
    case 'myelinated':
      return `the axon has ${geometry.nodes} nodes, counted from 0`;
    case 'patch':
      return 'a patch has no extent, and its only place is 0';
  }
}

function axonWords(geometry: Geometry): string {
  switch (geometry.kind) {
    case 'cable':
      return `Cable ${figure(geometry.lengthMm)} mm × ${figure(geometry.diameterUm)} µm in ${geometry.compartments} compartments`;
    case 'lattice':
      return `Lattice of ${geometry.siteCount} sites`;
    case 'myelinated':
      return `Myelinated axon ${figure(geometry.diameterUm)} µm, ${geometry.nodes} nodes ${figure(geometry.internodeUm)} µm apart`;
    case 'patch':
      return 'Patch of membrane';
  }
}

/** `2nd`, `11th`, `23rd`. */
function ordinal(n: number): string {
  const teens = n % 100 > 10 && n % 100 < 14;
  return `${n}${(!teens && ['th', 'st', 'nd', 'rd'][n % 10]) || 'th'}`;
}

function membraneWords(membrane: MembraneSpec): string {
  switch (membrane.kind) {
    case 'passive':
      return 'passive';
    case 'gated':
      return membrane.channelEvery === 1
        ? "the lesson's channels at every site"
        : `the lesson's channels at every ${ordinal(membrane.channelEvery)} site`;
    case 'hodgkin-huxley':
      return `Hodgkin–Huxley, ${figure(membrane.temperatureC)} °C`;
    case 'frankenhaeuser-huxley':
      return `Frankenhaeuser–Huxley, ${figure(membrane.temperatureC)} °C`;
  }
}

/** One line that says what was simulated. */
export function describeAxon(geometry: Geometry, membrane: MembraneSpec): string {
  return `${axonWords(geometry)}; ${membraneWords(membrane)}`;
}
