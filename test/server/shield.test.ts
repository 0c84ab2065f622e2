import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { shield } from '../../src/server/shield.js';

const BOOM = new Error('boom');

describe('shield', () => {
  it('catches what a listener throws, with the event and its arguments', () => {
    const caught: unknown[] = [];
    const emitter = shield(new EventEmitter(), (...fault) => caught.push(fault));
    emitter.on('data', () => {
      throw BOOM;
    });
    expect(emitter.emit('data', 1, 2)).toBe(true);
    expect(caught).toEqual([[BOOM, ['data', 1, 2]]]);
  });

  it('catches an error event that nobody listens to', () => {
    const caught: unknown[] = [];
    shield(new EventEmitter(), (error) => caught.push(error)).emit('error', BOOM);
    expect(caught).toEqual([BOOM]);
  });

  it('leaves the rest as it is', () => {
    const emitter = shield(new EventEmitter(), () => expect.unreachable());
    const heard: unknown[] = [];
    emitter.once('x', (...args) => heard.push(args));
    expect([emitter.emit('x', 1, 2), emitter.emit('x')]).toEqual([true, false]);
    expect(heard).toEqual([[1, 2]]);
  });
});
