import { policyDocumentSchema } from '../../core/policy/schema.ts';
import { fieldsOf, inputSchemaOf } from './fields.ts';
import { code, pageHead, table } from './markdown.ts';

/** For editors that check JSON as it is typed. */
export function policyJsonSchema(): string {
  return `${JSON.stringify({ title: 'Offhook policy', ...inputSchemaOf(policyDocumentSchema) }, null, 2)}\n`;
}

export function policyPage(): string {
  const seen = new Set<string>();
  const rows = [...fieldsOf(inputSchemaOf(policyDocumentSchema))]
    .filter((field) => {
      // The two forms of a rule for calls share a field; one row says it.
      const key = `${field.path} ${field.type}`;
      return !seen.has(key) && seen.add(key);
    })
    .map(({ path, type, isRequired, defaultValue, description }) => [
      code(path),
      type,
      isRequired ? 'required' : defaultValue === '' ? 'may be left out' : code(defaultValue),
      description,
    ]);
  return `${pageHead('Policy reference', 'core/policy/schema.ts')}
A policy is one JSON document. A key that is not on this page is an error: a typo must never loosen a policy in silence.
\`npx offhook policy lint FILE\` checks a document and names each field that is wrong.
Editors can check it as you type with [policy.schema.json](policy.schema.json); the lint checks one thing more, that each host
is written as browsers write it.

Templates are in \`assets/policies\`: \`baseline.json\`, \`pci-dss.json\`, \`hipaa.json\` and \`demo.json\`. What each check looks at
is on the [checks page](../checks.md).

## How a policy judges

- A check that is not in \`checks\` is not judged.
- \`block\`: anything but a pass closes the phone. What could not be told, and what is too old to count, is not a pass.
- Grace counts from the first failure and ends with a pass; it does not begin again while the check keeps failing,
  whether it fails or can't be told. While it runs the phone stays open and the agent sees the time that is left.
- \`warn\` is shown to the agent, \`observe\` is only reported. Neither ever closes the phone; their \`graceSeconds\` count for nothing.

## Fields

${table(['field', 'value', 'default', 'meaning'], rows)}
`;
}
