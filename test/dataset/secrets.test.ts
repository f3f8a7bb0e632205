import { describe, expect, it } from 'vitest'
import { findSecrets } from '../../src/dataset/checks/secrets.ts'
import { assistant, inspectText } from './inspected.ts'

// Put together here, because scanners of repositories would take a complete one for a leak.
let state = 1
const random = (alphabet: string, length: number) =>
  Array.from({ length }, () => {
    state = (state * 48271) % 0x7fffffff
    return alphabet[state % alphabet.length]
  }).join('')
const LETTERS = 'QwErTyUiOpAsDfGhJkLzXcVbNm'
const letters = (length: number) => random(LETTERS, length)
const word = (length: number) => random(`${LETTERS}0829147536`, length)
const hex = (length: number) => random('0f3a9c5e1b7d2864', length)
const digits = (length: number) => random('8203947165', length)
const base32 = (length: number) => random('QWERTYUIOPASDFGHJKLZXCVBNM234567', length)
const pem = (kind: string, newline: string) =>
  [`-----BEGIN ${kind}PRIVATE KEY-----`, word(64), word(64), `-----END ${kind}PRIVATE KEY-----`].join(newline)

const SECRETS: [kind: string, secret: string][] = [
  ['an OpenAI API key', `sk-${word(20)}T3BlbkFJ${word(20)}`],
  ['an OpenAI API key', `sk-proj-${word(74)}T3BlbkFJ${word(74)}`],
  ['an OpenAI API key', `sk-svcacct-${word(58)}T3BlbkFJ${word(58)}`],
  ['an Anthropic API key', `sk-ant-${'api03'}-${word(93)}AA`],
  ['an OpenRouter API key', `sk-or-${'v1'}-${hex(64)}`],
  ['a Hugging Face token', `hf_${letters(34)}`],
  ['a GitHub token', `ghp_${word(36)}`],
  ['a GitHub token', `ghs_${word(36)}`],
  ['a GitHub token', `github_pat_${word(22)}_${word(59)}`],
  ['a GitLab token', `glpat-${word(20)}`],
  ['an npm token', `npm_${word(36)}`],
  ['a PyPI token', `pypi-${'AgEIcHlwaS5vcmc'}${word(60)}`],
  ['an AWS access key', `AKIA${base32(16)}`],
  ['an Amazon Bedrock API key', `ABSK${word(110)}==`],
  ['an Amazon Bedrock API key', `bedrock-api-key-${'YmVkcm9jay5hbWF6b25hd3MuY29t'}${word(40)}`],
  ['an Azure key', `${word(52)}${'JQQJ9'}9A${'C'}${word(16)}${'A'}${word(7)}`],
  ['an Azure storage key', `DefaultEndpointsProtocol=https;AccountKey=${word(86)}==;`],
  ['a Microsoft Entra client secret', `${'q7W8Q'}~${word(34)}`],
  ['a Google API key', `AIza${word(35)}`],
  ['a Google client secret', `GOCSPX-${word(28)}`],
  ['a Slack token', `xoxb-${digits(12)}-${digits(13)}-${word(24)}`],
  ['a Slack token', `xapp-1-${base32(11)}-${digits(13)}-${hex(64)}`],
  ['a Slack webhook', `https://hooks.slack.com/${'services'}/T${base32(8)}/B${base32(10)}/${word(24)}`],
  ['a Stripe key', `sk_${'live'}_${word(24)}`],
  ['a SendGrid API key', `SG.${word(22)}.${word(43)}`],
  ['a Databricks token', `dapi${hex(32)}`],
  ['a DigitalOcean token', `dop_${'v1'}_${hex(64)}`],
  ['a Shopify token', `shpat_${hex(32)}`],
  ['a JSON Web Token', `eyJ${word(30)}.eyJ${word(60)}.${word(43)}`],
  ['a private key', pem('', '\n')],
  ['a private key', pem('RSA ', '\r\n')],
  ['a private key', pem('OPENSSH ', '\\n')],
  [
    'a private key',
    `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${hex(32)}\n\n${word(64)}`,
  ],
]

const PLACEHOLDERS = [
  `AKIA${'IOSFODNN7EXAMPLE'}`,
  `ghp_${'x'.repeat(36)}`,
  `ghp_${'abcdefghijklmnopqrstuvwxyz0123456789'}`,
  `hf_${'YourTokenHereYourTokenHereYourToken'.slice(0, 34)}`,
  `sk-${'your-api-key'}-${word(20)}T3BlbkFJ${word(20)}`,
  `sk_${'live'}_${'1234567890'.repeat(3)}`,
  // The example of jwt.io.
  `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.${word(43)}`,
]

