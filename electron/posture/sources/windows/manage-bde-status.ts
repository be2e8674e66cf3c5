import { readPercent } from '../encryption.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type EncryptionReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { judgeBitLocker } from './bitlocker.ts';

/**
 * `manage-bde -status`: translated, and only for administrators, so we never run it. What is not translated is the order of its
 * lines: size, version, conversion, percentage, method, protection, lock, field, protectors. The words for protection are
 * those that Windows prints in each language; one that is not listed here is unknown.
 */
export const manageBdeStatus = defineSource({
  id: 'windows/manage-bde-status',
  platform: 'windows',
  family: 'encryption',
  fact: 'diskEncryption',
  pace: 'disk',
  gather: null,
  parse: (output) => {
    const volumes = readVolumes(output);
    const onC = volumes.filter((volume) => volume.letter === 'C');
    const systems = volumes.filter((volume) => volume.isSystem);
    // A drive with another letter is the system's only when it says so.
    const meant = onC.length === 1 ? onC[0] : onC.length === 0 && systems.length === 1 ? systems[0] : undefined;
    if (meant === undefined)
      return unknownReading.encryption(volumes.length === 0 ? refusalReason(output) : 'contradictory');
    return judge(meant);
  },
});

interface Volume {
  readonly letter: string;
  readonly isSystem: boolean;
  /** What stands after each colon, in order. */
  readonly values: readonly string[];
}

function readVolumes(output: string): readonly Volume[] {
  const volumes: { letter: string; isSystem: boolean; values: string[] }[] = [];
  const lines = output.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const heading = /^\S[^:]*?\b([A-Z]):(?:[\s"]|$)/.exec(line) ?? /^\S*\s*([A-Z]):\s*(?:\[|$)/.exec(line);
    if (heading !== null) {
      volumes.push({ letter: heading[1] ?? '', isSystem: false, values: [] });
      continue;
    }
    const last = volumes.at(-1);
    if (last !== undefined && SYSTEM.test(line)) last.isSystem = true;
    // A cut-off last line may have lost its end: only lines with one after them count.
    const value = index === lines.length - 1 ? null : /^\s+[^:：]+[:：]\s*(.*?)\s*$/.exec(line);
    if (value !== null) volumes.at(-1)?.values.push(value[1] ?? '');
  }
  return volumes.filter((volume) => volume.values.length > 0);
}

function judge({ values }: Volume): EncryptionReading {
  const percentAt = values.findIndex((value) => /^\d{1,3}([.,]\d+)?\s*[%％]$/.test(value));
  const [conversion, method, protection, lock] = [
    values[percentAt - 1],
    values[percentAt + 1],
    values[percentAt + 2],
    values[percentAt + 3],
  ];
  const percent = readPercent(values[percentAt]);
  if (percentAt < 1 || percent === null || method === undefined || conversion === undefined)
    return unknownReading.encryption('unreadable');
  const cipher = /AES/i.test(method) || /hardware|matériel|hardver/i.test(method);
  if (percent === 0 && !cipher) return judgeBitLocker({ conversion: 0, protection: 0, percent, locked: false });
  if (percent < 100)
    return judgeBitLocker({
      conversion: DECRYPTING.test(conversion) ? 3 : 2,
      protection: null,
      percent,
      locked: false,
    });
  if (!cipher || DECRYPTING.test(conversion) || IN_PROGRESS.test(conversion))
    return judgeBitLocker({
      conversion: DECRYPTING.test(conversion) ? 3 : null,
      protection: null,
      percent,
      locked: false,
    });
  return judgeBitLocker({
    conversion: 1,
    protection: readProtection(protection ?? ''),
    percent,
    locked: LOCKED.test(lock ?? ''),
  });
}

const SYSTEM =
  /^\[(OS[ -]?Volume|Betriebssystemvolume|Volume du syst.me d.exploitation|Volumen del sistema operativo|Volume del sistema operativo|Volume do sistema operacional|OS-volume|OS ボリューム|OS 卷|OS 磁碟區)\]\s*$/i;

function readProtection(text: string): number | null {
  if (PROTECTION_OFF.test(text)) return 0;
  return PROTECTION_ON.test(text) && !NEGATION.test(text) ? 1 : null;
}

const NEGATION = /(^|\s)(not|nicht|non|no|não|niet|nie|ikke|inte|ei|nem|не)\s/i;

const PROTECTION_OFF =
  /\boff\b|\baus\b|deaktiv|ausgeschaltet|désactiv|desactiv|disattiv|desativ|uitgeschakeld|wyłącz|inaktiv|\bav$|отключ|выключ|kapalı|オフ|無効|关闭|关|停用|關閉|해제|꺼짐/i;
const PROTECTION_ON =
  /^protection on$|^(der )?schutz (ist )?(aktiviert|eingeschaltet|ein)\.?$|^protection activée\.?$|^protección activada\.?$|^protezione (attivata|attiva)\.?$|^proteção (ativada|activada)\.?$|^beveiliging (is )?ingeschakeld\.?$|^ochrona (jest )?włączona\.?$|^защита (включена|активна)\.?$|^захист (увімкнено|ввімкнено)\.?$|^ochrana zapnut[aá]\.?$|^skydd(et är)? på\.?$|^beskyttelse(n er)? på\.?$|^koruma açık\.?$|^suojaus käytössä\.?$|^보호 ?(켜짐|설정됨)$|^(保護は)?(オン|有効)(です)?。?$|^保護は?オン(です)?。?$|^保护(已)?(启用|打开|开启)$|^保護(已)?(開啟|啟用)$/i;
const DECRYPTING =
  /decrypt|entschlüssel(?!t\b)|déchiffrement|descifrado en|decrittografia in|decodificando|ontsleutel(en|ing)|復号化中|暗号化解除中|正在解密/i;
const IN_PROGRESS = /progress|wird |läuft|en cours|en curso|in corso|em andamento|bezig|中$|正在/i;
const LOCKED = /^(locked|gesperrt|verrouillé|bloqueado|bloccato|vergrendeld|ロック(済み|されています)|已锁定)$/i;
