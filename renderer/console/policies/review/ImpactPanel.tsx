import type { PolicyDocument } from '../../../../core/policy/schema.ts';
import type { PolicyPreview } from '../../../../core/wire/policy-acts.ts';
import { usePolicyPreview } from '../../api/policy-queries.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Disclosure } from '../../../ui/Disclosure.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { Cell, HeadCell, Table } from '../../../ui/Table.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { useText } from '../../use-text.ts';
import styles from './ImpactPanel.module.css';

const LISTED = 50;

/** What a policy would do to whom, by every laptop's last report: before it is published. */
export function ImpactPanel({ document }: { readonly document: PolicyDocument }) {
  const t = useText();
  const preview = usePolicyPreview(document);
  return (
    <section className={styles['panel']} aria-label={t('impact.title')}>
      <h3 className={styles['title']}>{t('impact.title')}</h3>
      {preview.data !== undefined ? (
        <Impact preview={preview.data} />
      ) : preview.isError ? (
        <Notice kind="warn">{t('impact.failed')}</Notice>
      ) : (
        <output className={styles['soft']}>
          <Spinner /> {t('impact.reading')}
        </output>
      )}
    </section>
  );
}

function Impact({ preview }: { readonly preview: PolicyPreview }) {
  const t = useText();
  const { total, byGroup, byCheck, list, warnings } = preview;
  const groups = byGroup.filter(
    ({ newlyBlocked, newlyInGrace, newlyPassing }) => newlyBlocked + newlyInGrace + newlyPassing > 0,
  );
  return (
    <>
      <output className={styles['counts']}>
        <Badge tone={total.newlyBlocked > 0 ? 'closed' : 'open'}>
          {t('impact.blocked', { count: total.newlyBlocked })}
        </Badge>
        {total.newlyInGrace > 0 ? <Badge tone="warn">{t('impact.grace', { count: total.newlyInGrace })}</Badge> : null}
        {total.newlyPassing > 0 ? (
          <Badge tone="open">{t('impact.passing', { count: total.newlyPassing })}</Badge>
        ) : null}
        {total.unknown > 0 ? <Badge tone="unknown">{t('impact.unknown', { count: total.unknown })}</Badge> : null}
        <span className={styles['soft']}>{t('impact.unchanged', { count: total.unchanged })}</span>
      </output>
      {total.unknown > 0 ? <p className={styles['soft']}>{t('impact.unknown.hint')}</p> : null}
      {warnings.map(({ field, problem }) => (
        <Notice key={`${field} ${problem}`} kind="warn">
          {field}: {problem}
        </Notice>
      ))}
      {byCheck.length === 0 ? null : (
        <Disclosure summary={t('impact.byCheck')}>
          <Counts
            label={t('impact.byCheck')}
            head={t('impact.check')}
            rows={byCheck.map(({ check, ...counts }) => ({ name: t(`check.${check}.name`), ...counts }))}
          />
        </Disclosure>
      )}
      {groups.length === 0 ? null : (
        <Disclosure summary={t('impact.byGroup')}>
          <Counts
            label={t('impact.byGroup')}
            head={t('impact.group')}
            rows={groups.map(({ group, ...counts }) => ({ name: group ?? t('impact.noGroup'), ...counts }))}
          />
        </Disclosure>
      )}
      {list.length === 0 ? null : (
        <Disclosure summary={t('impact.list')}>
          <Laptops list={list} />
        </Disclosure>
      )}
    </>
  );
}

interface CountRow extends Pick<PolicyPreview['total'], 'newlyBlocked' | 'newlyInGrace' | 'newlyPassing'> {
  readonly name: string;
}

function Counts({
  label,
  head,
  rows,
}: {
  readonly label: string;
  readonly head: string;
  readonly rows: readonly CountRow[];
}) {
  const t = useText();
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeadCell>{head}</HeadCell>
          <HeadCell align="end">{t('impact.column.blocked')}</HeadCell>
          <HeadCell align="end">{t('impact.column.grace')}</HeadCell>
          <HeadCell align="end">{t('impact.column.passing')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <Cell>{row.name}</Cell>
            <Cell align="end">{t.number(row.newlyBlocked)}</Cell>
            <Cell align="end">{t.number(row.newlyInGrace)}</Cell>
            <Cell align="end">{t.number(row.newlyPassing)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const TONES: Readonly<Record<PolicyPreview['list'][number]['change'], Tone>> = {
  'newly-blocked': 'closed',
  'newly-in-grace': 'warn',
  'newly-passing': 'open',
  unchanged: 'off',
  unknown: 'unknown',
};

function Laptops({ list }: Pick<PolicyPreview, 'list'>) {
  const t = useText();
  return (
    <ul className={styles['list']}>
      {list.slice(0, LISTED).map(({ deviceId, agent, group, change, checks }) => (
        <li key={deviceId} className={styles['laptop']}>
          <Badge tone={TONES[change]}>{t(`impact.change.${change}`)}</Badge>
          <span>{group === null ? agent : `${agent} · ${group}`}</span>
          <span className={styles['soft']}>{checks.map((check) => t(`check.${check}.name`)).join(', ')}</span>
        </li>
      ))}
      {list.length > LISTED ? (
        <li className={styles['soft']}>{t('impact.list.more', { count: list.length - LISTED })}</li>
      ) : null}
    </ul>
  );
}
