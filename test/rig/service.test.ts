/** Who is told how an exhibit is: what a rig file may say of it. */
import { describe, expect, it } from 'vitest';
import { formatProblem, parseRig } from '../../src/rig/index.js';

function read(section: string, light = '') {
  return parseRig(`device: {kind: virtual}\n${light}exhibit:\n  ${section}\n`, 'x.yaml');
}

function exhibitOf(section: string) {
  const result = read(section);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.rig.exhibit!;
}

function problemsOf(section: string, light?: string): string[] {
  const result = read(section, light);
  return result.ok ? [] : result.problems.map(formatProblem);
}

describe('who is told how an exhibit is', () => {
  it('is nobody unless the file says so', () => {
    const { log, hub, webhook, lamp } = exhibitOf('idleS: 60');
    expect([log, hub, webhook, lamp]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is a log of 5 MB a day for 30 days in the folder logs, a hub that calls it axon, an address, a lamp', () => {
    const exhibit = exhibitOf(
      "log:\n  hub: {url: 'http://hub.local:8082'}\n  webhook: https://example.org/a?b=c\n  lamp: {led: last}",
    );
    expect(exhibit).toMatchObject({
      log: { folder: 'logs', megabytesADay: 5, days: 30 },
      hub: { url: 'http://hub.local:8082', id: 'axon' },
      webhook: 'https://example.org/a?b=c',
      lamp: { led: 'last' },
    });
  });

  it.each([
    ['log: {megabytesADay: 0.5}', 'x.yaml:3:24 exhibit.log.megabytesADay: expected 1 to 100 MB, got 0.5'],
    ['log: {days: 1}', 'x.yaml:3:15 exhibit.log.days: expected 2 to 400, got 1'],
    [
      'webhook: example.org/axon',
      'x.yaml:3:12 exhibit.webhook: expected an address that begins with http:// or https://, got "example.org/axon" – write for example https://example.org/axon',
    ],
    ['webhook: file:///etc/passwd', 'expected an address that begins with http:// or https://'],
    ['webhook: "http://"', 'this is no address'],
    [
      'hub: {url: "http://ann:secret@hub.local"}',
      'a name and a password are not sent; remove them, up to the @',
    ],
    ['hub: {id: axon}', 'x.yaml:3:3 exhibit.hub.url: '],
    ['lamp: {led: first}', 'x.yaml:3:15 exhibit.lamp.led: expected last, got "first"'],
  ])('says of "%s" what is wrong', (section, words) => {
    const problems = problemsOf(section);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(words);
  });

  it('has a lamp on a free pin of a Firmata board, or the last LED: one of the two', () => {
    const wired = 'leds: {pins: [3, 5]}\npiezo: {pin: 8}\n';
    const firmata = (lamp: string) => {
      const text = `device: {kind: firmata}\n${wired}exhibit: {lamp: ${lamp}}\n`;
      const result = parseRig(text, 'x.yaml');
      return result.ok ? result.rig.pins.lamp : result.problems.map(formatProblem);
    };
    expect([firmata('{pin: 13}'), firmata('{led: last}')]).toEqual([13, null]);
    expect(firmata('{pin: 8}')).toEqual([
      expect.stringContaining('x.yaml:4:23 exhibit.lamp.pin: expected each pin once, got 8 for the piezo'),
    ]);
    expect(firmata('{}')).toEqual([
      'x.yaml:4:17 exhibit.lamp: expected led or pin, got neither – write {led: last}, or with kind: firmata a pin such as {pin: 13}',
    ]);
    expect(firmata('{led: last, pin: 13}')).toEqual([expect.stringContaining('got both')]);
    const serial = parseRig('device: {kind: serial}\nexhibit: {lamp: {pin: 13}}\n', 'x.yaml');
    expect(serial.ok ? [] : serial.problems.map(formatProblem)).toEqual([
      'x.yaml:2:23 exhibit.lamp.pin: expected kind: firmata for a lamp on a pin, got kind: serial – our firmware switches no pin; write lamp: {led: last}, or leave the lamp to a computer with /healthz',
    ]);
  });

  it('has no lamp where it would be the only LED', () => {
    expect(problemsOf('lamp: {led: last}', 'strip: {leds: 1}\n')).toEqual([
      expect.stringContaining('exhibit.lamp.led: expected 2 LEDs or more, got 1'),
    ]);
  });
});
