import { describe, expect, it } from 'vitest';
import { readRig } from '../../../src/browser/rig/read-rig.js';
import { shipped } from './fake-page.js';

const notesOf = (text: string) => {
  const read = readRig({ file: 'my rig.yaml', text }, shipped);
  return read.ok ? read.notes : read.lines;
};

describe('a rig file on a page', () => {
  it('with an exhibit is played, and says that the program alone does it', () => {
    expect(notesOf('device: {kind: virtual}\nexhibit: {}\n')).toEqual([
      'my rig.yaml: what exhibit says is left out on a page; the program does it: "npx axon-rig run "my rig.yaml""',
    ]);
  });

  it('for a board with Firmata is played on the screen, and says so', () => {
    const read = readRig({ file: 'five.yaml', text: shipped.rigs['uno-firmata-5-leds']! }, shipped);
    expect(read).toMatchObject({
      ok: true,
      notes: [
        'five.yaml: a board with Firmata is driven by the program alone, "npx axon-rig run five.yaml"; here the rig plays on the screen',
      ],
    });
  });

  it.each(['virtual', 'uno-60', 'uno-144', 'lab'])('%s has nothing to say', (name) => {
    const read = readRig({ file: `${name}.yaml`, text: shipped.rigs[name]! }, shipped);
    expect(read).toMatchObject({ ok: true, notes: [] });
  });
});
