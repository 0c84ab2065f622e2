import { describe, expect, it } from 'vitest';
import { formatProblem, parseRig } from '../../src/rig/index.js';

/** Everything that is said of a virtual rig with this axon. */
function said(axon: string, lens = 500): string[] {
  const text = `device: {kind: virtual}\naxon: {${axon}}\nlens: {roomMsPerAxonMs: ${lens}}\n`;
  const result = parseRig(text, 'x.yaml');
  return (result.ok ? result.notes : result.problems).map(
    (problem) => `${result.ok ? 'note' : 'problem'}: ${formatProblem(problem)}`,
  );
}

describe('an axon that takes long to compute', () => {
  it('is refused where no time lens is slow enough: 1000 sites of 0.01 µF, joined by 1000 mS', () => {
    expect(said('sites: 1000, capacitanceUf: 0.01, axialConductanceMs: 1000', 1)).toEqual([
      'problem: x.yaml:2:62 axon.axialConductanceMs: this axon is too fast to be computed: its 1000 sites, of 0.01 µF each and joined by 1000 mS, take some 30 s of computing for each millisecond, and the slowest time lens gives 5 s – write an axial conductance of at most 166 mS, or a capacitance of at least 0.07 µF',
    ]);
  });

  it.each([
    'sites: 1000, capacitanceUf: 0.01, axialConductanceMs: 166',
    'sites: 1000, capacitanceUf: 0.07, axialConductanceMs: 1000',
    'sites: 1000, capacitance: 0.07, axialConductance: 1000',
  ])('is accepted once it is written as the message says: %s', (axon) => {
    expect(said(axon)).toEqual([expect.stringMatching(/^note: .* write lens\.roomMsPerAxonMs: \d+ or more/)]);
    expect(said(axon, 5000)).toEqual([]);
  });

  it('has a note where a slower lens helps, and none with that lens: 60 sites of 0.01 µF, joined by 1000 mS', () => {
    const axon = 'capacitanceUf: 0.01, axialConductanceMs: 1000';
    expect(said(axon, 1)).toEqual([
      'note: x.yaml:3:25 lens.roomMsPerAxonMs: a millisecond of this fast axon may take 1900 ms to compute while a press acts, and the time lens gives 1 ms: the axon may then fall behind – write lens.roomMsPerAxonMs: 1900 or more, or make the axon slower with a lower axial conductance or a higher capacitance',
    ]);
    expect(said(axon, 1900)).toEqual([]);
  });

  it.each([
    'sites: 60',
    'sites: 1000',
    'sites: 1000, axialConductanceMs: 6.4',
    'sites: 121, axialConductanceMs: 6.4',
  ])('is not the lesson’s, nor its like, even in real time: %s', (axon) => {
    expect(said(axon, 1)).toEqual([]);
  });
});
