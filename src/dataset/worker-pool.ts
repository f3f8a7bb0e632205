import type { MessagePort, Worker } from 'node:worker_threads'
import type { WorkerOptions } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { type Checker, checkerHere, type LoadCounter } from './checker.ts'
import type { BlockReport, LineSettings } from './checks/check-lines.ts'
import type { Room } from './problem-collector.ts'

type Message = { settings: LineSettings } | { block: Uint8Array; room: Room }
type Answer = { report: BlockReport } | { error: unknown }

/** Checks blocks for the thread at the other end of the port. */
export function serveChecks(port: MessagePort, load?: LoadCounter): void {
  let checker: Promise<Checker> | undefined
  const answer = async (block: Uint8Array, room: Room): Promise<Answer> => {
    try {
      if (!checker) throw new Error('a block came before the settings')
      const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength)
      return { report: await (await checker).check(bytes, room) }
    } catch (error) {
      return { error }
    }
  }
  port.on('message', async (message: Message) => {
    if ('settings' in message) checker = checkerHere(message.settings, load)
    else port.postMessage(await answer(message.block, message.room))
  })
}

// One block to check, and others to go on with while this thread is busy elsewhere.
const AHEAD_PER_THREAD = 2 * 2 ** 20

interface Member {
  worker: Worker
  /** What it was given, in the order in which it answers. */
  tasks: Task[]
}

interface Task {
  block: Buffer
  room: Room
  settle(report: Promise<BlockReport>): void
}

/**
 * Checks blocks in other threads. If one cannot start, or dies, its blocks are checked in this thread; if it ran out of
 * memory, they fail with a Failure. When the signal aborts, all threads and checks end with its reason.
 */
export class ThreadPool implements Checker {
  readonly ahead: number
  readonly #members: Member[]
  readonly #here: () => Promise<Checker>
  readonly #signal: AbortSignal
  readonly #abort = () => this.#end(this.#signal.reason)

  constructor(
    settings: LineSettings,
    load: LoadCounter | undefined,
    { count, spawn }: WorkerOptions,
    signal: AbortSignal,
  ) {
    this.ahead = count * AHEAD_PER_THREAD
    this.#signal = signal
    let here: Promise<Checker> | undefined
    this.#here = () => (here ??= checkerHere(settings, load))
    this.#members = Array.from({ length: count }, () => ({ worker: spawn(), tasks: [] }))
    for (const member of this.#members) this.#employ(member, settings)
    signal.addEventListener('abort', this.#abort)
  }

  async check(block: Buffer, room: Room): Promise<BlockReport> {
    this.#signal.throwIfAborted()
    const [first, ...others] = this.#members
    if (!first) return (await this.#here()).check(block, room)
    const idlest = others.reduce(
      (best, other) => (other.tasks.length < best.tasks.length ? other : best),
      first,
    )
    return new Promise((settle) => {
      idlest.tasks.push({ block, room, settle })
      idlest.worker.postMessage({ block, room } satisfies Message)
    })
  }

  close(): void {
    this.#signal.removeEventListener('abort', this.#abort)
    this.#end(new Error('the checks were closed'))
  }

  #employ(member: Member, settings: LineSettings): void {
    const { worker, tasks } = member
    worker.on('message', (answer: Answer) => {
      const task = tasks.shift()
      task?.settle('report' in answer ? Promise.resolve(answer.report) : Promise.reject(answer.error))
    })
    worker.on('error', (error) => this.#dismiss(member, error))
    worker.on('messageerror', (error) => this.#dismiss(member, error))
    worker.on('exit', () => this.#dismiss(member, undefined))
    worker.postMessage({ settings } satisfies Message)
  }

  /** Does here what a thread left undone. */
  #dismiss(member: Member, error: unknown): void {
    const index = this.#members.indexOf(member)
    if (index === -1) return
    this.#members.splice(index, 1)
    void member.worker.terminate()
    for (const { block, room, settle } of member.tasks.splice(0)) {
      settle(isOutOfMemory(error) ? Promise.reject(outOfMemory(error)) : this.#checkHere(block, room))
    }
  }

  async #checkHere(block: Buffer, room: Room): Promise<BlockReport> {
    return (await this.#here()).check(block, room)
  }

  #end(reason: unknown): void {
    for (const { worker, tasks } of this.#members.splice(0)) {
      void worker.terminate()
      for (const { settle } of tasks.splice(0)) settle(Promise.reject(reason))
    }
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function outOfMemory(cause: unknown): ActionError {
  return new ActionError('there is not enough memory to check the data', {
    cause,
    hint: 'Split the longest lines, use a larger runner, or set "data-check" to "off".',
  })
}
