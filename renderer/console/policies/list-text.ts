/** “112, 911 and 999”, as the page's language says it. */
const format = new Intl.ListFormat('en', { type: 'conjunction' });

export function listText(items: readonly string[]): string {
  return format.format(items);
}
