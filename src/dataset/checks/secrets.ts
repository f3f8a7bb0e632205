/** A kind of secret: how a message names it, and its pattern. */
interface SecretKind {
  name: string
  pattern: RegExp
}

// Only formats that a secret shows by itself. Sources: the issuers' own descriptions of their formats (GitHub, Slack,
// Stripe, AWS), the rules of gitleaks 8 (config/gitleaks.toml), and for Azure those of microsoft/security-utilities
// (SEC101/156 and SEC101/200). Every pattern takes linear time: it begins with a fixed prefix at the start of a word, or
// all its lengths are bounded.
const KINDS: readonly SecretKind[] = [
  // "T3BlbkFJ" is "OpenAI" in base64.
  { name: 'an OpenAI API key', pattern: /(?<![\w-])sk-[\w-]{20,100}T3BlbkFJ[\w-]{20,100}/g },
  { name: 'an Anthropic API key', pattern: /(?<![\w-])sk-ant-(?:api|admin)\d\d-[\w-]{93}AA(?![\w-])/g },
  { name: 'an OpenRouter API key', pattern: /(?<![\w-])sk-or-v1-[0-9a-f]{64}(?![\w-])/g },
  { name: 'a Hugging Face token', pattern: /(?<![A-Za-z0-9])hf_[A-Za-z]{34}(?!\w)/g },
  { name: 'a GitHub token', pattern: /(?<![A-Za-z0-9])gh[oprsu]_[A-Za-z0-9]{36,255}(?!\w)/g },
  { name: 'a GitHub token', pattern: /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?!\w)/g },
  { name: 'a GitLab token', pattern: /(?<![A-Za-z0-9])gl(?:pat|dt|rt|ptt|oas)-[\w-]{20,64}(?![\w-])/g },
  { name: 'an npm token', pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?!\w)/g },
  { name: 'a PyPI token', pattern: /(?<![A-Za-z0-9])pypi-AgEIcHlwaS5vcmc[\w-]{50}/g },
  // The documentation of AWS has keys that end in EXAMPLE.
  { name: 'an AWS access key', pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?!\w)/g },
  {
    name: 'an Amazon Bedrock API key',
    pattern: /(?<![A-Za-z0-9])ABSK[A-Za-z0-9+/]{109,269}(?![A-Za-z0-9])/g,
  },
  {
    name: 'an Amazon Bedrock API key',
    pattern: /(?<![A-Za-z0-9])bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t/g,
  },
  {
    name: 'an Azure key',
    pattern:
      /(?<![A-Za-z0-9])[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{16}[A-Za-z][A-Za-z0-9]{7}(?:[A-Za-z0-9]{2}==)?(?![A-Za-z0-9])/g,
  },
  { name: 'an Azure storage key', pattern: /(?<![A-Za-z0-9])AccountKey=[A-Za-z0-9+/]{86}==/g },
  {
    name: 'a Microsoft Entra client secret',
    pattern: /(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,34}(?![\w~-])/g,
  },
  { name: 'a Google API key', pattern: /(?<![\w-])AIza[\w-]{35}(?![\w-])/g },
  { name: 'a Google client secret', pattern: /(?<![\w-])GOCSPX-[\w-]{28}(?![\w-])/g },
  { name: 'a Slack token', pattern: /(?<![A-Za-z0-9])xox[bp](?:-\d{10,13}){2,3}-[A-Za-z0-9]{24,34}(?!\w)/g },
  { name: 'a Slack token', pattern: /(?<![A-Za-z0-9])xapp-\d-[A-Z0-9]{8,16}-\d{10,16}-[a-f0-9]{64}(?!\w)/g },
  {
    name: 'a Slack webhook',
    pattern: /(?<![\w.])hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{43,56}/g,
  },
  { name: 'a Stripe key', pattern: /(?<![A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{20,110}(?!\w)/g },
  { name: 'a SendGrid API key', pattern: /(?<![A-Za-z0-9])SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g },
  { name: 'a Databricks token', pattern: /(?<![A-Za-z0-9])dapi[a-f0-9]{32}(?:-\d)?(?!\w)/g },
  { name: 'a DigitalOcean token', pattern: /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}(?!\w)/g },
  { name: 'a Shopify token', pattern: /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}(?!\w)/g },
  // Header and payload are JSON objects, which begin with "eyJ" in base64.
  { name: 'a JSON Web Token', pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g },
  // The first line of base64 follows headers, of which encrypted keys and PGP have some. Within JSON or source code, the
  // line breaks are written as "\n".
  {
    name: 'a private key',
    pattern:
      /-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\\[nr]|\s){1,8}(?:[A-Za-z-]{1,20}: [^\n\\]{1,80}(?:\\[nr]|\s){1,8}){0,4}[A-Za-z0-9+/=]{40}/g,
  },
]

// What documentation writes in place of a secret: a word, an alphabet, repeated characters; and the payload of the
// example of jwt.io, `{"sub":"1234567890",…`.
const PLACEHOLDER =
  /example|sample|dummy|placeholder|redacted|your[_-]?(?:api|key|token|secret)|abcdef|123456|(.)\1{5}|eyJzdWIiOiIxMjM0NTY3ODkwI/i

/** Returns the names of the kinds of secrets that a text seems to contain. Takes time linear in the text. */
export function findSecrets(text: string): string[] {
  const found = KINDS.filter(({ pattern }) =>
    [...text.matchAll(pattern)].some(([match]) => !PLACEHOLDER.test(match)),
  )
  return [...new Set(found.map(({ name }) => name))]
}

// The beginning of each kind, or another fixed part of it. Private keys have white space in theirs.
const HINT =
  /sk-|hf_|gh[oprsu]_|hub_pat_|gl[a-z]{2,3}-|npm_|pypi-|A[KS]IA|ABIA|ACCA|ABSK|bedrock-api|JQQJ9|[78]Q~|AccountKey=|AIza|GOCSPX|xox[bp]-|xapp-|hooks\.slack|[rs]k_live_|SG\.|dapi|do[opr]_v1_|shp[a-z]{2}_|eyJ/
const PRIVATE_KEY = Buffer.from('PRIVATE KEY')
/** The shortest kind is an AWS access key. */
const MIN_LENGTH = 20
const IS_WORD = new Uint8Array(256)
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.~'))
  IS_WORD[byte] = 1

/**
 * Returns whether a line of JSON may contain a secret: only few lines have a long word with a fixed part of one. A word
 * consists of characters of secrets. Most words are short, so most bytes are not read. A secret that JSON escapes inside of
 * its fixed part, as in `hooks.slack.com\/services`, is missed.
 */
export function mayContainSecret(line: Buffer): boolean {
  let hasLongWord = false
  let start = 0
  for (let i = MIN_LENGTH - 1; i < line.length; i = start + MIN_LENGTH - 1) {
    let before = i
    while (before >= start && isWordByte(line[before])) before--
    if (before >= start) {
      start = before + 1
      continue
    }
    let end = i + 1
    while (isWordByte(line[end])) end++
    hasLongWord = true
    if (HINT.test(line.toString('latin1', start, end))) return true
    start = end + 1
  }
  // A line of a private key is a long word.
  return hasLongWord && line.includes(PRIVATE_KEY)
}

function isWordByte(byte = 0): boolean {
  return IS_WORD[byte] === 1
}
