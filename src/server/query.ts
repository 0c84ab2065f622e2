/** What stands after the question mark of an address. */

/** What stands after the question mark of an address. */
export const queryOf = (target: string) => new URLSearchParams(target.slice(target.indexOf('?')));

/** The language that is asked for; English unless it says so. */
export const languageOf = (query: URLSearchParams) => query.get('lang') ?? 'en';
