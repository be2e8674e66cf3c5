import { Select } from '../../../ui/Select.tsx';
import { useText } from '../../use-text.ts';
import { ROLLOUT_WAYS, type RolloutWay } from './stages.ts';

interface RolloutWayFieldProps {
  readonly value: RolloutWay;
  readonly onChange: (value: RolloutWay) => void;
}

export function RolloutWayField({ value, onChange }: RolloutWayFieldProps) {
  const t = useText();
  return (
    <Select
      label={t('stages.label')}
      hint={t(value === 'at-once' ? 'stages.hint.at-once' : 'stages.hint.steps')}
      value={value}
      options={ROLLOUT_WAYS.map((way) => ({ value: way, label: t(`stages.${way}`) }))}
      onChange={onChange}
    />
  );
}
