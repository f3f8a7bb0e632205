/** What is particular to a server of this API; known by its host, so that nobody has to name a vendor. */
export interface Provider {
  /** What people call it. */
  name: string
  /** The header in which it wants a key. */
  keyHeader: 'bearer' | 'api-key'
  /** Bytes; what is larger is uploaded in parts. */
  largestPlainUpload: number
  /** Whether it can be asked about a job before it is created: about graders (`graders/validate`), and `model_limits`. */
  hasPreflight: boolean
  /** What is to be done before a fine-tuned model answers. */
  deployment?: string
}

/** API reference, Files: "Individual files can be up to 512 MB". */
const MAX_FILE = 512_000_000

const OPENAI: Provider = {
  name: 'OpenAI',
  keyHeader: 'bearer',
  largestPlainUpload: MAX_FILE,
  hasPreflight: true,
}

const AZURE: Provider = {
  name: 'Azure OpenAI',
  keyHeader: 'api-key',
  // microsoft/azure-skills, large-file-uploads: plain uploads may fail in silence from about 150 MB.
  largestPlainUpload: 100_000_000,
  hasPreflight: false,
  deployment:
    'At Azure a model answers only when it was deployed: create a deployment of it in the same resource.',
}

const other = (name: string): Provider => ({
  name,
  keyHeader: 'bearer',
  largestPlainUpload: MAX_FILE,
  hasPreflight: false,
})

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** By host; OpenAI's regional ones are those of its official client. */
const PROVIDERS: [host: RegExp, provider: Provider][] = [
  [/^(\w{2}\.)?api\.openai\.com$/, OPENAI],
  [/\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/, AZURE],
  [/^api\.tokenfactory\.nebius\.com$/, other('Nebius Token Factory')],
  [/^bedrock-mantle\.[\w-]+\.api\.aws$/, other('Amazon Bedrock')],
  [LOOPBACK, { ...other('this machine'), hasPreflight: true }],
]

/** The provider at a host; undefined when it is none that we know. */
export function knownProvider(hostname: string): Provider | undefined {
  return PROVIDERS.find(([host]) => host.test(hostname.toLowerCase()))?.[1]
}

/** The provider at a host, or what may be supposed of any server of this API. */
export function providerOf(hostname: string): Provider {
  return knownProvider(hostname) ?? other(hostname)
}

/** Whether a credential may be sent there: by https, or without it to this machine, where nobody listens on the way. */
export function mayCarryCredentials({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
}

/** Whether a host is OpenAI's own. */
export const isOpenai = (hostname: string) => knownProvider(hostname) === OPENAI
