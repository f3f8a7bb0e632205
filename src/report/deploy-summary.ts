import { escapeText, inlineCode, quoteError, table } from './markdown.ts'

/** What is behind a name at one moment, as the summary of a deployment shows it. */
interface DeploymentSummary {
  model: { name: string }
  sku?: string | undefined
  capacity?: number | undefined
  state: string
}

/** What the summary of a deployment shows. */
export interface DeploySummary {
  name: string
  /** The outcome in a few words. */
  outcome: string
  before: DeploymentSummary | undefined
  after: DeploymentSummary | undefined
  /** Whether the model behind the name has answered. */
  answered: boolean
  endpoint: string | undefined
  /** Why the step failed, if it did. */
  failure?: string | undefined
}

/** Renders the summary of a deployment as Markdown: what was behind the name before, and what is there now. */
export function renderDeploySummary(deploy: DeploySummary): string {
  const { name, outcome, before, after, answered, endpoint, failure } = deploy
  const row = (title: string, getCell: (side: DeploymentSummary) => string | undefined) => [
    title,
    ...[before, after].map((side) => (side && getCell(side)) ?? '–'),
  ]
  const rows = [
    row('Model', ({ model }) => inlineCode(model.name)),
    row('SKU', ({ sku }) => sku && inlineCode(sku)),
    row('Capacity', ({ capacity }) => capacity?.toString()),
    row('State', ({ state }) => inlineCode(state)),
  ]
  const parts = [
    `## ${failure === undefined ? '✅' : '❌'} Deployment ${inlineCode(name)}: ${escapeText(outcome)}`,
    failure !== undefined && quoteError(failure),
    table(['', 'before this step', 'now'], rows),
    answered && 'The model has answered a request.',
    endpoint !== undefined && `Endpoint: ${inlineCode(endpoint)}`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}
