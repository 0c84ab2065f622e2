/** The ports of this computer. */
import { type Ports, portsOf } from '../port/ports.js';
import { inspectSystemPort } from './inspect.js';
import { splitLines } from './lines.js';
import { isSystemPortThere, listSystemPorts, openSystemPort } from './port.js';

export const systemPorts: Ports = portsOf({
  openPort: openSystemPort,
  splitLines,
  listPorts: listSystemPorts,
  inspectPort: inspectSystemPort,
  isThere: isSystemPortThere,
});
