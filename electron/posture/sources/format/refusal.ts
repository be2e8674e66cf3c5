import type { UnknownReason } from '../../../../core/facts/fact.ts';

/** How systems say no, in the languages that we have met. Only ever used to explain a null, never to decide. */
const NEEDS_RIGHTS =
  /permission denied|non-root user|not running as root|operation not permitted|(must|need to|have to) be (root|run as|admin)|not permitted|access (is )?denied|(requires?|needs?) (elevat|admin|root|superuser)|elevated|run as administrator|administrative rights|not (privileged|authorized)|authorization failed|superuser|müssen root|être root|ser root|essere root|być root|нужны права|root ?権限|root である|需要 ?root|keine berechtigung|zugriff (wurde )?verweigert|administratorrechte|erhöhte|permission non accordée|accès refusé|droits d.administrat|acceso denegado|permiso denegado|accesso negato|acesso negado|toegang geweigerd|odmowa dostępu|отказано|アクセスが拒否|許可されていない|管理者|拒绝访问|存取被拒|0x80070005|0x80041003|0x80310000/i;
const NOT_INSTALLED =
  /command not found|: not found|not recognized as|no such file or directory|cannot find the (path|file)|unable to find the specified registry|not installed|could not be found|invalid (namespace|class)|0x8004100e|0x80041010|0x80041002/i;
const TIMED_OUT = /timed? ?out|zeitüberschreitung|délai (d.attente )?(est )?dépassé/i;

export function refusalReason(text: string): UnknownReason {
  if (NEEDS_RIGHTS.test(text)) return 'needs-rights';
  if (NOT_INSTALLED.test(text)) return 'not-installed';
  if (TIMED_OUT.test(text)) return 'timed-out';
  return 'unreadable';
}
