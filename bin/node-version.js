// Looks whether this Node is new enough, and stops with one message if it is not. What is loaded after it may use all
// that a new Node has; this file is CommonJS without any of it, so that a Node of years ago can still read it:
// first in bin/axon-rig.js and dist/src/cli/main.js, and by "node -r" before the scripts of package.json.
// biome-ignore lint/style/useNodejsImportProtocol: an old Node knows no "node:".
const fs = require('fs');

const needed = /\d+\.\d+/.exec(require('../package.json').engines.node)[0];

function isOld(version) {
  const has = version.split('.').map(Number);
  const wants = needed.split('.').map(Number);
  return has[0] !== wants[0] ? has[0] < wants[0] : has[1] < wants[1];
}

function howToGetIt() {
  if (process.platform === 'darwin')
    return 'On a Mac: "brew install node", or the installer from https://nodejs.org';
  if (process.platform === 'win32')
    return 'On Windows: "winget install OpenJS.NodeJS.LTS", or the installer from https://nodejs.org. Then open a new terminal.';
  if (fs.existsSync('/etc/debian_version'))
    return [
      'On Debian, Ubuntu and Raspberry Pi OS, where apt has an older one, in two lines:',
      '  curl -fsSL https://deb.nodesource.com/setup_lts.x | sudo -E bash -',
      '  sudo apt-get install -y nodejs',
      'Without the rights of an administrator: https://nodejs.org/en/download has it as an archive to unpack.',
    ].join('\n');
  return 'How to get it for this system: https://nodejs.org/en/download';
}

if (isOld(process.versions.node)) {
  console.error(
    `axon-rig: Node ${needed} or later is needed, this is ${process.versions.node}.\n${howToGetIt()}\nThen, in this folder: npm ci`,
  );
  process.exit(1);
}
