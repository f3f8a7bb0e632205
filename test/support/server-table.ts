import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { DialectName } from '../../sandbox/dialects.ts'
import { deriveSeed } from '../../src/training/derived-seed.ts'
import { type DialectWalk, METHODS } from './dialect-walk.ts'

/** The page that has the table. */
const PAGE = fileURLToPath(new URL('../../docs/servers/README.md', import.meta.url))

/** The servers that the dialects imitate, in the order of the table. */
export const SERVERS = {
  openai: '[OpenAI](openai-identity.md)',
  azure: '[Azure OpenAI](azure-entra.md)',
  bedrock: '[Amazon Bedrock](bedrock.md) ¹',
  nebius: '[Nebius Token Factory](nebius.md)',
  passthrough: '[LiteLLM](litellm.md), pass-through route',
  litellm: 'LiteLLM, [its own routes](litellm.md#litellms-own-routes)',
  'litellm-without-keys': "the same, with the provider's key only in its settings",
  portkey: '[Portkey](portkey.md) in front of OpenAI',
  fastapi: '[your own server](gateway.md)',
} satisfies Record<DialectName, string>

const HEADER = [
  '| server | `--dialect` | create | reuse | events | checkpoints | cancel | pause | metadata | gate |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
]

/** Returns the row of a server, from what the same workflows have shown there. */
export function renderRow(walk: DialectWalk): string {
  const cells = [
    SERVERS[walk.dialect],
    `\`${walk.dialect}\``,
    METHODS.filter((method) => walk.methods[method]?.live).join(', ') || 'no',
    describeReuse(walk),
    describeEvents(walk),
    describeCheckpoints(walk),
    yesOrNo(walk.cancelled.status === 'cancelled'),
    yesOrNo(walk.paused.status === 'paused'),
    yesOrNo(keepsMetadata(walk)),
    describeGate(walk),
  ]
  return `| ${cells.join(' | ')} |`
}

/** Returns the row that the page has for a server. */
export function readRow(dialect: DialectName): string | undefined {
  return readFileSync(PAGE, 'utf8')
    .split('\n')
    .find((line) => line.includes(`| \`${dialect}\` |`))
}

/** Writes the table with these rows into the page. */
export function writeTable(rows: readonly string[]): void {
  const [before, after] = readFileSync(PAGE, 'utf8').split(/^\| server \|[\s\S]*?\n(?!\|)/m)
  writeFileSync(PAGE, `${before}${[...HEADER, ...rows].join('\n')}\n${after}`)
}

const yesOrNo = (is: boolean) => (is ? 'yes' : 'no')

/** Returns whether the server has the metadata of a job in its own state. */
function keepsMetadata({ trained }: DialectWalk): boolean {
  return trained.job?.wire.metadata?.task === 'walk'
}

function describeReuse({ trained, rerun, later }: DialectWalk): string {
  if (rerun.creates + later.creates > 0) return 'no'
  const { fingerprint = '' } = trained.outputs
  if (trained.job?.wire.metadata?.ft_fingerprint === fingerprint) return 'yes'
  return trained.job?.wire.seed === deriveSeed(fingerprint) ? 'by seed' : 'by content'
}

function describeEvents({ events: { written } }: DialectWalk): string {
  if (written.length === 0) return 'no'
  return written.some(({ type }) => type === 'metrics') ? 'yes' : 'without metrics'
}

function describeCheckpoints({ trained }: DialectWalk): string {
  const checkpoints: { fine_tuned_model_checkpoint?: string }[] = JSON.parse(
    trained.outputs.checkpoints ?? '[]',
  )
  if (checkpoints.length === 0) return 'no'
  return checkpoints.every((checkpoint) => checkpoint.fine_tuned_model_checkpoint) ? 'yes' : 'by id'
}

function describeGate({ trained, compared }: DialectWalk): string {
  if (trained.outputs.gate !== 'passed') return 'no'
  return compared.outputs.gate === 'passed' ? 'yes' : 'with numbers'
}
