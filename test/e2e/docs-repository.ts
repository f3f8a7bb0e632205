import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { EXAMPLES } from '../support/built-action.ts'

/** The first commit: the data of the example `support`, also at the paths of the pages. */
const FILES = Object.fromEntries([
  ...['train.jsonl', 'valid.jsonl', 'job.yaml'].flatMap((name) => {
    const text = readFileSync(join(EXAMPLES, 'support', name), 'utf8')
    return [`data/${name}`, `examples/support/${name}`].map((path) => [path, text])
  }),
  ['deploy.sh', 'echo "deploying $MODEL"\n'],
])

/** Records its call, and verifies a file by its digest alone. */
const FAKE_GH = `#!/bin/sh
echo "gh $*" >> FOLDER/calls
[ "$1 $2" = "attestation verify" ] && digest=$(sha256sum "$3") || exit 1
grep -q "^\${digest%% *}$" FOLDER/attested || { echo "no attestations found" >&2; exit 1; }
`

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** The files of a repository, and what its workflows leave behind. */
export type RepositoryFiles = ReturnType<typeof createCheckout>

/** Creates the repository, its artifacts, and fakes of the commands of a cloud. */
export function createCheckout(base: string) {
  const at = (name: string) => join(base, name)
  for (const name of ['repository', 'artifacts', 'bin']) mkdirSync(at(name))
  writeFileSync(at('calls'), '')
  writeFileSync(at('attested'), '')
  writeFileSync(at('bin/gh'), FAKE_GH.replaceAll('FOLDER', base), { mode: 0o755 })
  const git = (cwd: string, ...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], {
      cwd,
      encoding: 'utf8',
    })
  const files = {
    artifacts: at('artifacts'),
    bin: at('bin'),
    /** Records the digest of a file, which the fake of `gh attestation verify` finds again. */
    attest: (path: string) => appendFileSync(at('attested'), `${sha256(readFileSync(path))}\n`),
    /** Returns the calls of the fake commands, one per line. */
    calls: () => readFileSync(at('calls'), 'utf8'),
    /** Adds a fake command: a script that may write to `$CALLS`. */
    fakeCommand: (name: string, script: string) =>
      writeFileSync(at(`bin/${name}`), `#!/bin/sh\nCALLS=${at('calls')}\n${script}\n`, { mode: 0o755 }),
    commit(files: Record<string, string>) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(at(`repository/${path}`)), { recursive: true })
        writeFileSync(at(`repository/${path}`), text, { mode: 0o755 })
      }
      git(at('repository'), 'add', '-A')
      git(at('repository'), 'commit', '--allow-empty', '-qm', 'data')
    },
    read: (path: string) => readFileSync(at(`repository/${path}`), 'utf8'),
    head: () => git(at('repository'), 'rev-parse', 'HEAD').trim(),
    checkOut(sha: string, depth: string, workspace: string) {
      git(workspace, 'init', '-q')
      git(workspace, 'fetch', '-q', '--depth', depth, `file://${at('repository')}`, sha)
      git(workspace, 'checkout', '-q', 'FETCH_HEAD')
    },
  }
  for (const command of ['az', 'npx']) files.fakeCommand(command, `echo "${command} $*" >> $CALLS`)
  git(at('repository'), 'init', '-q')
  git(at('repository'), 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  files.commit(FILES)
  return files
}
