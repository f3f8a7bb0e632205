import type { Estimate } from '../config/cost.ts'
import type { Gate } from '../config/quality-gate.ts'
import type { MetricTable, Point, Series } from '../openai/metrics.ts'
import type { Checkpoint, Job } from '../openai/wire.ts'
import { chart, milestones } from './chart.ts'
import { type Best, judgements, senseOf } from './curve-analysis.ts'
import { count, metricValue, number } from './format.ts'
import { code, details, table, text } from './markdown.ts'
import { type DataProblem, MARKS } from './problems.ts'

/** What is known of a run, as the sections of the summary tell it; what is not known yet is left out. */
export interface RunFacts {
  /** Whether the step fails. */
  failed: boolean
  method?: string | undefined
  job?: Job | undefined
  /** Found in the data, the worst first. */
  problems?: readonly DataProblem[] | undefined
  /** What the training was expected to take. */
  estimate?: Omit<Estimate, 'epochsGiven'> | undefined
  /** As they were asked for; the server chooses where that is `auto`, or nothing. */
  hyperparameters?: Readonly<Record<string, unknown>> | undefined
  metrics?: MetricTable | undefined
  checkpoints?: readonly Checkpoint[] | undefined
  best?: Best | undefined
  gate?: Gate | undefined
  /** The id of the job that `baseline` stands for. */
  baseline?: string | undefined
}

/** What the summary tells below its first table, as far as it is known; each part is bounded, all together below 1 MiB. */
export function sections(run: RunFacts): string[] {
  const parts = [next(run), problems(run), gate(run), metrics(run), checkpoints(run), hyperparameters(run)]
  return parts.filter((part) => part !== undefined)
}

/** What to do now. */
function next({ job, failed, gate, best }: RunFacts): string | undefined {
  if (!job) return undefined
  if (job.status === 'succeeded') {
    if (!job.fineTunedModel) return undefined
    const another = best !== undefined && best.model !== job.fineTunedModel
    const lines = [
      gate && !gate.passed
        ? '**Next:** the model is there, but the gate keeps it back: deploy it by hand, or train on better data.'
        : `**Next:** a later step has the model as <code>\${{ steps.ID.outputs.fine-tuned-model }}</code>.`,
      another && 'An earlier checkpoint did better: it is the output <code>best-checkpoint</code>.',
      // Azure names models so, and serves them only by a deployment (API reference, 9).
      /\.ft-[0-9a-f]{8}/.test(job.fineTunedModel) && 'On Azure it answers once it is deployed.',
    ]
    return lines.filter(Boolean).join(' ')
  }
  if (job.status === 'failed')
    return '**Next:** mend what the job says and run the workflow again; files that were uploaded are found again.'
  if (job.status === 'cancelled') return '**Next:** run the workflow again to train anew.'
  const attach = `run this step again, or the action <code>wait</code> with <code>job-id: ${text(job.id)}</code>`
  return `**Next:** the job ${failed ? 'may go on, and cost money' : 'goes on'}. To attach to it, ${attach}.`
}

const MAX_PROBLEMS = 20

function problems({ problems = [] }: RunFacts): string | undefined {
  if (problems.length === 0) return undefined
  const rows = problems
    .slice(0, MAX_PROBLEMS)
    .map(({ severity, file, line, message, path, code: check }) => [
      `${MARKS[severity]} ${code(`${file}:${line}`)}`,
      `${text(message)}${path ? ` (at ${code(path)})` : ''}`,
      code(check),
    ])
  const more = problems.length - rows.length
  return [
    '### Problems of the data',
    table(['Where', 'What', 'Check'], rows),
    ...(more > 0 ? [`And ${count(more, 'more problem')}.`] : []),
  ].join('\n\n')
}

function gate({ gate, baseline }: RunFacts): string | undefined {
  if (!gate || gate.rows.length === 0) return undefined
  const title = `### ${gate.passed ? '✅ Gate: passed' : '❌ Gate: failed'}`
  return [title, ...(baseline ? [`Compared with job ${code(baseline)}.`] : []), gateTable(gate)].join('\n\n')
}

/** As many as `require` may have. */
const MAX_REQUIREMENTS = 100

function gateTable({ rows }: Gate): string {
  const shown = (value: number | undefined) => (value === undefined ? '' : metricValue(value))
  const hasNotes = rows.some(({ note }) => note)
  return table(
    ['', 'Asked', ' Reached', ' Limit', ...(hasNotes ? ['Note'] : [])],
    rows
      .slice(0, MAX_REQUIREMENTS)
      .map(({ asked, reached, limit, holds, note = '' }) => [
        holds ? '✅' : '❌',
        code(asked, 150),
        shown(reached),
        shown(limit),
        ...(hasNotes ? [text(note, 200)] : []),
      ]),
  )
}

/** So many stand there at once, so many more on request; the rest is in `metrics.csv`. */
const MAX_METRICS = 10
const MAX_METRICS_MORE = 100

