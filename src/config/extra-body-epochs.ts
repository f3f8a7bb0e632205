import { isJsonObject } from '../json.ts'

/** Names of the number of epochs: `n_epochs`, and those of other servers. */
const EPOCHS = /epochs$/i

/** Returns the fields of the extra body with a number of epochs that an estimate cannot take into account. */
export function findUncountedEpochs(extraBody: Readonly<Record<string, unknown>> = {}): string[] {
  const { hyperparameters, ...others } = extraBody
  const fields = Object.keys(others).filter((name) => EPOCHS.test(name))
  const isUncounted = hasEpochs(hyperparameters) && getExtraBodyEpochs(extraBody) === undefined
  return isUncounted ? [...fields, 'hyperparameters'] : fields
}

/** Returns the largest number of epochs in the hyperparameters of the extra body; undefined when there is none. */
export function getExtraBodyEpochs({
  hyperparameters,
}: Readonly<Record<string, unknown>> = {}): number | undefined {
  const numbers = listEpochs(hyperparameters).map((value) =>
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value,
  )
  const known = numbers.filter((value) => typeof value === 'number' && Number.isFinite(value))
  return known.length === numbers.length && known.length > 0 ? Math.max(...known.map(Number)) : undefined
}

const hasEpochs = (hyperparameters: unknown) => listEpochs(hyperparameters).length > 0

/** Servers choose the epochs where they are null or "auto". */
function listEpochs(hyperparameters: unknown): unknown[] {
  return Object.entries(isJsonObject(hyperparameters) ? hyperparameters : {})
    .filter(([name, value]) => EPOCHS.test(name) && value !== null && value !== 'auto')
    .map(([, value]) => value)
}
