/** The wire between host and board, version 1: bytes ↔ messages, no I/O. The text of it is firmware-protocol.md. */

export * from '../crc32.js';
export * from './board-lines.js';
export * from './cobs.js';
export * from './constants.js';
export * from './host-messages.js';
export * from './profile.js';
