import { inputSchemas } from '../config/inputs.ts'
import { listProblemKinds } from '../dataset/problem.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, formatError } from '../errors.ts'
import { commentMarker } from '../github/comment-marker.ts'
import { openResults } from '../github/results.ts'
import { buildCheckReport, type CheckResult, renderCheckSummary } from '../report/check-summary.ts'
import { renderComment } from '../report/comment.ts'
import { CHECK_OUTPUTS } from '../report/outputs.ts'
import { buildSarif } from '../report/sarif.ts'
import {
  assertNoDataErrors,
  computeFingerprint,
  type Dataset,
  inspectData,
  toCheckResult,
} from '../training/data.ts'
import { diffWithParent } from '../training/dataset-diff.ts'
import { assertWithinLimits, estimateTraining } from '../training/estimate.ts'
import type { OutputWriter } from '../training/output-writer.ts'
import { type Plan, readPlan } from '../training/plan.ts'
import { createPullRequestComment } from '../training/pull-request-comment.ts'
import { runStep } from './run-step.ts'

/** Runs the action `check`: validates data and job without an API key; only the comment needs the network. */
export function check(deps: Dependencies): Promise<void> {
  return runStep(deps, CHECK_OUTPUTS, (outputs) => runCheck(outputs, deps))
}

async function runCheck(outputs: OutputWriter, deps: Dependencies): Promise<void> {
  const { runner, signal } = deps
  const plan = { ...(await readPlan(inputSchemas.check, deps)), countsTokens: true }
  const { resultsDir } = plan
  const results = resultsDir === undefined ? undefined : openResults(resultsDir, 'check', runner)
  outputs.set({ 'results-dir': resultsDir })
  for (const warning of plan.warnings) runner.warning(warning)
  const datasets = await inspectData(plan, deps)
  const estimate = estimateTraining(plan, datasets, runner)
  const error = catchActionError(() => {
    assertNoDataErrors(datasets, plan, runner)
    assertWithinLimits(estimate, plan.inputs)
  })
  const result: CheckResult = {
    ...(await withParentDiff(plan, datasets, deps)),
    failure: error && formatError(error),
    fingerprint: computeFingerprint(plan, datasets),
    estimate,
  }
  outputs.set({
    valid: result.valid,
    examples: result.examples,
    ...(result.valid !== undefined && { problems: result.errors, warnings: result.warnings }),
    fingerprint: result.fingerprint,
    'estimated-tokens': estimate?.tokens,
    'estimated-cost': estimate?.cost,
  })
  const markdown = renderCheckSummary(result)
  results?.write('report.json', buildCheckReport(result, outputs.toResultJson()))
  results?.write('report.md', markdown)
  const sarifOptions = { kinds: listProblemKinds(), actionUrl: deps.context.actionUrl }
  // Without a check, an empty list of problems would close the alerts of the earlier ones.
  if (result.valid !== undefined && result.data.length > 0)
    results?.write('report.sarif', `${JSON.stringify(buildSarif(result, sarifOptions))}\n`)
  if (plan.inputs.summary) runner.writeSummary(markdown)
  const comment = createPullRequestComment(plan.inputs, commentMarker(plan.job), deps)
  await comment?.update(renderCheckComment(result, deps), signal)
  if (error) throw error
}

function catchActionError(work: () => void): ActionError | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof ActionError) return error
    throw error
  }
}

/** On a pull request, the result includes how the data differs from that of the parent commit. */
async function withParentDiff(plan: Plan, datasets: readonly Dataset[], deps: Dependencies) {
  const result = toCheckResult(datasets)
  const { pullRequest } = deps.context
  if (!pullRequest || !('number' in pullRequest)) return result
  const diffs = await diffWithParent(plan, datasets, deps)
  return { ...result, data: result.data.map((data) => ({ ...data, changes: diffs.get(data.role) })) }
}

function renderCheckComment(result: CheckResult, deps: Dependencies): string {
  const { failure, data, estimate, problems } = result
  const state = failure ? 'failed' : 'checked'
  const cost = estimate && { tokens: estimate.tokens, usd: estimate.cost }
  return renderComment({ state, failure, data, cost, problems, provenance: deps.context })
}
