import { field } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRows } from '../format/rows.ts';
import { virtualByName } from '../hypervisors.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { registryValues } from './registry-value.ts';

/**
 * Maker and model as the firmware gives them. That a hypervisor is present says nothing: it is on every Windows with memory integrity or WSL. Microsoft makes
 * virtual machines and laptops, so its name needs the model.
 */
export const computerSystem = defineSource({
  id: 'windows/computer-system',
  platform: 'windows',
  family: 'virtualMachine',
  fact: 'virtualMachine',
  pace: 'hourly',
  gather: {
    via: 'command',
    tool: ['C:\\Windows\\System32\\reg.exe'],
    args: ['query', 'HKLM\\HARDWARE\\DESCRIPTION\\System\\BIOS'],
  },
  parse: (output) => {
    const pairs = [...fromRegistry(output), ...fromRows(output), ...fromSystemInfo(output)];
    const readings = pairs.map(([maker, model]) => virtualByName(maker, model));
    const found = readings.find((reading) => reading?.vm === true) ?? readings.find((reading) => reading !== null);
    return found ?? unknownReading.virtualMachine(pairs.length > 0 ? 'unsupported' : refusalReason(output));
  },
});

type Pair = readonly [maker: string | null, model: string | null];

function fromRegistry(output: string): readonly Pair[] {
  const value = (name: string): string | null => {
    const [first] = registryValues(output, name);
    return first === undefined ? null : String(first.value);
  };
  const pair = [value('SystemManufacturer'), value('SystemProductName')] as const;
  return pair[0] === null && pair[1] === null ? [] : [pair];
}

function fromRows(output: string): readonly Pair[] {
  return readRows(output).flatMap((row): readonly Pair[] => {
    const maker = field(row, 'Manufacturer') ?? field(row, 'CsManufacturer');
    const model = field(row, 'Model') ?? field(row, 'CsModel');
    if (typeof maker !== 'string' && typeof model !== 'string') return [];
    return [[typeof maker === 'string' ? maker : null, typeof model === 'string' ? model : null]];
  });
}

/** systeminfo translates its labels; these are the ones that we know. In any other language only a name that is a virtual machine's tells. */
const MAKER_LABELS =
  /^(System Manufacturer|Systemhersteller|Fabricant du système|Fabricante del sistema|Fabricante do sistema|Produttore sistema|Systeemfabrikant|Producent systemu|Изготовитель системы|システム製造元|系统制造商|系統製造商|시스템 제조업체)$/;
const MODEL_LABELS =
  /^(System Model|Systemmodell|Modèle du système|Modelo el sistema|Modelo del sistema|Modelo do sistema|Modello sistema|Systeemmodel|Model systemu|Модель системы|システム モデル|系统型号|系統型號|시스템 모델)$/;

function fromSystemInfo(output: string): readonly Pair[] {
  let maker: string | null = null;
  let model: string | null = null;
  const marked: Pair[] = [];
  // Indented lines are lists: of network cards, among which a host of virtual machines has theirs.
  for (const line of output.split(/\r?\n/)) {
    const match = /^(\S[^:：]{2,40}?)\s*[:：]\s{1,}(\S.*?)\s*$/.exec(line);
    if (match === null) continue;
    const [, label = '', value = ''] = match;
    if (MAKER_LABELS.test(label)) maker = value;
    else if (MODEL_LABELS.test(label)) model = value;
    else if (
      /^(vmware, inc\.|innotek gmbh|qemu|parallels (international gmbh|software).*|vmware\d+,\d|virtualbox|vmware virtual platform)$/i.test(
        value,
      )
    )
      marked.push([null, value]);
  }
  return maker === null && model === null ? marked : [[maker, model], ...marked];
}
