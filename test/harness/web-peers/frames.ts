/** What a web socket may be sent: commands, almost commands, and frames that no browser makes. */
import type { Command } from '../../../src/controller/commands.js';
import type { Dice } from '../host-firmware/dice.js';
import { chance, damaged } from './mutate.js';

/** Which commands may come through whole. */
export type Commands = readonly object[];

/** Some of each kind. */
const SOME: { readonly [Name in Command['do']]: readonly Extract<Command, { do: Name }>[] } = {
  stimulate: [{ do: 'stimulate' }],
  membrane: [
    { do: 'membrane', kind: 'passive' },
    { do: 'membrane', kind: 'gated' },
  ],
  electrode: [
    { do: 'electrode', name: 'blue', at: 7 },
    { do: 'electrode', name: 'yellow', at: 'bath' },
  ],
  lens: [{ do: 'lens', roomMsPerAxonMs: 500 }],
  run: [
    { do: 'run', running: false },
    { do: 'run', running: true },
  ],
  strength: [{ do: 'strength', strength: 1.5 }],
  channels: [{ do: 'channels', on: false }],
  treat: [
    { do: 'treat', id: 'ice', treatment: { kind: 'dead', from: 20, to: 22 } },
    { do: 'treat', id: 'ice', treatment: null },
  ],
  release: [{ do: 'release' }],
  step: [{ do: 'step' }, { do: 'step', back: true }],
  seek: [{ do: 'seek', backMs: 500 }],
  runOn: [{ do: 'runOn' }],
  now: [{ do: 'now' }],
  reset: [{ do: 'reset' }],
  load: [{ do: 'load', name: 'lesson' }],
  pauseWhen: [
    { do: 'pauseWhen', name: 'blue', crossesMv: -55, rising: false },
    { do: 'pauseWhen', off: true },
  ],
  weakest: [{ do: 'weakest', at: 3 }],
  aim: [
    { do: 'aim', at: [3, 7] },
    { do: 'aim', at: null },
  ],
};

/** All kinds of them. */
export const ALL_COMMANDS: Commands = Object.values(SOME).flat();

/** Those that leave the axon's time in step with the room's, so that the rhythm of pictures can be read from it. */
export const STEADY_COMMANDS: Commands = ALL_COMMANDS.slice(0, 5);

const ODD_TEXTS = [
  '',
  'null',
  '[]',
  '{}',
  '{"do":1e999}',
  '{"do":"lens","roomMsPerAxonMs":-1}',
  '{"do":"electrode","name":"blue","at":1e9}',
  '{"do":"electrode","name":"__proto__","at":1}',
  '{"__proto__":{"do":"step"}}',
  '"\\ud800"',
  `{"do":"${'x'.repeat(990)}"}`,
  '['.repeat(1000),
  `{"do":${'['.repeat(500)}${']'.repeat(500)}}`,
];

function payload(dice: Dice, commands: Commands): Buffer {
  const text = Buffer.from(chance(dice, 0.6) ? JSON.stringify(dice.oneOf(commands)) : dice.oneOf(ODD_TEXTS));
  return chance(dice, 0.4) ? damaged(dice, text) : text;
}

/** A frame as a client sends it, masked with zeros unless `masked` says no. */
export function clientFrame(opcode: number, bytes: Buffer, firstBits = 0x80, masked = true): Buffer {
  const mask = masked ? 0x80 : 0;
  let length: Buffer;
  if (bytes.length < 126) length = Buffer.from([mask | bytes.length]);
  else {
    length = Buffer.from([mask | 126, 0, 0]);
    length.writeUInt16BE(bytes.length, 1);
  }
  return Buffer.concat([
    Buffer.from([firstBits | opcode]),
    length,
    masked ? Buffer.alloc(4) : Buffer.alloc(0),
    bytes,
  ]);
}

const [TEXT, BINARY, CLOSE, PING, PONG] = [1, 2, 8, 9, 10];

export function mutatedFrame(dice: Dice, commands: Commands): Buffer {
  const kind = dice.below(100) / 100;
  if (kind < 0.6) return clientFrame(TEXT, payload(dice, commands));
  if (kind < 0.65) return clientFrame(BINARY, Buffer.from(dice.bytes(dice.below(300))));
  if (kind < 0.72) return clientFrame(dice.oneOf([PING, PONG]), Buffer.from(dice.bytes(dice.below(126))));
  if (kind < 0.76) return clientFrame(CLOSE, Buffer.from(dice.bytes(dice.below(10))));
  if (kind < 0.82) return clientFrame(dice.oneOf([0, TEXT]), payload(dice, commands), 0);
  if (kind < 0.88)
    return clientFrame(
      dice.below(16),
      Buffer.from(dice.bytes(dice.below(2000))),
      dice.below(16) << 4,
      chance(dice, 0.5),
    );
  if (kind < 0.9) return Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  return damaged(dice, clientFrame(TEXT, payload(dice, commands)));
}

/** The request that opens a web socket, whole or almost. */
export function mutatedHandshake(dice: Dice, authority: string): Buffer {
  const text = Buffer.from(handshake(authority));
  return chance(dice, 0.1) ? damaged(dice, text) : text;
}

export function handshake(authority: string): string {
  return [
    'GET /ws HTTP/1.1',
    `Host: ${authority}`,
    `Origin: http://${authority}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    'Sec-WebSocket-Extensions: permessage-deflate',
    '',
    '',
  ].join('\r\n');
}
