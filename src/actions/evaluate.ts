import { delayAbort } from '../clock.ts'
import type { Dependencies, Runner } from '../dependencies.ts'
import { ActionError, formatError } from '../errors.ts'
import { Evaluation, type EvaluationClients } from '../evaluation/evaluation.ts'
import { type EvaluationPlan, readEvaluationPlan } from '../evaluation/evaluation-plan.ts'
import { EvaluationProgress } from '../evaluation/evaluation-progress.ts'
import type { Scored, ScoredExample } from '../evaluation/score-table.ts'
import { indexTestData, type TestData } from '../evaluation/test-data.ts'
import { assertWithinTokenLimit } from '../evaluation/token-limit.ts'
import { findTrainingOverlap } from '../evaluation/training-overlap.ts'
import { evaluationMarker } from '../github/comment-marker.ts'
import { redactDeep } from '../github/redact-deep.ts'
import { openResults, type Results } from '../github/results.ts'
import { createChatClient } from '../openai/chat-completion.ts'
import { renderCommentFooter } from '../report/comment.ts'
import {
  type EvaluationReport,
  formatFailures,
  formatVerdict,
  type ModelReport,
} from '../report/evaluation.ts'
import {
  renderEvaluation,
  renderEvaluationComment,
  renderFailedEvaluation,
} from '../report/evaluation-summary.ts'
import { formatCount } from '../report/format.ts'
import { formatActual, formatGateResult } from '../report/gate-results.ts'
import { EVALUATE_OUTPUTS } from '../report/outputs.ts'
import { createConnection } from '../training/connection.ts'
import type { OutputWriter } from '../training/output-writer.ts'
import { createPullRequestComment } from '../training/pull-request-comment.ts'
import { runStep } from './run-step.ts'

/** Runs the action `evaluate`: scores the answers of one or two models to the same examples, and judges the result. */
export function evaluate(deps: Dependencies): Promise<void> {
  return runStep(deps, EVALUATE_OUTPUTS, (outputs) => runEvaluate(outputs, deps))
}

async function runEvaluate(outputs: OutputWriter, deps: Dependencies): Promise<void> {
  const { runner } = deps
  const plan = await readEvaluationPlan(deps)
  const results = openResults(plan.resultsDir, 'evaluation', runner)
  outputs.set({ 'results-dir': plan.resultsDir })
  for (const warning of plan.warnings) runner.warning(warning)
  const context = { outputs, results, deps }
  const { report, failure } = await evaluatePlan(plan, context).catch(async (error: unknown) => {
    runner.endGroup()
    // Otherwise the comment would go on to show the result of an earlier commit.
    await publishFailure(formatError(error), plan, context)
    throw error
  })
  await publishReport(report, plan, context)
  if (failure) throw failure
}

/** What evaluating and publishing need. */
interface StepContext {
  outputs: OutputWriter
  results: Results
  deps: Dependencies
}

/** Evaluates the models; returns the report, and why the step fails, if it does. Rejects when there is nothing to report. */
async function evaluatePlan(
  plan: EvaluationPlan,
  { outputs, results, deps }: StepContext,
): Promise<{ report: EvaluationReport; failure: ActionError | undefined }> {
  const { runner, clock, startedAt } = deps
  const clients = createClients(plan, deps)
  if (plan.hasOneModel)
    runner.notice(
      'Candidate and baseline are the same model on the same server: it is asked once, and the difference is 0.',
    )
  runner.group('Test data')
  const data = await indexTestData(plan, deps)
  logTestData(data, deps)
  assertWithinTokenLimit(data.tokens, plan.inputs['max-total-tokens'])
  const overlap = await warnAboutOverlap(plan, data, deps)
  runner.group('Answers')
  const evaluation = new Evaluation(plan, data, clients, deps)
  const progress = new EvaluationProgress(data.selected.length, deps)
  results.write('examples.jsonl', '')
  const interruption = await evaluation.run((scored) => {
    progress.add(scored)
    results.appendExample(toRow(scored, data, plan.inputs['keep-answers']))
  })
  runner.endGroup()
  const result = evaluation.buildReport()
  for (const row of result.gate?.rows ?? []) runner.info(formatGateResult(row))
  const failure = interruption ?? toGateError(result)
  const report = {
    ...result,
    overlap,
    durationMs: clock.now() - startedAt,
    failure: failure && formatError(failure),
  }
  outputs.set(toOutputs(report))
  logFailures(report, runner)
  runner.info(formatVerdict(report))
  return { report, failure }
}

function createClients({ inputs }: EvaluationPlan, deps: Dependencies): EvaluationClients {
  const create = (url: string) =>
    createChatClient(createConnection({ ...inputs, 'base-url': url }, deps), deps.fetch, deps.clock)
  const { 'base-url': url, 'baseline-base-url': baselineUrl } = inputs
  const candidate = create(url)
  return { candidate, baseline: baselineUrl === undefined ? candidate : create(baselineUrl) }
}

function logTestData({ selected, total, tokens }: TestData, { runner }: Dependencies): void {
  const sample =
    selected.length < total ? `, ${formatCount(selected.length, 'example')} chosen at random` : ''
  runner.info(`test data: ${formatCount(total, 'example')}${sample}`)
  if (tokens !== undefined) runner.info(`at most ${formatCount(tokens, 'token')}`)
}

