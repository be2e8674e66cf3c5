/** Runs in the page, by its text: a thin notice above the window's content, outside of the product's own tree. */
export function installBanner(text: string | null): void {
  if (text === null) return;
  const HEIGHT = 28;
  const show = (): void => {
    const host = document.createElement('stand-in-banner');
    const root = host.attachShadow({ mode: 'closed' });
    const aside = document.createElement('aside');
    aside.setAttribute('aria-label', 'Preview notice');
    aside.textContent = text;
    root.append(aside);
    // A constructed sheet and CSSOM are the two ways to style that a strict style-src leaves open.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`aside {
      position: fixed; inset: 0 0 auto 0; z-index: 2147483647; box-sizing: border-box; height: ${HEIGHT}px;
      padding: 0 12px; font: 500 12px/${HEIGHT}px system-ui, sans-serif; white-space: nowrap; overflow: hidden;
      text-overflow: ellipsis; color: #1b1b1b; background: #ffd65a; pointer-events: none; }`);
    root.adoptedStyleSheets = [sheet];
    document.documentElement.append(host);
    document.documentElement.style.setProperty('padding-top', `${HEIGHT}px`);
    document.documentElement.style.setProperty('box-sizing', 'border-box');
  };
  if (document.readyState === 'complete') show();
  else window.addEventListener('load', show, { once: true });
}
