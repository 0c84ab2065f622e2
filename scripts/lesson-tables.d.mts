/**
 * @param schemas of a card and of a plan.
 * @param folder of the lessons that ship.
 * @returns the document with every table made from them.
 */
export function withLessonTables(
  document: string,
  schemas: { readonly card: object; readonly plan: object },
  folder: URL,
): string;