const HARMLESS: [why: string, text: string][] = [
  ['a word that only contains the prefix of a key', `task-management-${word(20)}`],
  ['an identifier of a longer word', `MAKIA${base32(16)}`],
  ['a longer word that begins like a token', `hf_${letters(35)}`],
  ['a public key', `-----BEGIN PUBLIC KEY-----\n${word(64)}\n-----END PUBLIC KEY-----`],
  [
    'a private key that is cut off',
    '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg...\n-----END PRIVATE KEY-----',
  ],
  ['a test key of Stripe', `sk_test_${word(24)}`],
  ['a digest', hex(64)],
  ['a long address', 'https://example.com/articles/2026/11/a-long-title-of-an-article-about-tokens.html'],
  ['an image as data', `data:image/png;base64,iVBORw0KGgo${word(200)}`],
]

/** Returns the problems of a valid line whose first message has this text. */
async function inspectMessage(content: string) {
  const line = JSON.stringify({ messages: [{ role: 'user', content }, assistant] })
  return (await inspectText(`${line}\n`, { role: 'validation' })).problems
}

describe('a secret in the data', () => {
  it.each(SECRETS)('is found with its place and kind, but not quoted: %s', async (kind, secret) => {
    const expected = [
      {
        code: 'secret',
        severity: 'warning',
        file: 'd.jsonl',
        line: 1,
        path: 'messages[0].content',
        message: `the text has what looks like ${kind}, which the model may repeat`,
      },
    ]
    for (const text of [secret, `Use this:\n${secret}\tplease`, `{"key":"${secret}"}`, `Größe: ${secret}.`])
      expect(await inspectMessage(text), text).toEqual(expected)
  })

  it.each(PLACEHOLDERS)('is not what documentation writes in its place: %s', async (text) => {
    expect(await inspectMessage(text)).toEqual([])
  })

  it('is found after a placeholder of the same kind', () => {
    expect(findSecrets(`AKIA${'IOSFODNN7EXAMPLE'} AKIA${base32(16)}`)).toEqual(['an AWS access key'])
  })

  it.each(HARMLESS)('is not %s', async (_, text) => {
    expect(findSecrets(text)).toEqual([])
    expect(await inspectMessage(text)).toEqual([])
  })

  it('is reported once for each text and kind', async () => {
    const [first = '', second = ''] = [`ghp_${word(36)}`, `npm_${word(36)}`]
    const content = `${first} ${first} ${second} gho_${word(36)}`
    const line = JSON.stringify({
      messages: [
        { role: 'user', content },
        { role: 'assistant', content: first },
      ],
    })
    const { counts, problems } = await inspectText(`${line}\n`, { role: 'validation' })
    expect(counts.codes).toEqual({ secret: 3 })
    expect(problems.map(({ path }) => path)).toEqual([
      'messages[0].content',
      'messages[0].content',
      'messages[1].content',
    ])
  })

  it('is found in the arguments of a call and in a field that only a grader reads', async () => {
    const call = {
      id: 'a',
      type: 'function',
      function: { name: 'f', arguments: `{"key":"ghp_${word(36)}"}` },
    }
    const line = { messages: [{ role: 'user', content: 'q' }], answer: { key: `npm_${word(36)}` } }
    const called = {
      messages: [
        { role: 'user', content: 'q' },
        { role: 'assistant', tool_calls: [call] },
      ],
    }
    const reinforcement = await inspectText(`${JSON.stringify(line)}\n`, {
      role: 'validation',
      method: 'reinforcement',
    })
    const supervised = await inspectText(`${JSON.stringify(called)}\n`, { role: 'validation' })
    expect([reinforcement.counts.codes.secret, supervised.counts.codes.secret]).toEqual([1, 1])
  })

  // A pattern that takes more than linear time would not end within the time limit of the test.
  it.each([
    'eyJ',
    'eyJaaaaaaaaaaaa.',
    'sk-',
    'sk-T3Blbk',
    'sk-ant-api03-',
    'AKIA',
    'xoxb-1234567890-',
    'aaa8Q~',
    'JQQJ99',
    '-----BEGIN PRIVATE KEY-----\n',
    '-----BEGIN PRIVATE KEY-----\\n\nA: b\\n\n',
    'hooks.slack.com/services/',
    'A',
  ])('is searched for in linear time in a text of %j only', async (part) => {
    const text = part.repeat(Math.ceil(4_000_000 / part.length))
    expect(findSecrets(text)).toEqual([])
    expect(await inspectMessage(text)).toEqual([])
  })
})
