import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isApiError } from '../api/api-error.ts';
import { queryKeys } from '../api/query-keys.ts';

declare module '@tanstack/react-query' {
  interface Register {
    /** `refusalIsAnAnswer`: a 401 is about what was typed, not about the session. */
    mutationMeta: { readonly refusalIsAnAnswer?: boolean };
  }
}

/** The query cache of one page. A request that finds the session ended leads back to the sign-in page. */
export function createConsoleQueryClient(): QueryClient {
  const endSession = (error: unknown): void => {
    if (isApiError(error, 'NOT_SIGNED_IN')) forgetSession(queryClient);
  };
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: endSession }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (mutation.meta?.refusalIsAnAnswer !== true) endSession(error);
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) =>
          failures < 2 && isApiError(error) && (error.code === 'OFFLINE' || error.status >= 500),
        retryDelay: (failures) => 500 * 2 ** failures,
        // The browser's own idea of “online” is wrong on loopback and in many offices.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  return queryClient;
}

/** Nobody is signed in any more: what they could see goes, too. */
export function forgetSession(queryClient: QueryClient): void {
  queryClient.setQueryData(queryKeys.session, null);
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== queryKeys.session[0] });
}
