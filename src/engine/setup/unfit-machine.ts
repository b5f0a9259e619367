// A self-test that failed for what the machine lacks: bringing everything anew would not help.
import { InputError } from '../input-error';

export class UnfitMachine extends InputError {}
