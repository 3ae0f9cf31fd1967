/** Rules about files that do not fit together. Each is reported in one of the files and points at the others. */

import { rules as askedRules } from './rules/asked.ts';
import { rules as defaultRules } from './rules/defaults.ts';
import { rules as dialPlanRules } from './rules/dialPlans.ts';
import { rules as dialTestRules } from './rules/dialTests.ts';
import { rules as imageRules } from './rules/images.ts';
import { rules as modelRules } from './rules/models.ts';
import { rules as nameRules } from './rules/names.ts';
import { rules as passwordRules } from './rules/passwords.ts';
import { rules as registrationRules } from './rules/registrations.ts';
import { rules as ringRules } from './rules/rings.ts';
import { rules as syncRules } from './rules/sync.ts';

export const rules = {
  ...askedRules,
  ...defaultRules,
  ...dialPlanRules,
  ...dialTestRules,
  ...imageRules,
  ...modelRules,
  ...nameRules,
  ...passwordRules,
  ...registrationRules,
  ...ringRules,
  ...syncRules,
};
