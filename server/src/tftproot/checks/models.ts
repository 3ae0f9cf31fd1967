/** Whether the phone has the lines that its file sets up, where a comment says which model it is. */

import { parameterOf } from '../../formats/cnf/settings.ts';
import { type Finding, report } from '../../formats/rules.ts';
import { rules } from '../rules.ts';
import { type Across, placed, settingsOfType } from './across.ts';

/** The model that has fewer lines than the facts list. */
const smaller = /^7940/;

export function checkModel({ file }: Across): Finding[] {
  const model = file.settings?.model;
  if (model === undefined || !smaller.test(model)) return [];
  return settingsOfType(file, 'line-name').flatMap((found) => {
    const { parameter, number, name } = parameterOf(found.id);
    const lines = parameter.numbered?.on7940;
    if (typeof lines !== 'number' || (number ?? 0) <= lines) return [];
    const place = placed(file, found);
    return place ? [report(rules.lineBeyondModel, place.range, { model, lines, name })] : [];
  });
}
