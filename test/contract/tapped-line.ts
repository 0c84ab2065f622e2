export { TappedLine } from '../harness/faults/tapped-line.js';
