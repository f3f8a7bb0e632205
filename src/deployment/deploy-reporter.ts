import { type DeploySummary, renderDeploySummary } from '../report/deploy-summary.ts'
import type { OutputName } from '../report/outputs.ts'
import { type Deployment, describeDeployment } from './deployment.ts'

/** Where a reporter writes. */
interface ReporterOptions {
  name: string
  log: (line: string) => void
  setOutputs: (values: Partial<Record<OutputName, unknown>>) => void
  /** Returns a copy of the summary without secrets, before it is escaped: afterwards not all would be recognized. */
  redact: (summary: DeploySummary) => DeploySummary
}

/** The state of a name without a deployment. */
const ABSENT = 'absent'

/** Records what is behind the name, sets the outputs as it changes, and renders the summary. */
export class DeployReporter {
  readonly #options: ReporterOptions
  /** The deployment before this step changes anything; if another process changes it first, after that. */
  before: Deployment | undefined
  /** The deployment as it was read last. */
  last: Deployment | undefined
  /** The model of the last change that may have taken effect; none for a deletion. */
  requested: { model: string | undefined } | undefined
  changed = false
  #logged = ''
  #endpoint: string | undefined
  #answered = false

  constructor(options: ReporterOptions) {
    this.#options = options
    options.setOutputs({ deployment: options.name, changed: false })
  }

  /** Reports a state that was read. */
  onRead(deployment: Deployment | undefined): void {
    const { name, log, setOutputs } = this.#options
    this.last = deployment
    setOutputs({ model: deployment?.model.name ?? '', state: deployment?.state ?? ABSENT })
    const hasRequestedDeletion = this.requested !== undefined && this.requested.model === undefined
    const isDeleted = !deployment || /^deleting$/i.test(deployment.state)
    // What did not exist before is as it was.
    if (hasRequestedDeletion && isDeleted && this.before) this.setChanged(true)
    const line = `Deployment "${name}": ${describeDeployment(deployment)}`
    if (line !== this.#logged) log(line)
    this.#logged = line
  }

  /** Records a request that changes the model behind the name, or deletes it, before it is sent. */
  onRequest(model: string | undefined): void {
    this.requested = { model }
  }

  setBefore(deployment: Deployment | undefined): void {
    this.before = deployment
    this.#options.setOutputs({ 'previous-model': deployment?.model.name ?? '' })
  }

  setEndpoint(endpoint: string): void {
    this.#endpoint = endpoint
    this.#options.setOutputs({ endpoint })
  }

  setChanged(changed: boolean): void {
    this.changed = changed
    this.#options.setOutputs({ changed })
  }

  setAnswered(): void {
    this.#answered = true
  }

  /** Renders the summary of a step that ended with this outcome, and failed if there is a reason. */
  renderSummary({ outcome, failure }: Pick<DeploySummary, 'outcome' | 'failure'>): string {
    const summary = {
      name: this.#options.name,
      outcome,
      failure,
      before: this.before,
      after: this.last,
      answered: this.#answered,
      endpoint: this.#endpoint,
    }
    return renderDeploySummary(this.#options.redact(summary))
  }
}
