import type { NewPerson } from './bootstrap.ts';

export const DEMO_ORGANISATION = 'Demo organisation';

const STAFF: readonly NewPerson[] = [
  { name: 'Ines Ortega', email: 'it@demo.example', role: 'it', extension: null },
  { name: 'Sam Okafor', email: 'supervisor@demo.example', role: 'supervisor', extension: null },
];

const AGENT_NAMES = [
  'Ada Lindqvist',
  'Ben Castillo',
  'Chidi Obi',
  'Dana Novak',
  'Emeka Sato',
  'Freya Haddad',
  'Goran Ilić',
  'Hana Kim',
] as const;

export const MAX_DEMO_AGENTS = 500;

/** The demo's people; agents have the extensions 1001, 1002 and so on. */
export function demoPeople(agents: number): readonly NewPerson[] {
  return [...STAFF, ...Array.from({ length: agents }, (_, index) => agentOf(index))];
}

function agentOf(index: number): NewPerson {
  const name = AGENT_NAMES[index];
  const extension = String(1001 + index);
  if (name === undefined)
    return { name: `Agent ${index + 1}`, email: `agent${index + 1}@demo.example`, role: 'agent', extension };
  const first = name.split(' ')[0] ?? '';
  return { name, email: `${first.toLowerCase()}@demo.example`, role: 'agent', extension };
}
