import { hostHash, type HostKeys } from './host-keys.ts';

const NONE = -1;
const FIRST_PLACES = 16;

/** Values by domain, looked up for a host and every domain above it. */
export class SuffixMap<T> {
  private readonly domains: string[] = [];
  private readonly values: T[] = [];
  /** Values of one domain are a chain: where it starts, by domain, and what follows, by value. */
  private readonly heads: number[] = [];
  private readonly next: number[] = [];
  /** Open addressing, at most half full: a hash, then its domain's number plus one. */
  private table = new Int32Array(2 * FIRST_PLACES);

  add(domain: string, value: T): void {
    const place = this.values.push(value) - 1;
    const hash = hostHash(domain);
    const known = this.numberOf(hash, domain, 0);
    if (known !== NONE) {
      // In front, which is as good as behind: the order of rules means nothing.
      this.next.push(this.heads[known] ?? NONE);
      this.heads[known] = place;
      return;
    }
    this.next.push(NONE);
    this.heads.push(place);
    this.domains.push(domain);
    if (this.domains.length * 4 > this.table.length) this.grow();
    else put(this.table, hash, this.domains.length);
  }

  /** Visits the values of the host and of the domains above it, the most specific first, until `visit` returns true. */
  find(keys: HostKeys, visit: (value: T, isHostItself: boolean) => boolean): T | undefined {
    if (this.values.length === 0) return undefined;
    for (let index = keys.starts.length - 1; index >= 0; index -= 1) {
      const start = keys.starts[index] ?? 0;
      const number = this.numberOf(keys.hashes[index] ?? 0, keys.host, start);
      if (number === NONE) continue;
      for (let place = this.heads[number] ?? NONE; place !== NONE; place = this.next[place] ?? NONE) {
        const value = this.values[place];
        if (value !== undefined && visit(value, start === 0)) return value;
      }
    }
    return undefined;
  }

  private numberOf(hash: number, host: string, start: number): number {
    const { table } = this;
    const mask = table.length / 2 - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = (table[2 * slot + 1] ?? 0) - 1;
      if (number === NONE) return NONE;
      if (table[2 * slot] !== hash) continue;
      const domain = this.domains[number] ?? '';
      if (domain.length === host.length - start && host.endsWith(domain)) return number;
    }
  }

  private grow(): void {
    const table = new Int32Array(4 * this.table.length);
    for (let slot = 0; slot < this.table.length; slot += 2) {
      const number = this.table[slot + 1] ?? 0;
      if (number !== 0) put(table, this.table[slot] ?? 0, number);
    }
    put(table, hostHash(this.domains.at(-1) ?? ''), this.domains.length);
    this.table = table;
  }
}

function put(table: Int32Array, hash: number, number: number): void {
  const mask = table.length / 2 - 1;
  let slot = spread(hash) & mask;
  while (table[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
  table[2 * slot] = hash;
  table[2 * slot + 1] = number;
}

/** FNV's low bits are its weak ones. */
function spread(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0;
}
