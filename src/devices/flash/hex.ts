/** Intel HEX, the form in which programs for small boards come: text to bytes. Pure. */

/** What a hex file says: the bytes from address 0 to its last, holes between them as erased flash (FF). */
export type HexResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | {
      readonly ok: false;
      /** Line of the fault, from 1; the line after the last one where the end is missing. */
      readonly line: number;
      /** What was expected and what is there: the rest of a sentence. */
      readonly problem: string;
    };

const RECORD = /^:([0-9a-f]{2}){5,}$/i;
/** Count, address (2), kind, and the sum at the end. */
const BYTES_AROUND = 5;

/** Kinds of records. Start addresses (3, 5) mean nothing to an AVR. */
const DATA = 0;
const END = 1;
const SEGMENT = 2;
const UPPER_ADDRESS = 4;

/**
 * Reads a whole file. `mostBytes`: bytes of flash that there are.
 *
 * Source: Intel Hexadecimal Object File Format Specification, revision A (1988).
 */
export function parseHex(text: string, mostBytes: number): HexResult {
  const image = new Uint8Array(mostBytes).fill(0xff);
  let length = 0;
  let base = 0;
  const lines = text.split(/\r\n|\r|\n/);
  for (let n = 0; n < lines.length; n++) {
    const written = lines[n]!.trim();
    if (written === '') continue;
    const refuse = (problem: string): HexResult => ({ ok: false, line: n + 1, problem });
    if (!RECORD.test(written)) return refuse('expected a colon and pairs of hexadecimal digits');
    const record = bytesOf(written);
    const count = record[0]!;
    if (record.length !== count + BYTES_AROUND)
      return refuse(`its first byte promises ${count} data bytes, it has ${record.length - BYTES_AROUND}`);
    if ((record.reduce((sum, byte) => sum + byte, 0) & 0xff) !== 0) return refuse('its checksum is wrong');
    const data = record.subarray(4, 4 + count);
    switch (record[3]) {
      case DATA: {
        const address = base + ((record[1]! << 8) | record[2]!);
        if (address + count > mostBytes)
          return refuse(`address ${address + count} lies outside the ${mostBytes} bytes there are`);
        image.set(data, address);
        length = Math.max(length, address + count);
        break;
      }
      case END:
        return { ok: true, bytes: image.slice(0, length) };
      case SEGMENT:
      case UPPER_ADDRESS: {
        if (count !== 2) return refuse(`an address record has 2 data bytes, this has ${count}`);
        base = ((data[0]! << 8) | data[1]!) * (record[3] === SEGMENT ? 0x10 : 0x10000);
        break;
      }
    }
  }
  return {
    ok: false,
    line: lines.length,
    problem: 'the file ends without its end record, ":00000001FF": it is not whole',
  };
}

function bytesOf(record: string): Uint8Array {
  return Uint8Array.from({ length: (record.length - 1) >> 1 }, (_, k) =>
    Number.parseInt(record.slice(1 + 2 * k, 3 + 2 * k), 16),
  );
}
