import type { DataFiles } from '../config/job.ts'
import { type Changes as Difference, datasetChanges } from '../dataset/diff.ts'
import { formatOf, type MethodName } from '../dataset/format.ts'
import { isObject } from '../dataset/json-syntax.ts'
import { encodingOf } from '../dataset/model.ts'
import { normalised } from '../dataset/normalize.ts'
import { tokenCounter } from '../dataset/tokens/example-tokens.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import type { Changes } from '../report/check-summary.ts'
import type { Dataset } from './data.ts'
import type { Plan } from './plan.ts'

/** How each dataset differs from that of the commit before, by its role; or what is missing to tell. */
export async function changesOf(
  { job }: Plan,
  datasets: readonly Dataset[],
  { readParentCommit: commitBefore, workspace, signal }: Dependencies,
): Promise<Map<Dataset['role'], Changes>> {
  const changes = new Map<Dataset['role'], Changes>()
  const before = await commitBefore(signal)
  const countTokens = await tokenCounter(encodingOf(job.model))
  const method: MethodName = job.method?.type ?? 'supervised'
  const tokensOf = (text: string): number => {
    const line = parsed(text)
    const format = isObject(line) ? formatOf(line, method) : undefined
    return isObject(line) && format ? countTokens(line, format).tokens : 0
  }
  for (const dataset of datasets) {
    const named: DataFiles | undefined = job[dataset.role]
    if (!('files' in dataset) || !named) continue
    if ('missing' in before) {
      changes.set(dataset.role, before)
      continue
    }
    const { files } = dataset
    const compare = async (): Promise<Difference | { missing: string }> => {
      const was = await before.glob({ ...named, files })
      if ('missing' in was) return was
      return datasetChanges(
        () => normalised(before, was.files),
        () => normalised(workspace, files),
        tokensOf,
      )
    }
    // It only informs.
    const difference = await compare().catch((error) => {
      if (!(error instanceof ActionError)) throw error
      return { missing: error.message }
    })
    changes.set(dataset.role, 'missing' in difference ? difference : { ...difference, since: before.commit })
  }
  return changes
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
