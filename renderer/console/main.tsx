import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { createToasts } from '../ui/toasts.ts';
import '../ui/base.css';
import { createApiClient } from './api/client.ts';
import { App } from './app/App.tsx';
import { createConsoleQueryClient } from './app/query-client.ts';
import { createPolicyDrafts } from './policies/policy-draft.ts';
import { createConsoleText } from './use-text.ts';

// zod otherwise tries `new Function` to be faster, which the page's CSP reports as an attack.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const wantsPseudo = new URLSearchParams(globalThis.location.search).get('locale') === 'pseudo';

createRoot(root).render(
  <App
    api={createApiClient((url, init) => fetch(url, init))}
    live={{
      open: (url) => new EventSource(url),
      later: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    }}
    text={createConsoleText(wantsPseudo ? 'pseudo' : 'en')}
    queryClient={createConsoleQueryClient()}
    toasts={createToasts()}
    drafts={createPolicyDrafts()}
  />,
);
