/** The port of a device that has one. */
import { text } from '../../files/fields.js';
import { found } from '../../files/words.js';

/** Windows has COM1 to COM256. */
const MOST_COM_PORTS = 256;

const PORT_EXAMPLE = 'auto, /dev/ttyACM0 or COM3';

/** @param who answers on the right port. */
export const portField = (who: string) =>
  text(200, PORT_EXAMPLE, `Port, or auto: the first one that answers as ${who}`, {
    forFigure: (figure) =>
      Number.isInteger(figure) && figure > 0 && figure <= MOST_COM_PORTS
        ? `write COM${figure}, or auto`
        : `write for example ${PORT_EXAMPLE}`,
    refuse: (port) =>
      port !== 'auto' && port.trim().toLowerCase() === 'auto'
        ? { expected: 'auto in small letters', got: found(port), advice: 'write auto' }
        : undefined,
  }).default('auto');
