import { LOOPBACK_HOST } from '../http/secure-url.ts'

/** What is particular to a server of this API. It is recognized by its host, so that no input has to name a vendor. */
export interface Provider {
  /** The vendor's name for messages. */
  name: string
  /** The header in which it expects an API key. */
  keyHeader: 'bearer' | 'api-key'
  /** Larger files are uploaded in parts. */
  maxSingleUploadBytes: number
  /** Whether it has the endpoints that are called before a job is created: `graders/validate` and `model_limits`. */
  hasPreflight: boolean
  /** Whether the name of a model can have a suffix of the user's. */
  hasSuffix: boolean
  /** What the user has to do before a fine-tuned model can be called. */
  deployment?: string
}

/** API reference, Files: "Individual files can be up to 512 MB". */
const MAX_FILE_BYTES = 512_000_000

/** What any server of this API is assumed to support. */
const genericProvider = (name: string): Provider => ({
  name,
  keyHeader: 'bearer',
  maxSingleUploadBytes: MAX_FILE_BYTES,
  hasPreflight: false,
  hasSuffix: true,
})

const OPENAI: Provider = { ...genericProvider('OpenAI'), hasPreflight: true }

/** Azure OpenAI. */
export const AZURE: Provider = {
  ...genericProvider('Azure OpenAI'),
  keyHeader: 'api-key',
  // microsoft/azure-skills, large-file-uploads: single uploads may fail silently from about 150 MB.
  maxSingleUploadBytes: 100_000_000,
  deployment: 'On Azure a model can be called only after you deploy it: use the action "deploy".',
}

/** By host; OpenAI's regional hosts are those of its official client. */
const PROVIDERS: [host: RegExp, provider: Provider][] = [
  [/^(\w{2}\.)?api\.openai\.com$/, OPENAI],
  [/\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/, AZURE],
  [/^api\.tokenfactory\.nebius\.com$/, genericProvider('Nebius Token Factory')],
  // "suffix field is not supported" (Amazon Bedrock user guide).
  [/^bedrock-mantle\.[\w-]+\.api\.aws$/, { ...genericProvider('Amazon Bedrock'), hasSuffix: false }],
  [LOOPBACK_HOST, { ...genericProvider('this machine'), hasPreflight: true }],
]

/** Returns the provider at a host, or undefined for an unknown host. */
export function findKnownProvider(hostname: string): Provider | undefined {
  return PROVIDERS.find(([host]) => host.test(hostname.toLowerCase()))?.[1]
}

/** Returns the provider at a host, a generic one for an unknown host. */
export function getProvider(hostname: string): Provider {
  return findKnownProvider(hostname) ?? genericProvider(hostname)
}

/** Returns whether a host is OpenAI's or Azure's own: those are known to keep metadata and what a request names. */
export function isFirstPartyHost(hostname: string): boolean {
  const provider = findKnownProvider(hostname)
  return provider === OPENAI || provider === AZURE
}

/** Returns whether a host is OpenAI's own. */
export function isOpenAI(hostname: string): boolean {
  return findKnownProvider(hostname) === OPENAI
}

/** The path of the API at an Azure account. */
export const AZURE_API_PATH = '/openai/v1'

/** What Azure's portals show as the endpoint: the address of an account, or of a project of Foundry. */
const AZURE_ENDPOINT_PATH = /^(\/api\/projects\/[^/]+)?\/?$/

/** Returns an address with the path of Azure's API, unless it has another path already. */
export function withAzureApiPath(address: string): string {
  const url = new URL(address)
  const endpoint = AZURE_ENDPOINT_PATH.exec(url.pathname)
  if (endpoint) url.pathname = `${endpoint[1] ?? ''}${AZURE_API_PATH}`
  return url.href
}

/** Returns the address of the API: on Azure hosts with its path, which the portals do not show; elsewhere as it is. */
export function completeAzureBaseUrl(baseUrl: string): string {
  return findKnownProvider(new URL(baseUrl).hostname) === AZURE ? withAzureApiPath(baseUrl) : baseUrl
}

/** Returns the address of a job's page, which only OpenAI is known to have. */
export function jobUrl(host: string, jobId: string): string | undefined {
  return host === 'api.openai.com'
    ? `https://platform.openai.com/finetune/${encodeURIComponent(jobId)}`
    : undefined
}
