import { useView } from '../client/use-view.ts';

/** Who has this number: as the call says, else from the contacts, else the number itself. */
export function useNameOf(call: { readonly name: string | null; readonly number: string }): string {
  return useView((view) => {
    const contact = view.contacts.find(({ extension }) => extension === call.number);
    // The company's own list before what the caller says of themselves.
    return contact?.name ?? call.name ?? call.number;
  });
}
