import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const HERE = import.meta.dirname
/** In the checkout, ignored by git, and kept between runs. */
const FOLDER = join(HERE, '../../.gateways')
const REQUIREMENTS = join(HERE, 'requirements.txt')
/** The packages have 600 MB, and disks and networks may be slow. */
const INSTALL_TIMEOUT_MS = 6 * 60_000

const PRINT_VERSION =
  'import sys; sys.exit(f"this is {sys.version}") if sys.version_info < (3, 11) else print(sys.version, sys.prefix)'

/** Returns the path of a program in the virtual environment. */
export function programPath(name: 'python' | 'litellm'): string {
  return join(FOLDER, 'venv', 'bin', name)
}

/**
 * Installs the pinned packages into a virtual environment, unless they are there. pip reads its index, its certificates and
 * its proxy from the environment. Throws an error with pip's last words if it fails or takes longer than six minutes.
 */
export async function setup(): Promise<void> {
  const version = await run('python3', ['-c', PRINT_VERSION], 'Python 3.11 or newer is needed')
  const wanted = createHash('sha256').update(version).update(readFileSync(REQUIREMENTS)).digest('hex')
  const stamp = join(FOLDER, 'installed')
  if (readIfThere(stamp) === wanted) return
  rmSync(FOLDER, { recursive: true, force: true, maxRetries: 3 })
  mkdirSync(FOLDER)
  const started = performance.now()
  console.log('Installing LiteLLM and the Python client into .gateways …')
  await run('python3', ['-m', 'venv', join(FOLDER, 'venv')], 'The virtual environment cannot be created')
  const options = ['--disable-pip-version-check', '--no-input', '--no-cache-dir', '--no-compile', '--quiet']
  const limits = ['--only-binary', ':all:', '--timeout', '30', '--retries', '2']
  await run(
    programPath('python'),
    ['-m', 'pip', 'install', ...options, ...limits, '-r', REQUIREMENTS],
    'pip cannot install test/gateways/requirements.txt. Is its index reachable?',
  )
  writeFileSync(stamp, wanted)
  console.log(`Installed in ${Math.round((performance.now() - started) / 1000)} seconds`)
}

async function run(program: string, parameters: readonly string[], problem: string): Promise<string> {
  try {
    return (
      await promisify(execFile)(program, parameters, { timeout: INSTALL_TIMEOUT_MS, killSignal: 'SIGKILL' })
    ).stdout
  } catch (error) {
    const { killed = false, stderr = '' } = Object(error)
    const why = killed ? 'it took longer than six minutes' : String(stderr).trim().slice(-2000)
    throw new Error(`${problem}: ${why || error}`)
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
