/** The serial port is compiled code, and comes for the usual computers. */

const loadPort = (): Promise<unknown> => import('serialport');

/**
 * Why no port can be opened on this computer, whatever is plugged in; undefined where it has the code for it. To be
 * asked before `port.ts` is loaded: Node 20 ends if a module that others import cannot be read.
 */
export async function noBuildWords(load = loadPort): Promise<string | undefined> {
  try {
    await load();
    return undefined;
  } catch (error) {
    if (!(error instanceof Error && /^No native build was found/.test(error.message))) throw error;
    return `this program has no serial port for this computer (${process.platform}, ${process.arch}), so it can reach no board. Windows, macOS and Linux on Intel or ARM have one. The rig without a board runs here: npx axon-rig run virtual`;
  }
}
