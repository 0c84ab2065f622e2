// `npm run notices`: writes THIRD-PARTY.md from what is installed. A test fails when it is not current.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { thirdPartyDocument } from './notices.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
writeFileSync(new URL('../THIRD-PARTY.md', import.meta.url), thirdPartyDocument(top));
