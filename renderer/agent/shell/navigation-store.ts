import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CheckId } from '../../../core/checks/catalogue.ts';

export const PAGES = ['home', 'phone', 'web', 'privacy', 'settings'] as const;
export type Page = (typeof PAGES)[number];

export interface NavigationState {
  readonly page: Page;
  /** A check that Home should open and bring into view. */
  readonly openCheck: CheckId | null;
  /** Dialogs over the page: native views must make room for them. */
  readonly overlays: number;
}

export type Navigation = StoreApi<NavigationState>;

export function createNavigation(): Navigation {
  return createStore<NavigationState>()(() => ({ page: 'home', openCheck: null, overlays: 0 }));
}

export function goTo(navigation: Navigation, page: Page, openCheck: CheckId | null = null): void {
  navigation.setState({ page, openCheck });
}

/** Says that something lies over the page, until the returned function is called. */
export function holdOverlay(navigation: Navigation): () => void {
  navigation.setState((state) => ({ overlays: state.overlays + 1 }));
  return () => navigation.setState((state) => ({ overlays: state.overlays - 1 }));
}