function metrics({ metrics: known }: RunFacts): string | undefined {
  if (!known || known.series.size === 0) return undefined
  const rows = inOrder(known).map(([name, series]) => metricRow(name, series))
  const titles = ['Metric', ' First', ' Best', ' Last']
  const rest = rows.slice(MAX_METRICS, MAX_METRICS + MAX_METRICS_MORE)
  const untold = rows.length - MAX_METRICS - rest.length
  const unknown = [
    known.leftOut > 0 && `There are so many that ${count(known.leftOut, 'metric')} were left out.`,
    known.thinned && 'There are so many values that of the longest series every other one was left out.',
    untold > 0 && `${count(untold, 'more metric')} are in <code>metrics.csv</code>.`,
  ]
  return [
    '### Metrics',
    ...judgements(known).map((line) => text(line)),
    ...picture(known),
    table(titles, rows.slice(0, MAX_METRICS)),
    ...(rest.length > 0 ? [details(`${count(rest.length, 'more metric')}`, table(titles, rest))] : []),
    ...unknown.filter((line) => typeof line === 'string'),
  ].join('\n\n')
}

/** The curves as a chart, and in a few numbers for where it is not drawn. */
function picture(known: MetricTable): string[] {
  const drawn = chart(known)
  if (!drawn) return []
  const rows = milestones(known).map(({ name, step, training, validation }) => [
    name,
    number(step),
    training,
    validation,
  ])
  return [drawn, details('The curves in numbers', table(['', ' Step', ' Training', ' Validation'], rows))]
}

/** First what has a plain name, then the scores, then those by grader, then the rest; each as the server told them. */
function inOrder({ series }: MetricTable): [string, Series][] {
  const beginnings = [/^[^.]+$/, /^scores\.[^.]+$/, /^scores\./, /^/]
  const rank = (name: string) => beginnings.findIndex((beginning) => beginning.test(name))
  return [...series].sort(([a], [b]) => rank(a) - rank(b))
}

function metricRow(name: string, series: Series): string[] {
  const [first, last] = [series[0], series.at(-1)]
  const best = bestOf(name, series)
  const cell = (point: Point | undefined) => (point ? metricValue(point.value) : '')
  return [
    code(name, 120),
    cell(first),
    best ? `${cell(best)}&nbsp;(step&nbsp;${number(best.step)})` : '',
    cell(last),
  ]
}

function bestOf(name: string, series: Series): Point | undefined {
  const sign = senseOf(name)
  const usable = series.filter(({ value }) => Number.isFinite(value))
  const [first] = usable
  if (sign === 0 || !first) return undefined
  return usable.reduce((a, b) => (sign * (b.value - a.value) < 0 ? b : a), first)
}

const MAX_CHECKPOINTS = 20
/** What tells checkpoints apart, the most telling first, and the metrics that tell it; so many have a column. */
const TELLING: readonly [title: string, ...names: string[]][] = [
  ['Validation reward', 'scores.valid_reward_mean', 'full_valid_mean_reward'],
  ['Full validation loss', 'full_valid_loss'],
  ['Accuracy', 'full_valid_mean_token_accuracy', 'valid_mean_token_accuracy'],
  ['Validation loss', 'valid_loss'],
  ['Training reward', 'train_mean_reward'],
  ['Training loss', 'train_loss'],
]
const MAX_COLUMNS = 3

function checkpoints({ checkpoints = [], metrics, best }: RunFacts): string | undefined {
  if (checkpoints.length === 0) return undefined
  const shown = checkpoints.toSorted((a, b) => (a.step ?? 0) - (b.step ?? 0)).slice(-MAX_CHECKPOINTS)
  const more = checkpoints.length - shown.length
  const columns = TELLING.map(([title, ...names]) => ({
    title: ` ${title}`,
    cells: shown.map(({ step }) => {
      const values = names.flatMap(
        (name) => metrics?.series.get(name)?.find((point) => point.step === step) ?? [],
      )
      return values[0] ? metricValue(values[0].value) : ''
    }),
  }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .slice(0, MAX_COLUMNS)
  const isBest = ({ model, step }: Checkpoint) =>
    best !== undefined && (model === best.model || (step !== undefined && step === best.step))
  const rows = shown.map((checkpoint, row) => [
    checkpoint.step === undefined ? '' : number(checkpoint.step),
    `${code(checkpoint.model)}${isBest(checkpoint) ? ' ⭐' : ''}`,
    ...columns.map(({ cells }) => cells[row] ?? ''),
  ])
  return [
    '### Checkpoints',
    ...(best ? [`⭐ ${code(best.model)}: ${text(best.why)}`] : []),
    table([' Step', 'Model', ...columns.map(({ title }) => title)], rows),
    ...(more > 0 ? [`And ${count(more, 'earlier one')}.`] : []),
  ].join('\n\n')
}

const MAX_HYPERPARAMETERS = 20

/** What was trained with, and who has chosen it. */
function hyperparameters({ hyperparameters: asked = {}, job }: RunFacts): string | undefined {
  const names = [...new Set([...Object.keys(asked), ...Object.keys(job?.hyperparameters ?? {})])]
  if (names.length === 0) return undefined
  const rows = names.slice(0, MAX_HYPERPARAMETERS).map((name) => {
    const [wish, used] = [asked[name], job?.hyperparameters[name]].map(setting)
    const isChosen = wish === undefined || wish === 'auto'
    const by = isChosen ? (used === undefined || used === 'auto' ? '' : 'the server') : 'the workflow'
    return [code(name, 100), code(used ?? wish ?? '', 100), by]
  })
  const more = names.length - rows.length
  return [
    '### Hyperparameters',
    table(['Name', 'Value', 'Chosen by'], rows),
    ...(more > 0 ? [`And ${count(more, 'more')}.`] : []),
  ].join('\n\n')
}

function setting(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
