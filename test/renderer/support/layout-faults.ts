import type { Page } from 'playwright';

/** Text that runs out of the window or out of its button, and places that scroll sideways. Empty is well. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const isHidden = (element: Element): boolean => {
      const style = getComputedStyle(element);
      return style.clipPath !== 'none' || style.visibility === 'hidden';
    };
    for (const element of document.querySelectorAll('*')) {
      const style = getComputedStyle(element);
      const scrolls = element === document.documentElement || /auto|scroll|hidden/.test(style.overflowX);
      if (scrolls && !isHidden(element) && element.tagName !== 'INPUT' && element.scrollWidth > element.clientWidth + 1)
        faults.push(`${element.tagName} .${element.className} is ${element.scrollWidth} in ${element.clientWidth}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || node.textContent?.trim() === '' || parent.closest('script, title, option')) continue;
      let hidden = false;
      for (let up: Element | null = parent; up !== null; up = up.parentElement) hidden ||= isHidden(up);
      if (hidden) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = parent.closest('button, [role=tab]')?.getBoundingClientRect();
      for (const rect of range.getClientRects()) {
        if (rect.width === 0) continue;
        if (rect.left < -1 || rect.right > innerWidth + 1) faults.push(`“${node.textContent}” leaves the window`);
        else if (
          box !== undefined &&
          (rect.left < box.left - 1 ||
            rect.right > box.right + 1 ||
            rect.top < box.top - 1 ||
            rect.bottom > box.bottom + 1)
        )
          faults.push(`“${node.textContent}” leaves its button`);
      }
    }
    return faults;
  });
}
