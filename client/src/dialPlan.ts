/** Tells a dial plan by its beginning, without the editor's interface, so that tests can ask as well. */

/** What may stand before the first element. No two branches begin alike, so a hostile file costs no time. */
const prolog = /^\uFEFF?(?:\s|<\?(?:(?!\?>)[\s\S])*\?>|<!--(?:(?!-->)[\s\S])*-->|<!(?!--)[^>]*>)*/;
const firstElement = /^<(?:dialtemplate\b|template\s[^>]*\bmatch\s*=)/i;
const dialTemplateEnd = /<\/dialtemplate\b/i;

/** Whether the beginning of an XML file shows a dial plan for these phones. */
export function looksLikeDialPlan(head: string): boolean {
  return firstElement.test(head.replace(prolog, '')) || dialTemplateEnd.test(head);
}
