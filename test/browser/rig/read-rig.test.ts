import { describe, expect, it } from 'vitest';
import { readPlayable, readRig } from '../../../src/browser/rig/read-rig.js';
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

describe('a text that is opened', () => {
  const inForce = { file: 'virtual.yaml', text: shipped.rigs.virtual! };
  const said = (text: string) => {
    const read = readPlayable({ file: 'x.yaml', text }, inForce, shipped);
    return read.ok ? read.notes : read.lines;
  };

  it.each([
    ['a table', 'time_ms,name\n0,-65\n'],
    ['a table with quotes', '"t";"v"\n"0";"-65"\n'],
    ['a letter', 'Dear class, see you tomorrow.\n'],
    ['another YAML', 'version: 3\nservices: {a: 1}\n'],
    ['nothing but white', '\n\n'],
  ])('is %s: it is told what a file of the rig has, and given no advice for a rig file', (_what, text) => {
    expect(said(text)).toEqual([
      'x.yaml is no rig, card, plan or experiment: it has none of their sections. A rig has "device:", a card "card: 1", a plan "plan: 1", an experiment "axon:".',
    ]);
  });

  it.each([
    ['axon:\n  membrane: squid\n', /^x\.yaml:2:3 axon\.membrane: /],
    ['stimuli:\n  - amplitude: 3\n', /^x\.yaml:2:5 stimuli\[0\]\.durationMs: /],
    ['axon: 3\n', /^x\.yaml:1:7 axon: /],
  ])('is a wrong experiment: nobody misses a device in it: %j', (text, first) => {
    expect(said(text)[0]).toMatch(first);
    expect(said(text).join('\n')).not.toContain('device');
  });

  it.each(['{device: {kind: virtual}}\n', '  device: {kind: virtual}\n', '? device\n: {kind: virtual}\n'])(
    'is a rig however it is written: %j',
    (text) => expect(said(text)).toEqual([]),
  );

  it('is a rig with a mistake in its first line: the mistake is told', () => {
    expect(said('device {kind: virtual}\n')[0]).toMatch(/^x\.yaml:1:/);
    expect(said('strip: {leds: 900}\n')[0]).toMatch(/^x\.yaml:1:1 device: /);
  });
});
