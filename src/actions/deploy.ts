import type { DeployInputs } from '../config/deploy-inputs.ts'
import { inputSchemas } from '../config/inputs.ts'
import { parseInputsOrThrow } from '../config/parse-inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { applyDeployment } from '../deployment/apply.ts'
import { getCloud, getInferenceBaseUrl } from '../deployment/clouds.ts'
import { DeployReporter } from '../deployment/deploy-reporter.ts'
import type { Deployment, DesiredDeployment } from '../deployment/deployment.ts'
import { DeploymentManager } from '../deployment/deployment-manager.ts'
import { waitUntilAnswering } from '../deployment/probe.ts'
import { ActionError, formatError, rethrowUnexpected } from '../errors.ts'
import { redactDeep } from '../github/redact-deep.ts'
import { type Credentials, createApiKeyAuth } from '../openai/authentication.ts'
import { AZURE, withAzureApiPath } from '../openai/provider.ts'
import { entraTokenUrl } from '../openai/token-exchange.ts'
import { DEPLOY_OUTPUTS } from '../report/outputs.ts'
import { createIdentityAuth } from '../training/connection.ts'
import { retryOptions } from '../training/retry-options.ts'
import { runStep } from './run-step.ts'

/** The runner ends a cancelled step after seven and a half seconds. */
const CANCEL_DESCRIBE_MS = 4000
const ENDPOINT_MS = 60_000

/** Runs the action `deploy`: puts a model behind a stable name on Azure, deletes the name, or shows what is behind it. */
export function deploy(deps: Dependencies): Promise<void> {
  const { runner, fetch, signal, userAgent, startedAt } = deps
  return runStep(deps, DEPLOY_OUTPUTS, async (outputs) => {
    const inputs = await parseInputsOrThrow(inputSchemas.deploy, runner)
    const { deployment: name, timeout } = inputs
    const reporter = new DeployReporter({
      name,
      log: runner.info,
      setOutputs: (values) => outputs.set(values),
      redact: (summary) => redactDeep(summary, runner, { keepsOwnNames: true }),
    })
    const deadline = startedAt + timeout
    const manager = new DeploymentManager({
      ...retryOptions(deps),
      managementUrl: inputs['management-url'],
      accountId: inputs['resource-id'],
      deployment: name,
      credentials: createManagementAuth(inputs, deps),
      userAgent,
      fetch,
      deadline,
      reporter,
    })
    const context = { inputs, deps, deadline, manager, reporter }
    try {
      const outcome = await COMMANDS[inputs.command](context)
      runner.notice(`Deployment "${name}": ${outcome}`)
      if (inputs.summary) runner.writeSummary(reporter.renderSummary({ outcome }))
    } catch (error) {
      const failure = signal.aborted ? await describeCancellation(context) : error
      const outcome = describeFailedCommand(inputs)
      if (inputs.summary)
        runner.writeSummary(reporter.renderSummary({ outcome, failure: formatError(failure) }))
      throw failure
    }
  })
}

/** After a rollback, nothing else names the model that was not deployed. */
function describeFailedCommand({ command, model }: DeployInputs): string {
  switch (command) {
    case 'apply':
      return `deploying model ${model} failed`
    case 'delete':
      return 'deleting it failed'
    case 'show':
      return 'reading it failed'
  }
}

/** Everything that a command needs. */
interface DeployContext {
  inputs: DeployInputs
  deps: Dependencies
  deadline: number
  manager: DeploymentManager
  reporter: DeployReporter
}

/** Each carries out a command and returns its outcome in a few words. */
const COMMANDS = { apply, delete: remove, show } satisfies Record<
  DeployInputs['command'],
  (context: DeployContext) => Promise<string>
>

async function apply(context: DeployContext): Promise<string> {
  const { inputs, deps, manager, reporter } = context
  const { runner, clock, signal } = deps
  const first = await manager.readFirst()
  const { model } = getDesired(inputs, first)
  // Before any change: an address or a credential that the probe cannot use must not cost a rollback.
  const probe = await prepareProbe(context, model.name)
  const before = await manager.waitUntilSettled(first)
  reporter.setBefore(before)
  await applyDeployment({
    name: inputs.deployment,
    desired: getDesired(inputs, before),
    manager,
    reporter,
    probe,
    onFailure: inputs['on-failure'],
    runner,
    clock,
    signal,
  })
  const answers = probe ? ' and answers' : ''
  return `${reporter.changed ? 'now has' : 'already had'} model ${model.name}${answers}`
}

/** Returns what the deployment is to be: SKU and capacity default to those of the existing one. */
function getDesired(inputs: DeployInputs, existing: Deployment | undefined): DesiredDeployment {
  const { deployment, model, sku = existing?.sku, capacity = existing?.capacity } = inputs
  const reason = existing
    ? `Azure does not report that of deployment "${deployment}"`
    : `deployment "${deployment}" does not exist yet`
  const missing = [sku === undefined && 'sku', capacity === undefined && 'capacity'].filter(Boolean)
  if (sku === undefined || capacity === undefined)
    throw new ActionError(missing.map((name) => `input "${name}": is required, since ${reason}`).join('\n'))
  if (model === undefined) throw new Error('the inputs name no model')
  const { 'model-format': format, 'model-version': version, 'model-source': source } = inputs
  return { model: { format, name: model, version, source }, sku, capacity }
}

