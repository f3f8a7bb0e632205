/** The hosts at which Azure serves this API; they want the key in a header of their own. */
const AZURE_HOSTS = /\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/

/**
 * The one header that carries a credential. `auto` is `api-key` at Azure's hosts, unless the key is a JWT (an
 * Entra token), and `bearer` everywhere else.
 */
export function credentialHeader(
  key: string,
  scheme: 'auto' | 'bearer' | 'api-key',
  host: string,
): Record<string, string> {
  const azure = AZURE_HOSTS.test(host.toLowerCase())
  const apiKey = scheme === 'api-key' || (scheme === 'auto' && azure && !JWT.test(key))
  return apiKey ? { 'api-key': key } : { authorization: `Bearer ${key}` }
}

const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/
