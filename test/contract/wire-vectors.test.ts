/** Every example of firmware-protocol.md, on the board in TypeScript and on the real program, emulated and compiled here. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { wireVectorNamed, wireVectors } from './vectors.js';
import { WIRE_TARGETS, type WireTarget } from './wire-targets.js';

/** Lines of a board, without their check. */
function listen(board: WireTarget): string[] {
  const lines: string[] = [];
  let text = '';
  board.onSerial = (byte) => {
    if (byte !== 10) text += String.fromCharCode(byte);
    else {
      lines.push(text.replace(/\*[0-9a-f]{8}\r?$/, ''));
      text = '';
    }
  };
  return lines;
}

// Skipped only where a compiler is missing outside CI: then there is no program to run.
describe.each(WIRE_TARGETS)('$name', ({ make, skipped }) => {
  it.skipIf(skipped).each(wireVectors)('$name', (vector) => {
    const board = make();
    onTestFinished(() => board.close?.());
    board.write(Uint8Array.of(0));
    board.run(30_000);
    if (vector.begins === 'set up') {
      board.write(wireVectorNamed('CONFIG: the set-up').steps[0]!.wire);
      board.run(20_000);
      board.write(wireVectorNamed('PALETTE: the plain ramp').steps[0]!.wire);
      board.run(20_000);
    }
    const lines = listen(board);
    for (const { wire } of vector.steps) {
      board.write(wire);
      board.run(20_000);
    }
    board.run(200_000);
    const answers = lines.filter(
      (line) => /^[KANTBDL] /.test(line) || vector.board.some((pattern) => pattern.test(line)),
    );
    for (const pattern of vector.board) {
      const at = answers.findIndex((line) => pattern.test(line));
      expect(at, `${pattern} among ${JSON.stringify(lines)}`).toBeGreaterThanOrEqual(0);
      answers.splice(at, 1);
    }
    // And nothing that the document does not mention.
    expect(answers).toEqual([]);
    if (vector.shows) expect([...board.leds.subarray(0, vector.shows.length)]).toEqual([...vector.shows]);
    for (const [needle, wantedUs] of vector.pulsesUs?.entries() ?? []) {
      const us = board.servoUs[needle]!;
      if (wantedUs === null) expect(us).toBeNull();
      else expect(Math.abs(us - wantedUs)).toBeLessThanOrEqual(1);
    }
  });
});