/** Returns the probe of a model, after checking that it has an address and a credential. */
async function prepareProbe(
  context: DeployContext,
  model: string,
): Promise<(() => Promise<void>) | undefined> {
  const { inputs, deps, deadline, manager, reporter } = context
  const { fetch, userAgent } = deps
  if (!inputs.probe) {
    await findEndpoint(context)
    return undefined
  }
  const baseUrl = await findModelUrl(context)
  const credentials = createModelAuth(inputs, deps)
  await manager.retryBeforeChange(() => credentials.getHeaders())
  return async () => {
    await waitUntilAnswering({
      ...retryOptions(deps),
      connection: { baseUrl, headers: { 'user-agent': userAgent }, credentials },
      fetch,
      deployment: inputs.deployment,
      model,
      previousModel: reporter.before?.model.name,
      deadline,
    })
    reporter.setAnswered()
  }
}

async function findModelUrl(context: DeployContext): Promise<string> {
  const { inputs, manager } = context
  const { 'base-url': baseUrl, 'management-url': managementUrl } = inputs
  if (baseUrl !== undefined) {
    await findEndpoint(context)
    return withAzureApiPath(baseUrl)
  }
  return getInferenceBaseUrl(await manager.getEndpoint(), managementUrl)
}

/** Sets the output `endpoint`, which nothing else of this step needs: a warning if the account cannot be read. */
async function findEndpoint({ manager, deps }: DeployContext): Promise<void> {
  try {
    await manager.getEndpoint(deps.clock.now() + ENDPOINT_MS)
  } catch (error) {
    rethrowUnexpected(error, deps.signal)
    deps.runner.warning(`The endpoint of the account is unknown: ${formatError(error)}`)
  }
}

/** Deletes the deployment, if there is one. */
async function remove({ manager, reporter }: DeployContext): Promise<string> {
  const before = await manager.readFirst()
  if (!before) return 'did not exist, so nothing was deleted'
  await manager.remove()
  reporter.setChanged(true)
  return `was deleted (model ${before.model.name})`
}

/** Shows what is behind the name; changes nothing. */
async function show(context: DeployContext): Promise<string> {
  const current = await context.manager.readFirst()
  await findEndpoint(context)
  return current ? `has model ${current.model.name} (${current.state})` : 'does not exist'
}

function createManagementAuth(inputs: DeployInputs, deps: Dependencies): Credentials {
  const { 'azure-token': token, 'management-url': managementUrl } = inputs
  if (token !== undefined) return createApiKeyAuth(token, 'bearer', AZURE)
  return createEntraAuth(inputs, getCloud(managementUrl).managementScope, deps)
}

/** A key wins over the identity, which may have the role for deployments and none for the model. */
function createModelAuth(inputs: DeployInputs, deps: Dependencies): Credentials {
  const { 'api-key': key, 'management-url': managementUrl } = inputs
  if (key !== undefined) return createApiKeyAuth(key, 'auto', AZURE)
  return createEntraAuth(inputs, getCloud(managementUrl).modelScope, deps)
}

function createEntraAuth(inputs: DeployInputs, scope: string, deps: Dependencies): Credentials {
  const { 'azure-tenant-id': tenantId, 'azure-client-id': clientId, 'management-url': managementUrl } = inputs
  if (!tenantId || !clientId) throw new Error('the inputs name no way to authenticate')
  const tokenUrl = inputs['token-url'] ?? entraTokenUrl(tenantId, getCloud(managementUrl).loginHost)
  return createIdentityAuth({ kind: 'entra', tokenUrl, clientId, scope }, inputs['oidc-audience'], deps)
}

/** Returns the error of a cancelled step, which says what is left behind the name. */
async function describeCancellation(context: DeployContext): Promise<ActionError> {
  const { inputs, deps, manager } = context
  const now = await manager.describeNow(CANCEL_DESCRIBE_MS)
  return new ActionError(
    `${formatError(deps.signal.reason)} Deployment "${inputs.deployment}" is left as it is. ${now} A change that Azure has accepted goes on.`,
    { hint: describeNextStep(context) },
  )
}

/** Says how to go on, or back: a second run finds the new model already there, and does not know the one before it. */
function describeNextStep({ inputs, deps, reporter }: DeployContext): string | undefined {
  const { command, model } = inputs
  const { before, requested } = reporter
  if (command === 'show') return undefined
  const runAgain = `Run the ${deps.runner.isCommandLine ? 'command' : 'workflow'} again to`
  if (command === 'delete') return `${runAgain} delete it.`
  if (!requested) return `${runAgain} deploy model ${model}.`
  const previous = before?.model.name
  if (previous === model) return `${runAgain} complete the change.`
  const wayBack = previous === undefined ? 'delete the deployment' : `deploy model ${previous}`
  return `${runAgain} complete the change. To roll back, ${wayBack}.`
}
