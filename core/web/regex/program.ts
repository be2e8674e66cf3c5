import type { CharSet } from './char-set.ts';
import { RegexRefused, type Assertion, type Node } from './syntax.ts';

/** One state of the automaton. `next` are the states that can be entered after it; a `split` consumes nothing. */
export type State =
  | { readonly kind: 'set'; readonly set: CharSet; next: number }
  | { readonly kind: 'split'; next: number; other: number }
  | { readonly kind: 'assert'; readonly assert: Assertion; next: number }
  | { readonly kind: 'accept' };

/** Keeps one rule's automaton, and so one step of it, small. Real lists' largest needs about 600. */
const MAX_STATES = 2000;

export interface Program {
  readonly states: readonly State[];
  readonly start: number;
}

/** Thompson's construction. A repetition with bounds is written out. Throws RegexRefused when that gets too large. */
export function compileProgram(root: Node): Program {
  const states: State[] = [{ kind: 'accept' }];
  const add = (state: State): number => {
    if (states.length >= MAX_STATES) throw new RegexRefused('it is too large once its repetitions are written out');
    states.push(state);
    return states.length - 1;
  };
  let visits = 0;
  const compile = (node: Node, next: number): number => {
    // Groups of nothing add no state, yet could be written out without end.
    visits += 1;
    if (visits > 10 * MAX_STATES) throw new RegexRefused('it is too large once its repetitions are written out');
    switch (node.kind) {
      case 'set':
        return add({ kind: 'set', set: node.set, next });
      case 'assert':
        return add({ kind: 'assert', assert: node.assert, next });
      case 'concat':
        return node.parts.reduceRight((after, part) => compile(part, after), next);
      case 'either':
        return node.options
          .map((option) => compile(option, next))
          .reduce((other, one) => add({ kind: 'split', next: one, other }));
      case 'repeat':
        return repeat(node, next);
    }
  };
  const repeat = (node: Node & { kind: 'repeat' }, next: number): number => {
    let after = next;
    if (node.max === Infinity) {
      const loop: State & { kind: 'split' } = { kind: 'split', next: 0, other: next };
      after = add(loop);
      loop.next = compile(node.node, after);
    } else {
      for (let extra = node.min; extra < node.max; extra += 1)
        after = add({ kind: 'split', next: compile(node.node, after), other: next });
    }
    for (let needed = 0; needed < node.min; needed += 1) after = compile(node.node, after);
    return after;
  };
  return { start: compile(root, 0), states };
}
