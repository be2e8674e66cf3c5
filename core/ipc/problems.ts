/** What may stand in `ClientView.problem`: each is a key of the agent's catalogue. Being offline is not one; `server` says that. */
export const PROBLEMS = [
  'problem.policy-refused',
  'problem.answer-refused',
  'problem.other-device',
  'problem.removed',
  'problem.update-needed',
  'problem.server-refused',
  'problem.measuring-failed',
  'problem.storage-failed',
  'problem.server-clock',
] as const;
export type Problem = (typeof PROBLEMS)[number];

/** What un-enrolling names in `erased`, each once it is known to be gone: keys of the agent's catalogue too. */
export const ERASED = [
  'erased.device-key',
  'erased.enrolment',
  'erased.counters',
  'erased.phone-engine',
  'erased.work-browser',
  'erased.web-lists',
] as const;
export type Erased = (typeof ERASED)[number];
