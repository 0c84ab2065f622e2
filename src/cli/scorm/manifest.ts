/** The manifest of a SCORM 1.2 package: one SCO for each card, so that each has its own status and score. */
import { crc32 } from '../../crc32.js';

export interface ManifestCard {
  readonly name: string;
  readonly title: string;
}

export interface ManifestParts {
  readonly title: string;
  readonly version: string;
  readonly cards: readonly ManifestCard[];
  /** The file that all cards share. */
  readonly rig: string;
  launchOf(card: string): string;
}

/** How each manifest of ours begins to say what it is. */
export const MANIFEST_MARK = '<manifest identifier="axon-rig-scorm-';

/** Text of XML, also within quotes. */
export function xmlText(text: string): string {
  const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (mark) => marks[mark]!);
}

/** The same for the same cards; another one for others, so that a platform takes no package for another. */
function packageId(cards: readonly ManifestCard[]): string {
  return crc32(Buffer.from(cards.map(({ name }) => name).join('\n')))
    .toString(16)
    .padStart(8, '0');
}

export function manifestText({ title, version, cards, rig, launchOf }: ManifestParts): string {
  const items = cards.map(
    (card, i) => `      <item identifier="card-${i + 1}" identifierref="sco-${i + 1}" isvisible="true">
        <title>${xmlText(card.title)}</title>
      </item>`,
  );
  const scos = cards.map(({ name }, i) => {
    const href = xmlText(launchOf(name));
    return `    <resource identifier="sco-${i + 1}" type="webcontent" adlcp:scormtype="sco" href="${href}">
      <file href="${href}"/>
      <dependency identifierref="rig"/>
    </resource>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
${MANIFEST_MARK}${packageId(cards)}" version="${xmlText(version)}" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="lesson">
    <organization identifier="lesson">
      <title>${xmlText(title)}</title>
${items.join('\n')}
    </organization>
  </organizations>
  <resources>
${scos.join('\n')}
    <resource identifier="rig" type="webcontent" adlcp:scormtype="asset" href="${xmlText(rig)}">
      <file href="${xmlText(rig)}"/>
    </resource>
  </resources>
</manifest>
`;
}
