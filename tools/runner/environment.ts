import { mkdirSync, writeFileSync } from 'node:fs'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import type { ActionOptions } from './action-run.ts'

/** The folders of a step. */
export interface StepFolders {
  /** Holds the others and `HOME`. */
  base: string
  workspace: string
  temp: string
}

/** Returns the environment that the runner gives a step, and writes the event payload that it names. */
export function runnerEnvironment(
  { base, workspace, temp }: StepFolders,
  options: ActionOptions,
): Record<string, string | undefined> {
  const { name, payload } = options.event ?? { name: 'push', payload: {} }
  const eventPath = join(temp, '_github_workflow', 'event.json')
  mkdirSync(dirname(eventPath), { recursive: true })
  writeFileSync(eventPath, JSON.stringify(payload))
  const systems: Partial<Record<NodeJS.Platform, string>> = { darwin: 'macOS', win32: 'Windows' }
  return {
    PATH: process.env.PATH,
    // Windows starts no process without it.
    SystemRoot: process.env.SystemRoot,
    HOME: join(base, 'home'),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_EVENT_NAME: name,
    GITHUB_REPOSITORY: 'octo-org/octo-repo',
    GITHUB_REPOSITORY_OWNER: 'octo-org',
    GITHUB_SHA: 'ffac537e6cbbf934b08745a378932722df287a53',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_HEAD_REF: '',
    GITHUB_BASE_REF: '',
    GITHUB_ACTOR: 'octocat',
    GITHUB_WORKFLOW: 'train',
    GITHUB_RUN_ID: '1658821493',
    GITHUB_RUN_NUMBER: '3',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'train',
    GITHUB_ACTION: '__self',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    RUNNER_TEMP: temp,
    RUNNER_OS: systems[platform()] ?? 'Linux',
    RUNNER_ARCH: arch() === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_NAME: 'test',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_DEBUG: options.debug ? '1' : undefined,
  }
}
