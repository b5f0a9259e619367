// All runtimes of this machine, tried one after the other, or as they were remembered.
import { examine as examineRuntime, possibleRuntimes, type Examine } from './examine';
import { recallSurvey, rememberSurvey, type Survey } from './remembered-survey';

export interface SurveyOptions {
  readonly examine?: Examine;
  /** Tries them anew, whatever is remembered. */
  readonly again?: boolean;
  /** Where surveys are remembered; by default where runtimes are set up. */
  readonly folder?: string;
}

/** Takes some seconds where nothing is remembered; never two at a time, they would slow each other. */
export async function survey(options: SurveyOptions = {}): Promise<Survey> {
  const { examine = examineRuntime, again = false, folder } = options;
  const known = again ? undefined : recallSurvey(folder);
  if (known) return known;
  const findings: Survey['findings'] = [];
  for (const name of possibleRuntimes()) findings.push(await examine(name, true));
  const found = { measured: new Date().toISOString(), findings };
  rememberSurvey(found, folder);
  return found;
}
