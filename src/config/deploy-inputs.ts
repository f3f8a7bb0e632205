import type { z } from 'zod'
import type { Audience } from '../dependencies.ts'
import { headerText, url } from './connection-inputs.ts'
import { boolean, choice, decimal, text, wholeNumber } from './fields.ts'
import { expectedError } from './validate.ts'

const ACCOUNT_ID =
  /^\/subscriptions\/[\w-]+\/resourceGroups\/[\p{L}\p{N}_.()-]*[\p{L}\p{N}_()-]\/providers\/Microsoft\.CognitiveServices\/accounts\/[\w-][\w.-]*\/?$/iu

const accountId = text
  .regex(
    ACCOUNT_ID,
    expectedError(
      'the resource id of the account, /subscriptions/ID/resourceGroups/NAME/providers/Microsoft.CognitiveServices/accounts/NAME',
    ),
  )
  .transform((id) => id.replace(/\/$/, ''))

const visibleText = (description: string) => text.regex(/^[\x21-\x7e]{1,256}$/, expectedError(description))

/** The inputs of the action `deploy`. */
export const deployFields = {
  'azure-tenant-id': text.optional(),
  'azure-client-id': text.optional(),
  'oidc-audience': text.optional(),
  'token-url': url.optional(),
  'azure-token': text
    .regex(/^[\x21-\x7e]+$/, { error: 'must be one word of printable ASCII, without "Bearer"' })
    .optional(),
  'api-key': headerText.optional(),
  'resource-id': accountId,
  deployment: text.regex(
    /^[A-Za-z0-9][\w.-]{0,63}$/,
    expectedError('the name of a deployment: at most 64 letters, digits, ".", "_" and "-"'),
  ),
  model: visibleText('the name of a model, as in the output fine-tuned-model').optional(),
  'model-format': text.default('OpenAI'),
  'model-version': visibleText('the version of a model').default('1'),
  'model-source': accountId.optional(),
  sku: visibleText('the name of a SKU, such as Standard').optional(),
  capacity: wholeNumber(1_000_000).optional(),
  probe: boolean.default(true),
  'on-failure': choice('rollback', 'keep').default('rollback'),
  command: choice('apply', 'delete', 'show').default('apply'),
  'management-url': url
    .refine((value) => !URL.canParse(value) || new URL(value).search === '', {
      error: 'must not contain a query ("?")',
    })
    // Azure Resource Manager of the public cloud.
    .default('https://management.azure.com'),
  'base-url': url.optional(),
  timeout: decimal('a number of minutes above 0', (minutes) => minutes > 0)
    .default(30)
    .transform((minutes) => minutes * 60_000),
  summary: boolean.default(true),
}

/** The parsed inputs of the action `deploy`. */
export type DeployInputs = z.output<z.ZodObject<typeof deployFields>>

const IDENTITY = ['azure-tenant-id', 'azure-client-id'] as const

/** Returns what one input of `deploy` requires of another: one way to authenticate, a model, a credential of the probe. */
export function findDeployProblems(inputs: ReadonlyMap<string, string>, audience: Audience): string[] {
  const hasIdentity = IDENTITY.some((name) => inputs.has(name))
  return [
    ...findCredentialProblems(inputs, hasIdentity, audience),
    ...((inputs.get('command') ?? 'apply') === 'apply'
      ? findApplyProblems(inputs, hasIdentity, audience)
      : []),
  ]
}

function findCredentialProblems(
  inputs: ReadonlyMap<string, string>,
  hasIdentity: boolean,
  { isCommandLine }: Audience,
): string[] {
  const hasToken = inputs.has('azure-token')
  if (!hasIdentity && !hasToken)
    return [
      isCommandLine
        ? 'input "azure-token": is required; set OPENAI_FINE_TUNE_AZURE_TOKEN, or use --azure-token-file (az account get-access-token --query accessToken -o tsv prints a token)'
        : 'input "azure-client-id": is required, with "azure-tenant-id"; or "azure-token"',
    ]
  if (hasIdentity && hasToken)
    return [
      'inputs "azure-token" and "azure-client-id": are different ways to authenticate; give one of them',
    ]
  if (hasIdentity)
    return IDENTITY.filter((name) => !inputs.has(name)).map((name) => `input "${name}": is required`)
  return ['token-url', 'oidc-audience']
    .filter((name) => inputs.has(name))
    .map((name) => `input "${name}": has no effect with "azure-token"`)
}

function findApplyProblems(
  inputs: ReadonlyMap<string, string>,
  hasIdentity: boolean,
  { isCommandLine }: Audience,
): string[] {
  const problems = inputs.has('model') ? [] : ['input "model": is required']
  const hasProbe = inputs.get('probe')?.toLowerCase() !== 'false'
  if (hasProbe && !hasIdentity && !inputs.has('api-key'))
    problems.push(
      isCommandLine
        ? 'input "probe": needs a credential for the model: set AZURE_OPENAI_API_KEY, or use --api-key-file (the token is sent to Azure Resource Manager only); or set --probe false'
        : 'input "probe": needs a credential for the model: "api-key", or "azure-tenant-id" with "azure-client-id" ("azure-token" is sent to Azure Resource Manager only); or set "probe: false"',
    )
  return problems
}
