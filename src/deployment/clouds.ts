import { ActionError } from '../errors.ts'
import { isSecureUrl, LOOPBACK_HOST } from '../http/secure-url.ts'
import { withAzureApiPath } from '../openai/provider.ts'

/** The addresses of a cloud of Azure at which tokens are issued, and for which. */
interface Cloud {
  /** Entra's host. */
  loginHost: string
  /** The scope of Azure Resource Manager. */
  managementScope: string
  /** The scope of the models. */
  modelScope: string
}

const PUBLIC: Cloud = {
  loginHost: 'login.microsoftonline.com',
  managementScope: 'https://management.azure.com/.default',
  modelScope: 'https://cognitiveservices.azure.com/.default',
}

/** The sovereign clouds by the host of their Resource Manager (Azure documentation, national clouds). */
const SOVEREIGN = new Map<string, Cloud>([
  [
    'management.usgovcloudapi.net',
    {
      loginHost: 'login.microsoftonline.us',
      managementScope: 'https://management.usgovcloudapi.net/.default',
      modelScope: 'https://cognitiveservices.azure.us/.default',
    },
  ],
  [
    'management.chinacloudapi.cn',
    {
      loginHost: 'login.partner.microsoftonline.cn',
      managementScope: 'https://management.chinacloudapi.cn/.default',
      modelScope: 'https://cognitiveservices.azure.cn/.default',
    },
  ],
])

/** Returns the cloud of a Resource Manager; for an unknown host, the public one. */
export function getCloud(managementUrl: string): Cloud {
  return SOVEREIGN.get(new URL(managementUrl).hostname) ?? PUBLIC
}

const MODEL_HOST =
  /\.((openai|services\.ai|cognitiveservices)\.azure\.(com|us|cn)|api\.cognitive\.(microsoft\.(com|us)|azure\.cn))$/

/**
 * Returns the base URL of the models of an account. The server names that address, so a credential goes there only if the
 * host is one of Azure's, or this machine's when Resource Manager is there too; throws an ActionError otherwise.
 */
export function getInferenceBaseUrl(endpoint: string, managementUrl: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (!url || !isModelUrl(url, managementUrl))
    throw new ActionError(`The endpoint of the account, ${endpoint}, is not an address of Azure`, {
      hint: 'Set "base-url" to the address to which the probe may send its credential.',
    })
  return withAzureApiPath(url.href)
}

function isModelUrl(url: URL, managementUrl: string): boolean {
  const isLocal = LOOPBACK_HOST.test(url.hostname) && LOOPBACK_HOST.test(new URL(managementUrl).hostname)
  return isSecureUrl(url) && !url.username && (isLocal || MODEL_HOST.test(url.hostname))
}
