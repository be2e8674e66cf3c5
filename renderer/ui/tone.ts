/**
 * The states that a thing can be in, each with a shape, a word and a colour of its own. `off` is no judgement: not at
 * work, so nothing is looked at.
 */
export type Tone = 'open' | 'warn' | 'closed' | 'unknown' | 'off';
