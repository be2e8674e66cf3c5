import { refusalReason } from '../format/refusal.ts';
import { virtualByName } from '../hypervisors.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/**
 * The firmware's own words for maker and model: two files of sysfs, `grep . /sys/class/dmi/id/*`, `key: value` lines, or `dmidecode`, whose section on the
 * system counts and not those on boards and processors.
 */
export const dmi = defineSource({
  id: 'linux/dmi',
  platform: 'linux',
  family: 'virtualMachine',
  fact: 'virtualMachine',
  pace: 'hourly',
  gather: { via: 'file', paths: ['/sys/class/dmi/id/sys_vendor', '/sys/class/dmi/id/product_name'], take: 'all' },
  parse: (output, { exitCode }) => {
    const { maker, model, more } = namesOf(output, exitCode !== undefined);
    const byName = virtualByName(maker, model);
    if (byName?.vm === true) return byName;
    for (const name of more) {
      const marked = virtualByName(null, name);
      if (marked?.vm === true) return marked;
    }
    return byName ?? unknownReading.virtualMachine(maker === null ? refusalReason(output) : 'unsupported');
  },
});

interface Names {
  readonly maker: string | null;
  readonly model: string | null;
  /** Of the board, the case and the firmware: a virtual machine that hides its name in one place often shows it in another. */
  readonly more: readonly string[];
}

function namesOf(output: string, isRead: boolean): Names {
  const named = (key: string): string | null =>
    new RegExp(`^(?:\\S*/)?${key}\\s*[:=][ \\t]*"?(.*?)"?[ \\t]*\\r?$`, 'im').exec(output)?.[1] ?? null;
  const sysVendor = named('sys_vendor');
  const productName = named('product_name');
  const more = ['board_vendor', 'chassis_vendor', 'bios_vendor', 'product_family'].flatMap((key) => named(key) ?? []);
  if (sysVendor !== null || productName !== null) return { maker: sysVendor, model: productName, more };
  const section = /^System Information\s*\n((?:[ \t]+.*(?:\n|$))*)/m.exec(output)?.[1];
  if (section !== undefined) {
    const label = (name: string): string | null =>
      new RegExp(`^[ \\t]+${name}:[ \\t]*(.*?)[ \\t]*\\r?$`, 'm').exec(section)?.[1] ?? null;
    return { maker: label('Manufacturer'), model: label('Product Name'), more: [] };
  }
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [maker = null, model = null] = lines;
  // Two bare lines may be anything: only a known mark in them says something, unless we read them ourselves.
  const isPair = lines.length === 2 && lines.every((line) => line.length <= 64 && !/[:=]/.test(line));
  if (!isPair) return { maker: null, model: null, more: lines.length === 1 ? lines : [] };
  return isRead || MAKERS.test(maker ?? '') ? { maker, model, more: [] } : { maker: null, model: null, more: lines };
}

/** Who builds most laptops; for two lines without a word on what they are. */
const MAKERS =
  /^(lenovo|dell|hp\b|hewlett-packard|acer|asus|apple inc|micro-star|msi\b|samsung|toshiba|dynabook|fujitsu|framework|system76|tuxedo|purism|razer|huawei|honor|lg electronics|microsoft corporation|gigabyte|intel|google|sony|panasonic|schenker|slimbook|star labs|timi|xiaomi|clevo|medion|notebook|positivo|vaio)/i;
