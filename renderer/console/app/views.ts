import {
  BellRing,
  ClipboardList,
  Globe,
  Hourglass,
  Laptop,
  LayoutList,
  LifeBuoy,
  ShieldBan,
  ShieldCheck,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { Role } from '../../../core/wire/console.ts';
import type { ConsoleKey } from '../../i18n/console-en.ts';

export type ViewId =
  | 'floor'
  | 'alerts'
  | 'help'
  | 'exceptions'
  | 'access'
  | 'web'
  | 'policies'
  | 'people'
  | 'audit'
  | 'laptop';

export interface View {
  readonly id: ViewId;
  readonly path: string;
  readonly label: ConsoleKey;
  readonly icon: LucideIcon;
  readonly roles: readonly Role[];
}

/** The left navigation, in its order, and who sees what. The server refuses by itself; this only spares people dead ends. */
export const VIEWS: readonly View[] = [
  { id: 'floor', path: '/floor', label: 'nav.floor', icon: LayoutList, roles: ['it', 'supervisor', 'auditor'] },
  { id: 'alerts', path: '/alerts', label: 'nav.alerts', icon: BellRing, roles: ['it', 'supervisor'] },
  { id: 'help', path: '/help-requests', label: 'nav.help', icon: LifeBuoy, roles: ['it', 'supervisor'] },
  {
    id: 'exceptions',
    path: '/exceptions',
    label: 'nav.exceptions',
    icon: Hourglass,
    roles: ['it', 'supervisor', 'auditor'],
  },
  { id: 'access', path: '/access-requests', label: 'nav.access', icon: Globe, roles: ['it', 'supervisor'] },
  { id: 'web', path: '/web', label: 'nav.web', icon: ShieldBan, roles: ['it', 'auditor'] },
  { id: 'policies', path: '/policies', label: 'nav.policies', icon: ShieldCheck, roles: ['it', 'auditor'] },
  { id: 'people', path: '/people', label: 'nav.people', icon: Users, roles: ['it'] },
  { id: 'audit', path: '/audit', label: 'nav.audit', icon: ClipboardList, roles: ['it', 'auditor'] },
  { id: 'laptop', path: '/my-laptop', label: 'nav.laptop', icon: Laptop, roles: ['agent'] },
];

export function viewsFor(role: Role): readonly View[] {
  return VIEWS.filter((view) => view.roles.includes(role));
}

/** Whether a path is this view or something within it. */
export function isAt(path: string, view: View): boolean {
  return path === view.path || path.startsWith(`${view.path}/`);
}
