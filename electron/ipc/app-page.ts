/** The one page that may ask anything of the main process. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'ui';
export const APP_PAGE_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** Node gives 'null' as the origin of an own scheme, so scheme and host are compared. An empty URL is nobody's. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return parsed.protocol === `${APP_SCHEME}:` && parsed.host === APP_HOST;
}
