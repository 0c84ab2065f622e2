import { expect, it } from 'vitest';
import { lengthWords } from '../../src/experiment/words.js';
import {
  type Geometry,
  type MembraneSpec,
  SET_A,
  SET_M1,
  SET_M2,
  SQUID_AXON,
} from '../../src/model/index.js';

const PASSIVE: MembraneSpec = { kind: 'passive', leakConductanceMsPerCm2: 0.1, leakReversalMv: -70 };

it.each<[string, Geometry, MembraneSpec]>([
  ['60 sites', SET_A.axon, SET_A.membrane],
  ['1 site', { ...SET_A.axon, siteCount: 1 }, SET_A.membrane],
  ['100 mm of squid axon, 476 µm thick, 18.5 °C', SQUID_AXON.axon, SQUID_AXON.membrane],
  ['100 mm of axon, 476 µm thick', SQUID_AXON.axon, PASSIVE],
  ['41 nodes of frog nerve fibre, 2 mm apart, 14 µm thick, 20 °C', SET_M1.axon, SET_M1.membrane],
  ['21 nodes of squid nerve fibre, 1 mm apart, 10 µm thick, 18.5 °C', SET_M2.axon, SET_M2.membrane],
  ['a patch of squid membrane, 18.5 °C', { kind: 'patch', capacitanceUfPerCm2: 1 }, SQUID_AXON.membrane],
])('an axon in one short line: %s', (words, geometry, membrane) => {
  expect(lengthWords(geometry, membrane)).toBe(words);
});
