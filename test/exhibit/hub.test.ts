import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandsIn, createHubCommands, pingBody } from '../../src/exhibit/hub.js';

describe('a ping', () => {
  it('says who it is, what it may be told, that somebody uses it, and what is ill', () => {
    const body = pingBody({
      id: 'axon',
      health: { kind: 'ill', parts: { device: { words: 'There is no board.', sinceMs: 5 } } },
      inUse: true,
      canRestart: false,
      round: 'The last round was more than a month ago.',
    });
    expect(JSON.parse(body)).toEqual({
      id: 'axon',
      type: 'axon-rig',
      permissions: { refresh: true, restart: false, shutdown: true, sleep: true },
      currentInteraction: 'true',
      error: { device: 'There is no board.', round: 'The last round was more than a month ago.' },
    });
  });

  it('has no errors of a rig that is well', () => {
    const body = pingBody({
      id: 'axon',
      health: { kind: 'well' },
      inUse: false,
      canRestart: true,
      round: undefined,
    });
    expect(JSON.parse(body)).toMatchObject({ currentInteraction: 'false', error: {} });
  });
});

describe('what a hub wants', () => {
  it('is taken by its names, each once; what we do not know is left out', () => {
    expect(
      commandsIn('{"commands":["refresh_page","playVideo","sleepDisplay","refresh_page","power_off"]}'),
    ).toEqual(['refresh', 'sleep']);
    expect(commandsIn('{"id":"axon"}')).toEqual([]);
  });

  it.each([
    ['', 'its answer is no JSON'],
    ['<html>', 'its answer is no JSON'],
    ['null', 'its answer is no object'],
    ['[]', 'its answer is no object'],
    ['{"commands":"restart"}', 'its answer has commands that are no list'],
  ])('is nothing where its answer is "%s"', (answer, words) => {
    expect(commandsIn(answer)).toBe(words);
  });

  it('is read from 20 commands of an answer at most, and never from names that every object has', () => {
    const many = JSON.stringify({ commands: [...new Array(20).fill('nothing'), 'restart'] });
    expect(commandsIn(many)).toEqual([]);
    expect(commandsIn('{"commands":["constructor","__proto__",null,{},7]}')).toEqual([]);
  });

  it('is a list or a sentence, whatever it answers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (answer) => {
        const commands = commandsIn(answer);
        expect(typeof commands === 'string' || Array.isArray(commands)).toBe(true);
      }),
    );
  });

  it('is done once in ten minutes where it wants to restart us with each answer, and once a minute where it reloads', () => {
    const admit = createHubCommands();
    let restarts = 0;
    let refreshes = 0;
    for (let nowMs = 0; nowMs < 3_600_000; nowMs += 5000)
      for (const command of admit(['restart', 'refresh'], nowMs))
        if (command === 'restart') restarts++;
        else refreshes++;
    expect([restarts, refreshes]).toEqual([6, 60]);
  });

  it('is the last of sleep and wake', () => {
    expect(createHubCommands()(['sleep', 'wake'], 0)).toEqual(['wake']);
    expect(createHubCommands()(['wake', 'refresh', 'sleep'], 0)).toEqual(['refresh', 'sleep']);
  });
});
