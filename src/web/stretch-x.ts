/** Where a stretch of the axon lies on the scene. Pure. */
import type { AxonFacts, Treatment } from '../controller/contract.js';
import type { Stretch } from './cells.js';
import { type PlacesOf, placeX, type SceneGeometry } from './geometry.js';

/** From its left end to its right one [CSS px]; a treated site is as wide as its place on the axon. */
export function stretchX(
  geometry: SceneGeometry,
  axon: PlacesOf & Pick<AxonFacts, 'kind'>,
  kind: Treatment['kind'],
  { from, to }: Stretch,
): readonly [number, number] {
  const { left, length, pitch } = geometry;
  if (axon.kind === 'patch') return [left, left + length];
  const half = axon.kind === 'lattice' ? length / axon.siteCount / 2 : pitch / 2;
  const outside = axon.kind === 'cable' ? 0 : kind === 'bare' ? -half : half;
  return [placeX(geometry, from, axon) - outside, placeX(geometry, to, axon) + outside];
}
