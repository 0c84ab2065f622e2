/**
 * What is used of Web Serial, as types: `navigator.serial` of a page or of its worker is one.
 *
 * Source: Web Serial API, Draft Community Group Report (WICG).
 */
export interface WebSerial {
  /** The ports that this page was granted and that are there. */
  getPorts(): Promise<readonly WebSerialPort[]>;
}

export interface WebSerialPort {
  getInfo(): { readonly usbVendorId?: number; readonly usbProductId?: number };
  open(options: { readonly baudRate: number; readonly bufferSize?: number }): Promise<void>;
  close(): Promise<void>;
  setSignals(signals: {
    readonly dataTerminalReady?: boolean;
    readonly requestToSend?: boolean;
  }): Promise<void>;
  /** Null while it is closed, and after an error that ends it; a new one after any other error. */
  readonly readable: { getReader(): WebReader } | null;
  readonly writable: { getWriter(): WebWriter } | null;
  addEventListener(type: 'disconnect', listener: () => void): void;
  removeEventListener(type: 'disconnect', listener: () => void): void;
}

export interface WebReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
  releaseLock(): void;
}

export interface WebWriter {
  write(bytes: Uint8Array): Promise<void>;
  abort(): Promise<void>;
  releaseLock(): void;
}
