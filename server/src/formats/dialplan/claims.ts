/** Whether a file is a dial plan: by what is in it, as other systems call their files `dialplan.xml` too. */

/** Elements that other systems' dial plans begin with. */
const others: ReadonlySet<string> = new Set(['include', 'document', 'context', 'section', 'extension']);

/** The name of the first element in the text. */
function firstElement(text: string): string | undefined {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const name = /^[A-Za-z_][\w:.-]*/.exec(text.slice(at + 1, at + 64))?.[0];
    if (name !== undefined) return name;
    const end = text.startsWith('<!--', at) ? text.indexOf('-->', at + 4) : text.indexOf('>', at);
    if (end < 0) return undefined;
    at = end;
  }
  return undefined;
}

/** Whether a text that begins like this is a plan for these phones. */
export function looksLikeDialPlan(head: string): boolean {
  const name = firstElement(head);
  if (name === 'TEMPLATE' || name?.toUpperCase() === 'DIALTEMPLATE') return true;
  if (name !== undefined && others.has(name.toLowerCase())) return false;
  return /<\/DIALTEMPLATE/i.test(head);
}
