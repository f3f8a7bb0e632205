import { z } from 'zod'
import type { JsonObject } from '../json.ts'
import { optionalText } from '../openai/fields.ts'

/** What deployments are compared by. What is undefined is not known, or makes no difference. */
export interface DeploymentTarget {
  model: { name: string; version?: string | undefined }
  sku?: string | undefined
  capacity?: number | undefined
}

/** A deployment as Azure Resource Manager reports it. */
export interface Deployment extends DeploymentTarget {
  /** The provisioning state in Azure's words: `Creating`, `Succeeded`, `Failed` and others. */
  state: string
  /** The whole resource, which an update sends back with another model. */
  body: JsonObject
}

/** What a deployment is to be. */
export interface DesiredDeployment extends DeploymentTarget {
  model: { format: string; name: string; version: string; source?: string | undefined }
  sku: string
  capacity: number
}

const DeploymentBody = z.looseObject({
  id: optionalText,
  name: optionalText,
  sku: z
    .looseObject({ name: optionalText, capacity: z.coerce.number().optional().catch(undefined) })
    .nullish()
    .catch(undefined),
  properties: z.looseObject({
    provisioningState: optionalText,
    model: z.looseObject({ name: z.string().min(1), version: optionalText }),
  }),
})

/** Decodes a deployment; throws when it is another one than `name`. */
export function decodeDeployment(body: unknown, name: string): Deployment {
  const { id, name: ownName, sku, properties } = DeploymentBody.parse(body)
  const reportedName = (ownName ?? id)?.split('/').at(-1)
  if (reportedName !== undefined && !isSameText(reportedName, name))
    throw new Error(`a deployment named ${reportedName}`)
  return {
    model: { name: properties.model.name, version: properties.model.version },
    sku: sku?.name,
    capacity: sku?.capacity,
    // A resource without a provisioning state is provisioned (Azure Resource Manager, asynchronous operations).
    state: properties.provisioningState ?? 'Succeeded',
    body: z.record(z.string(), z.unknown()).parse(body),
  }
}

/** Returns whether a deployment has the model of the target. */
export function hasModel({ model }: Deployment, target: DeploymentTarget): boolean {
  const { name, version } = target.model
  const hasVersion =
    model.version === undefined || version === undefined || isSameText(model.version, version)
  return isSameText(model.name, name) && hasVersion
}

/** Returns whether a deployment has the model, SKU and capacity of the target. */
export function isAsDesired(deployment: Deployment, target: DeploymentTarget): boolean {
  const { sku, capacity } = deployment
  return (
    hasModel(deployment, target) &&
    (sku === undefined || target.sku === undefined || isSameText(sku, target.sku)) &&
    (capacity === undefined || target.capacity === undefined || capacity === target.capacity)
  )
}

/** Returns whether the same is behind a name at two moments: the same model, SKU and capacity, or nothing. */
export function isUnchanged(current: Deployment | undefined, before: Deployment | undefined): boolean {
  return current && before ? isAsDesired(current, before) : current === before
}

/** Returns whether two names of Azure are the same: it ignores their case. */
export function isSameText(a: string | undefined, b: string | undefined): boolean {
  return a?.toLowerCase() === b?.toLowerCase()
}

/** Returns whether Azure has finished with a deployment; a state that is not known counts as in progress. */
export function isSettled({ state }: Deployment): boolean {
  return /^(succeeded|failed|cancell?ed|disabled)$/i.test(state)
}

/** Returns whether a deployment is provisioned, which does not mean that its model answers. */
export function isProvisioned({ state }: Deployment): boolean {
  return /^succeeded$/i.test(state)
}

/** Read-only fields of the resource and of its properties (Cognitive Services REST API, 2025-06-01). */
const READ_ONLY = ['id', 'name', 'type', 'etag', 'systemData']
const READ_ONLY_PROPERTIES = [
  'provisioningState',
  'capabilities',
  'rateLimits',
  'callRateLimit',
  'currentCapacity',
  'dynamicThrottlingEnabled',
]
const READ_ONLY_MODEL = ['callRateLimit', 'publisher', 'sourceAccount']

const withoutFields = (object: unknown, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(Object(object)).filter(([name]) => !names.includes(name)))

/** Returns the body that gives a deployment its present form again. */
export function buildRestoreBody({ body }: Deployment): JsonObject {
  const properties = withoutFields(body.properties, READ_ONLY_PROPERTIES)
  return {
    ...withoutFields(body, READ_ONLY),
    properties: { ...properties, model: withoutFields(properties.model, READ_ONLY_MODEL) },
  }
}

/** Returns the body that creates a deployment, or changes model and SKU of one and keeps everything else as it is. */
export function buildDeploymentBody(
  existing: Deployment | undefined,
  desired: DesiredDeployment,
): JsonObject {
  const { source, ...model } = desired.model
  const kept: JsonObject = existing ? buildRestoreBody(existing) : {}
  const isSameSku = isSameText(existing?.sku, desired.sku)
  return {
    ...kept,
    sku: { ...(isSameSku && Object(kept.sku)), name: desired.sku, capacity: desired.capacity },
    properties: { ...Object(kept.properties), model: { ...model, ...(source && { source }) } },
  }
}

/** Describes what is behind a name: `model m (Succeeded)`, or that there is nothing. */
export function describeDeployment(deployment: Deployment | undefined): string {
  return deployment ? `model ${deployment.model.name} (${deployment.state})` : 'no deployment'
}
