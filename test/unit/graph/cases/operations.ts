// The table of all primitive operations. Its type asks for every name: an operation without cases
// does not compile.
import type { OperationName } from '../../../../src/engine/graph/operations';
import { arithmeticCases } from './arithmetic';
import type { OperationCase } from './case';
import { channelCases } from './channels';
import { elementwiseCases } from './elementwise';
import { indexingCases } from './indexing';
import { layoutCases } from './layout';
import { poolingCases } from './pooling';
import { productCases } from './products';
import { reductionTable } from './reductions';

export const operationCases: Readonly<Record<OperationName, readonly OperationCase[]>> = {
  ...elementwiseCases,
  ...arithmeticCases,
  ...layoutCases,
  ...reductionTable,
  ...channelCases,
  ...productCases,
  ...poolingCases,
  ...indexingCases,
};
