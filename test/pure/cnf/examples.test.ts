import { test } from 'node:test';
import { cnf } from '../../../server/src/formats/cnf/index.ts';
import { expectExamplesHold } from '../../support/language.ts';

test('every .cnf rule finds its own example, and lets the mended one pass', () => expectExamplesHold(cnf));
