/** The contract of a device, of a cable and its faults by way of Web Serial, faked over boards on a workbench. */
import { MockBoard } from '../harness/mock-board.js';
import { webPortsOf } from '../harness/web-serial/web-bench-ports.js';
import { describeCable } from './cable-contract.js';
import { describeDevice } from './device-contract.js';
import { describeFaults } from './fault-scenarios.js';
import { serialRig } from './serial-rig.js';

describeDevice('Web Serial and the mock board', (wishes) =>
  serialRig(new MockBoard(), wishes, {}, {}, webPortsOf),
);
describeCable('Web Serial and the mock board', (wishes) =>
  serialRig(new MockBoard(), wishes, {}, {}, webPortsOf),
);
describeFaults('Web Serial and the mock board', {
  make: (options) => new MockBoard(options),
  setClock: (board, deviceUs) => (board as MockBoard).setDeviceUs(deviceUs),
  cutEvery: 11,
  times: 4,
  wired: { reach: webPortsOf, device: { path: 'auto' } },
});
