/** How places, axons and figures of an experiment are named for people. */
import { figure } from '../model/figure.js';
import { type ElectrodePosition, type Geometry, type MembraneSpec, membraneOf } from '../model/index.js';

export { figure };

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

/** One line that says what was simulated. */
export function describeAxon(geometry: Geometry, membrane: MembraneSpec): string {
  return `${axonWords(geometry)}; ${membraneOf(membrane).title(membrane)}`;
}

/** What an axon is, in one short line for people: `60 sites`, `100 mm of squid axon, 476 µm thick, 18.5 °C`. */
export function lengthWords(geometry: Geometry, membrane: MembraneSpec): string {
  const { animal } = membraneOf(membrane);
  const of = (what: string) => (animal === undefined ? what : `${animal} ${what}`);
  const words = [extentOf(geometry, of)];
  if ('diameterUm' in geometry) words.push(`${figure(geometry.diameterUm)} µm thick`);
  if ('temperatureC' in membrane) words.push(`${figure(membrane.temperatureC)} °C`);
  return words.join(', ');
}

function extentOf(geometry: Geometry, of: (what: string) => string): string {
  switch (geometry.kind) {
    case 'cable':
      return `${figure(geometry.lengthMm)} mm of ${of('axon')}`;
    case 'lattice':
      return `${geometry.siteCount} ${geometry.siteCount === 1 ? 'site' : 'sites'}`;
    case 'myelinated': {
      const nodes = geometry.nodes === 1 ? 'node' : 'nodes';
      return `${geometry.nodes} ${nodes} of ${of('nerve fibre')}, ${figure(geometry.internodeUm / 1000)} mm apart`;
    }
    case 'patch':
      return `a patch of ${of('membrane')}`;
  }
}