const MAX_LISTED_LINES = 20

async function warnAboutOverlap(plan: EvaluationPlan, data: TestData, deps: Dependencies): Promise<number> {
  const overlap = await findTrainingOverlap(plan, data, deps)
  if (overlap.length === 0) return 0
  const lines = overlap.slice(0, MAX_LISTED_LINES).map(({ file, line }) => `${file} line ${line}`)
  const more = overlap.length - lines.length
  deps.runner.warning(
    `${formatCount(overlap.length, 'example')} of the test data ${overlap.length === 1 ? 'is' : 'are'} also in the training data, so that the scores are too good: ${lines.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  )
  return overlap.length
}

function logFailures({ candidate, baseline }: EvaluationReport, runner: Pick<Runner, 'info'>): void {
  const failures = formatFailures(candidate)
  if (failures) runner.info(`errors of the candidate, which count as wrong answers: ${failures}`)
  const ofBaseline = baseline && formatFailures(baseline)
  if (ofBaseline) runner.info(`errors of the baseline, which count as right answers: ${ofBaseline}`)
}

/** A row of `examples.jsonl`: where the example is, its scores, and the answers if they are to be kept. */
function toRow(
  { index, candidate, baseline }: ScoredExample,
  { locations }: TestData,
  keepAnswers: boolean,
): object {
  const part = (prefix: string, { score, failure, answer }: Scored) => ({
    [`${prefix}score`]: score,
    ...(failure !== undefined && { [`${prefix}error`]: failure }),
    ...(keepAnswers &&
      answer && { [`${prefix}answer`]: { text: answer.text, tool_calls: answer.toolCalls } }),
  })
  return { ...locations[index], ...part('', candidate), ...(baseline && part('baseline_', baseline)) }
}

function toGateError({ gate, worse }: Pick<EvaluationReport, 'gate' | 'worse'>): ActionError | undefined {
  if (!gate || gate.passed) return undefined
  const missed = gate.rows
    .filter(({ passed }) => !passed)
    .map(({ requirement, actual, note }) => {
      const facts = [`it is ${formatActual(actual)}`, note].filter(Boolean).join('; ')
      return `${requirement} (${facts})`
    })
  return new ActionError(`The model does not pass the gate: ${missed.join('; ')}.`, {
    hint:
      worse.length > 0
        ? 'The outputs are set. The summary lists the examples that got worse by file and line.'
        : 'The outputs are set, so the model can still be deployed by hand.',
  })
}

function toOutputs({ candidate, baseline, comparison, examples, gate }: EvaluationReport) {
  const hasScores = examples.evaluated > 0
  const scored = (model: ModelReport | undefined, value: (model: ModelReport) => number) =>
    model && hasScores ? round(value(model)) : undefined
  return {
    score: scored(candidate, ({ score }) => score),
    'baseline-score': scored(baseline, ({ score }) => score),
    difference: comparison && round(comparison.difference),
    'difference-low': comparison && round(comparison.low),
    'difference-high': comparison && round(comparison.high),
    verdict: comparison?.verdict,
    'pass-rate': scored(candidate, ({ passRate }) => passRate),
    'baseline-pass-rate': scored(baseline, ({ passRate }) => passRate),
    examples: examples.evaluated,
    errors: candidate.errors,
    gate: gate && (gate.passed ? 'passed' : 'failed'),
  }
}

/** Without the last digits of a sum. */
const round = (value: number) => Number(value.toFixed(10))

function publishReport(report: EvaluationReport, plan: EvaluationPlan, context: StepContext): Promise<void> {
  // Redacted before it is escaped or cut: afterwards no secret would be recognized.
  const shown = redactDeep(report, context.deps.runner, { keepsOwnNames: true })
  return publish(plan, context, {
    summary: renderEvaluation(shown),
    renderComment: (footer) => renderEvaluationComment(shown, footer),
  })
}

function publishFailure(failure: string, plan: EvaluationPlan, context: StepContext): Promise<void> {
  const shown = context.deps.runner.redactSecrets(failure)
  return publish(plan, context, {
    summary: renderFailedEvaluation(shown),
    renderComment: (footer) => renderFailedEvaluation(shown, footer),
  })
}

/** Writes the results, the summary and the comment. */
async function publish(
  { inputs }: EvaluationPlan,
  { outputs, results, deps }: StepContext,
  { summary, renderComment }: { summary: string; renderComment: (footer: string | undefined) => string },
): Promise<void> {
  const { runner, signal, clock, remainingGraceMs } = deps
  results.write('result.json', outputs.toResultJson())
  results.write('report.md', summary)
  if (inputs.summary) runner.writeSummary(summary)
  const { 'test-file': testFile, 'baseline-model': baselineModel, grader } = inputs
  const marker = evaluationMarker({ testFile, baselineModel, grader })
  const stepEnd = delayAbort(signal, remainingGraceMs, clock)
  const comment = createPullRequestComment(inputs, marker, deps)
  await comment?.update(renderComment(renderCommentFooter(deps.context)), stepEnd.signal)
  stepEnd.dispose()
}
