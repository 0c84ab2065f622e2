/** Asking the browser for a serial port. The rig in the worker finds by itself those that this page may use. */

/** The part of `navigator.serial` that the window needs. TypeScript's library has none of it. */
export interface WindowSerial {
  requestPort(options?: { readonly filters: readonly { readonly usbVendorId: number }[] }): Promise<unknown>;
  getPorts(): Promise<readonly unknown[]>;
  addEventListener(type: 'connect', listen: () => void): void;
}

/** Whether this page may use serial ports at all. */
export type SerialAccess =
  | { readonly kind: 'here'; readonly serial: WindowSerial }
  /** The browser has no Web Serial; `insecure`: it has, but not for a page at such an address. */
  | { readonly kind: 'none' }
  | { readonly kind: 'insecure' };

export function serialAccess(
  browser: { readonly serial?: unknown },
  isSecure: boolean,
  knowsChromium: boolean,
): SerialAccess {
  if (browser.serial) return { kind: 'here', serial: browser.serial as WindowSerial };
  return { kind: !isSecure && knowsChromium ? 'insecure' : 'none' };
}

/** How asking went. */
export type Asked =
  | { readonly kind: 'chosen' }
  /** Nothing was chosen in the list. */
  | { readonly kind: 'closed' }
  /** No list came up: an administrator, or a setting of this browser for this page, forbids it. */
  | { readonly kind: 'blocked' }
  /** The page lies in a frame that may not. */
  | { readonly kind: 'frame' }
  | { readonly kind: 'failed'; readonly words: string };

/** USB bridges of boards: Arduino (two), CH340, FTDI, CP210x, Adafruit, SparkFun. */
export const BOARD_VENDORS = [0x2341, 0x2a03, 0x1a86, 0x0403, 0x10c4, 0x239a, 0x1b4f] as const;
/** No hand closes a list so soon: it has not come up [ms]. */
const NO_LIST_MS = 250;

/** @param allPorts also those that are hardly a board's. Comes from a click, or the browser refuses. Never rejects. */
export async function askForPort(
  serial: Pick<WindowSerial, 'requestPort'>,
  allPorts: boolean,
  nowMs: () => number = () => performance.now(),
): Promise<Asked> {
  const beganMs = nowMs();
  try {
    await serial.requestPort(
      allPorts ? undefined : { filters: BOARD_VENDORS.map((usbVendorId) => ({ usbVendorId })) },
    );
    return { kind: 'chosen' };
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'NotFoundError' || name === 'AbortError')
      return { kind: nowMs() - beganMs < NO_LIST_MS ? 'blocked' : 'closed' };
    if (name === 'SecurityError' && /permissions? policy/i.test(message)) return { kind: 'frame' };
    if (name === 'NotAllowedError') return { kind: 'blocked' };
    return { kind: 'failed', words: message };
  }
}

/** Whether there is a port that this page was given before. */
export async function hasPort(serial: Pick<WindowSerial, 'getPorts'>): Promise<boolean> {
  try {
    return (await serial.getPorts()).length > 0;
  } catch {
    return false;
  }
}
