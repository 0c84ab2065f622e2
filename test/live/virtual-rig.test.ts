/** Every shipped experiment on the virtual rig, at the lens that its file suggests: what is seen is what is computed. */
import { SHOWN } from './experiments.js';
import { describeSeen } from './seen-as-computed.js';
import { playOnVirtualRig } from './virtual-rig.js';

describeSeen({
  where: 'virtual rig',
  shown: SHOWN,
  play: playOnVirtualRig,
  lateMs: 6,
  needleUnevenMs: 6,
  needleVelocityWithin: 0.01,
  // Its needles are where their levels are, at once.
  needleCrest: ({ mv }) => {
    const crest = mv.reduce((a, b) => Math.max(a, b));
    return [crest, crest];
  },
});
