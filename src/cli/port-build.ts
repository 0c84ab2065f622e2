/** The serial port is compiled code, and comes for the usual computers. Where it does not, a sentence says so. */
import { UserError } from './terminal.js';

/** @returns what `load` returns. Throws UserError where the package has no serial port for this computer. */
export async function withPorts<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Error && /^No native build was found/.test(error.message))) throw error;
    throw new UserError(
      `this program has no serial port for this computer (${process.platform}, ${process.arch}), so it can reach no board. Windows, macOS and Linux on Intel or ARM have one. The rig without a board runs here: axon-rig run virtual`,
    );
  }
}
