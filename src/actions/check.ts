import { CheckInputs } from '../config/inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { resultsIn } from '../github/results.ts'
import { type Checked, checkReport, checkSummary } from '../report/check-summary.ts'
import { formatError } from '../report/format-error.ts'
import { CHECK_OUTPUTS } from '../report/outputs.ts'
import { checkedOf, type Dataset, fingerprintOf, inspectData, refuseErrors } from '../training/data.ts'
import { changesOf } from '../training/dataset-diff.ts'
import { estimateOf, refuseTooMuch } from '../training/estimate.ts'
import { type Plan, readPlan } from '../training/plan.ts'
import { commentFor, commentText } from '../training/pull-request-comment.ts'
import type { Report } from '../training/run-reporter.ts'
import { briefStep } from './run-step.ts'

/** The action `check`: judges data and job description, with no key and, but for the comment, no network. */
export function check(deps: Dependencies): Promise<void> {
  return briefStep(deps, CHECK_OUTPUTS, (report) => judge(report, deps))
}

async function judge(report: Report, world: Dependencies): Promise<void> {
  const { runner } = world
  const plan = { ...(await readPlan(CheckInputs, world)), countsTokens: true }
  report.outputs({ 'results-dir': plan.resultsDir })
  for (const warning of plan.warnings) runner.warning(warning)
  const datasets = await inspectData(plan, world)
  const estimate = estimateOf(plan, datasets)
  const refusal = refused(() => {
    refuseErrors(datasets, plan)
    refuseTooMuch(estimate, plan.inputs)
  })
  const checked: Checked = {
    ...(await withChanges(plan, datasets, world)),
    failure: refusal && formatError(refusal),
    fingerprint: fingerprintOf(plan, datasets),
    estimate,
  }
  report.outputs({
    valid: checked.valid,
    examples: checked.examples,
    problems: checked.errors,
    warnings: checked.warnings,
    fingerprint: checked.fingerprint,
    'estimated-tokens': estimate?.tokens,
    'estimated-cost': estimate?.cost,
  })
  const results = resultsIn(plan.resultsDir, runner)
  const markdown = checkSummary(checked)
  results.write('report.json', `${JSON.stringify(checkReport(checked), null, 2)}\n`)
  results.write('report.md', markdown)
  if (plan.inputs.summary) runner.writeSummary(markdown)
  const comment = await commentFor(plan.inputs, plan.job, world)
  await comment?.update(commentOf(checked, world), world.signal)
  if (refusal) throw refusal
}

/** The reason why this refuses, if it does. */
function refused(work: () => void): ActionError | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof ActionError) return error
    throw error
  }
}

/** On a pull request the data is compared with that of the commit before. */
async function withChanges(plan: Plan, datasets: readonly Dataset[], world: Dependencies) {
  const checked = checkedOf(datasets)
  if (!world.context.pullRequest || !('number' in world.context.pullRequest)) return checked
  const changes = await changesOf(plan, datasets, world)
  return { ...checked, data: checked.data.map((data) => ({ ...data, changes: changes.get(data.role) })) }
}

function commentOf({ failure, data, estimate, problems }: Checked, world: Dependencies): string {
  const state = failure ? ('failed' as const) : ('checked' as const)
  const cost = estimate && { tokens: estimate.tokens, usd: estimate.cost }
  return commentText({ state, failure, data, cost, problems }, world)
}
