import { createStore } from 'zustand/vanilla';
import type { PersonId } from '../../../core/ids.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import type { PolicyView } from '../../../core/wire/console.ts';
import { diffPolicies } from '../../../core/policy/policy-diff.ts';
import { rebasePolicy } from './policy-rebase.ts';

/** A change to the policy that is not published yet. Lives in memory, across pages and across the end of a session. */
export interface PolicyDraft {
  readonly ownerId: PersonId;
  /** The version that the change was made from. */
  readonly basedOn: number;
  readonly base: PolicyDocument;
  /** May be unfinished: a half-typed number is NaN here until it is one. */
  readonly document: PolicyDocument;
  readonly note: string;
  /** What both sides changed when the draft was last put on top of another version. */
  readonly overlaps: readonly string[];
}

export interface DraftState {
  readonly draft: PolicyDraft | null;
  /** Rises when the document changes other than by typing into the form, so that its fields take over the new values. */
  readonly revision: number;
}

type Published = Pick<PolicyView, 'version' | 'document'>;
type Change = (document: PolicyDocument) => PolicyDocument;

export type PolicyDraftStore = ReturnType<typeof createPolicyDrafts>;

export function createPolicyDrafts() {
  const store = createStore<DraftState>(() => ({ draft: null, revision: 0 }));
  const keepFields = (draft: PolicyDraft | null): void => store.setState({ draft });
  const renewFields = (draft: PolicyDraft | null): void =>
    store.setState(({ revision }) => ({ draft, revision: revision + 1 }));

  /** The draft with a change, begun from what is published if there is none. */
  function changed(ownerId: PersonId, published: Published, change: Change): PolicyDraft {
    const { version: basedOn, document: base } = published;
    const draft = store.getState().draft ?? { ownerId, basedOn, base, document: base, note: '', overlaps: [] };
    return { ...draft, document: change(draft.document) };
  }

  return {
    store,
    /** What a field of the form does. */
    edit: (ownerId: PersonId, published: Published, change: Change): void =>
      keepFields(changed(ownerId, published, change)),
    /** As `edit`, for changes that come from elsewhere than the form's own fields. */
    replace: (ownerId: PersonId, published: Published, change: Change): void =>
      renewFields(changed(ownerId, published, change)),
    setNote(note: string): void {
      const { draft } = store.getState();
      if (draft !== null) keepFields({ ...draft, note });
    },
    discard: (): void => renewFields(null),
    keepFor(ownerId: PersonId): void {
      const { draft } = store.getState();
      if (draft !== null && draft.ownerId !== ownerId) renewFields(null);
    },
    /** Puts the draft on top of a newer version. False when that is impossible; the draft is then as it was. */
    rebase(published: Published): boolean {
      const { draft } = store.getState();
      if (draft === null) return true;
      const rebased = rebasePolicy(draft.base, draft.document, published.document);
      if (rebased === null) return false;
      const isEmpty = diffPolicies(published.document, rebased.document).length === 0;
      renewFields(isEmpty ? null : { ...draft, ...rebased, basedOn: published.version, base: published.document });
      return true;
    },
  };
}
