import { type DiffOptions, diffDatasets } from '../dataset/diff.ts'
import { detectFormat } from '../dataset/format.ts'
import { getEncoding } from '../dataset/model.ts'
import { normalizedBytes } from '../dataset/normalize.ts'
import { createExampleTokenCounter } from '../dataset/tokens/example-tokens.ts'
import type { Dependencies, ParentCommit, Workspace, WorkspaceFile } from '../dependencies.ts'
import { rethrowUnexpected } from '../errors.ts'
import { isJsonObject } from '../json.ts'
import type { DatasetDiff } from '../report/dataset-summary.ts'
import type { Dataset } from './data.ts'
import type { Plan } from './plan.ts'

/** Returns how each dataset differs from that of the parent commit, or why that is unavailable, by its role. */
export async function diffWithParent(
  { job }: Plan,
  datasets: readonly Dataset[],
  deps: Dependencies,
): Promise<Map<Dataset['role'], DatasetDiff>> {
  const parent = await deps.readParentCommit(deps.signal)
  const options = { hashKey: deps.attemptId, countTokens: await createTokenCounter(job, deps) }
  const diffs = new Map<Dataset['role'], DatasetDiff>()
  for (const dataset of datasets) {
    const { role } = dataset
    const paths = job[role]
    if (!('files' in dataset) || !paths) continue
    if ('unavailable' in parent) {
      diffs.set(role, parent)
      continue
    }
    const { files } = dataset
    const diff = diffFiles({ ...paths, files }, parent, deps.workspace, options)
    diffs.set(
      role,
      await diff.catch((error) => {
        // A diff only informs, so it must not fail the check.
        rethrowUnexpected(error)
        return { unavailable: error.message }
      }),
    )
  }
  return diffs
}

async function diffFiles(
  current: Parameters<ParentCommit['glob']>[0] & { files: readonly WorkspaceFile[] },
  parent: ParentCommit,
  workspace: Workspace,
  options: DiffOptions,
): Promise<DatasetDiff> {
  const previous = await parent.glob(current)
  if ('unavailable' in previous) return previous
  const changes = await diffDatasets(
    () => normalizedBytes(parent, previous.files),
    () => normalizedBytes(workspace, current.files),
    options,
  )
  return 'unavailable' in changes ? changes : { ...changes, since: parent.commit }
}

async function createTokenCounter(
  { model, method }: Plan['job'],
  { readRanks }: Dependencies,
): Promise<(example: unknown) => number> {
  const countTokens = await createExampleTokenCounter(getEncoding(model), readRanks)
  return (example) => {
    const format = isJsonObject(example) ? detectFormat(example, method?.type ?? 'supervised') : undefined
    return isJsonObject(example) && format ? countTokens(example, format).tokens : 0
  }
}
