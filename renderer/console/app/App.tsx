import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { ApiProvider } from '../api/api-context.tsx';
import type { ApiClient } from '../api/client.ts';
import type { LivePorts } from '../api/live.ts';
import { LivePortsProvider } from '../api/use-live.ts';
import { PolicyDraftProvider } from '../policies/draft-context.ts';
import type { PolicyDraftStore } from '../policies/policy-draft.ts';
import { TranslatorProvider } from '../../i18n/TranslatorContext.ts';
import type { Toasts } from '../../ui/toasts.ts';
import { ToastRegion } from '../../ui/ToastRegion.tsx';
import type { Text } from '../use-text.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Entrance } from './Entrance.tsx';
import { ToastsProvider } from './toasts-context.ts';

/** Everything that the console stands on, made once by its entry or by a test. */
export interface AppParts {
  readonly api: ApiClient;
  readonly live: LivePorts;
  readonly text: Text;
  readonly queryClient: QueryClient;
  readonly toasts: Toasts;
  readonly drafts: PolicyDraftStore;
}

export function App({ api, live, text, queryClient, toasts, drafts }: AppParts) {
  return (
    <CSPProvider disableStyleElements>
      <TranslatorProvider value={text}>
        <ErrorBoundary>
          <QueryClientProvider client={queryClient}>
            <ApiProvider value={api}>
              <LivePortsProvider value={live}>
                <ToastsProvider value={toasts}>
                  <PolicyDraftProvider value={drafts}>
                    <Entrance />
                  </PolicyDraftProvider>
                  <ToastRegion toasts={toasts} label={text('toast.region')} closeLabel={text('app.close')} />
                </ToastsProvider>
              </LivePortsProvider>
            </ApiProvider>
          </QueryClientProvider>
        </ErrorBoundary>
      </TranslatorProvider>
    </CSPProvider>
  );
}
