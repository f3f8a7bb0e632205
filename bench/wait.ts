/**
 * Measures requests, processor time and delays of following a job, compared with a loop around the official client that
 * polls every five seconds.
 */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import OpenAI from 'openai'
import type { Clock } from '../src/clock.ts'
import { createFetch } from '../src/http/transport.ts'
import { createClient } from '../src/openai/client.ts'
import { followJob } from '../src/training/follow-job.ts'
import { manualClock } from '../test/support/clock.ts'
import { NO_AUTH } from '../test/support/fake-api.ts'
import { median, type Row } from './row.ts'

const HOUR_MS = 3_600_000
/** The default of `poll-interval`. */
const INTERVAL_MS = 15_000
const LOOP_MS = 5000
const POLLS = 10_000
const FIRST_POLLS = 100

/** Measures following a running job with and without events. */
export async function waitRows(): Promise<Row[]> {
  const hours = 10
  const idle = await measureBoth([], hours)
  const often = await measureBoth(randomTimes(hours, 10_000), hours)
  const seldom = await measureBoth(randomTimes(hours, 300_000), hours)
  const cost = await measureOverLoopback()
  return [
    {
      name: 'requests per idle hour',
      action: `${Math.round(idle.ours.requests / hours)}`,
      peer: `loop ${Math.round(idle.theirs.requests / hours)}`,
      ratio: idle.theirs.requests / idle.ours.requests,
      target: 4,
    },
    delayRow('event to line, one in 10 s', often, 1),
    delayRow('event to line, one in 5 min', seldom, INTERVAL_MS / LOOP_MS),
    {
      name: 'processor per idle hour',
      action: `${cost.ours.cpuSeconds.toFixed(2)} s`,
      peer: `loop ${cost.loop.cpuSeconds.toFixed(2)} s`,
      ratio: cost.loop.cpuSeconds / cost.ours.cpuSeconds,
      target: 2,
    },
    {
      name: `memory after ${POLLS} polls`,
      action: `${cost.ours.lastMb.toFixed(1)} MB`,
      peer: `after ${FIRST_POLLS} polls ${cost.ours.firstMb.toFixed(1)} MB`,
      ratio: cost.ours.lastMb / cost.ours.firstMb,
      target: 1.1,
      atMost: true,
    },
  ]
}

function delayRow(name: string, { ours, theirs }: Both, target: number): Row {
  const text = ({ delays }: Measurement) =>
    `${(median(delays) / 1000).toFixed(1)} s, at most ${(Math.max(...delays) / 1000).toFixed(1)} s`
  const ratio = median(ours.delays) / median(theirs.delays)
  return { name, action: text(ours), peer: `loop ${text(theirs)}`, ratio, target, atMost: true }
}

/** Returns random times within these hours, always the same ones, with this gap on average. */
function randomTimes(hours: number, gapMs: number): number[] {
  let state = 7
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 1) / 2 ** 32
  }
  const all: number[] = []
  let at = 0
  while (at < hours * HOUR_MS - INTERVAL_MS) {
    all.push(at)
    at += -Math.log(random()) * gapMs
  }
  return all
}

interface Measurement {
  requests: number
  /** Milliseconds from each event to its log line. */
  delays: number[]
}

interface Both {
  ours: Measurement
  theirs: Measurement
}

/** Follows a job with these events in both ways; throws if one of them misses an event. */
async function measureBoth(events: number[], hours: number): Promise<Both> {
  return {
    ours: await measureFollowing(events, hours, (fetch, clock, deadline, onEvent) =>
      follow(followClient('http://localhost/v1', fetch, clock), clock, deadline, onEvent),
    ),
    theirs: await measureFollowing(events, hours, (fetch, clock, deadline, onEvent) =>
      loop(new OpenAI({ apiKey: 'sk', baseURL: 'http://localhost/v1', fetch }), clock, deadline, onEvent),
    ),
  }
}

type LocalFetch = (url: string | URL | Request) => Promise<Response>
type OnEvent = (id: string) => void

/** Follows a job in simulated time, with immediate responses from memory. */
async function measureFollowing(
  moments: number[],
  hours: number,
  wait: (fetch: LocalFetch, clock: Clock, deadline: number, onEvent: OnEvent) => Promise<void>,
): Promise<Measurement> {
  const clock = manualClock()
  const loggedAt = new Map<string, number>()
  let requests = 0
  const fetch: LocalFetch = async (request) => {
    requests++
    const { pathname, searchParams } = new URL(request instanceof Request ? request.url : request)
    if (!pathname.endsWith('/events')) return Response.json(JOB)
    const after = searchParams.get('after')
    const next = after ? Number(after.split('-')[1]) : moments.findLastIndex((at) => at <= clock.now()) + 1
    const steps = Array.from({ length: Math.min(100, next) }, (_, i) => next - 1 - i)
    const data = steps.map((step) => createEvent(step, moments[step] ?? 0))
    return Response.json({ object: 'list', data, has_more: next > 100 })
  }
  await wait(fetch, clock, hours * HOUR_MS, (id) => loggedAt.set(id, clock.now()))
  const delays = moments.map((at, i) => (loggedAt.get(`ftevent-${i}`) ?? Number.NaN) - at)
  if (delays.some(Number.isNaN)) throw new Error('an event was missed')
  return { requests, delays }
}

const JOB = {
  id: 'ftjob-1',
  object: 'fine_tuning.job',
  status: 'running',
  model: 'gpt-4.1-mini-2025-04-14',
  created_at: 1_760_000_000,
  fine_tuned_model: null,
  finished_at: null,
  error: null,
  training_file: 'file-1',
  validation_file: null,
  trained_tokens: null,
  estimated_finish: null,
  result_files: [],
  hyperparameters: { n_epochs: 3, batch_size: 1, learning_rate_multiplier: 2 },
  metadata: {},
}

const createEvent = (step: number, ms: number) => ({
  object: 'fine_tuning.job.event',
  id: `ftevent-${step}`,
  created_at: JOB.created_at + Math.floor(ms / 1000),
  level: 'info',
  message: `Step ${step}: training loss=0.52`,
  type: 'metrics',
  data: { step, train_loss: 0.52, train_mean_token_accuracy: 0.86 },
})

const followClient = (baseUrl: string, fetch: Parameters<typeof createClient>[1], clock: Clock) =>
  createClient({ baseUrl, headers: {}, credentials: NO_AUTH }, fetch, clock)

async function follow(
  client: ReturnType<typeof createClient>,
  clock: Clock,
  deadline: number,
  onEvent: OnEvent,
) {
  const options = {
    clock,
    random: Math.random,
    signal: new AbortController().signal,
    deadline,
    intervalMs: INTERVAL_MS,
    onRetry: (error: unknown) => {
      throw error
    },
  }
  for await (const update of followJob(client, JOB.id, options))
    if (update.kind === 'event') onEvent(update.event.id ?? '')
}

/** Polls as a script does: the job, and then the newest events, of which it logs the new ones. */
async function loop(client: OpenAI, clock: Clock, deadline: number, onEvent: OnEvent) {
  const { jobs } = client.fineTuning
  const knownIds = new Set<string>()
  while (clock.now() < deadline) {
    const { status } = await jobs.retrieve(JOB.id)
    const { data } = await jobs.listEvents(JOB.id, { limit: 100 })
    for (const { id } of data.toReversed().filter(({ id }) => !knownIds.has(id))) {
      knownIds.add(id)
      onEvent(id)
    }
    if (status !== 'running') return
    await clock.sleep(LOOP_MS)
  }
}

interface Cost {
  /** Per hour. */
  cpuSeconds: number
  /** Live memory after the first polls, and after the last. */
  firstMb: number
  lastMb: number
}

/** Measures what following a quiet job costs a process in both ways. Each process runs this file with a name. */
async function measureOverLoopback(): Promise<{ ours: Cost; loop: Cost }> {
  const events = Array.from({ length: 100 }, (_, i) => createEvent(i, i * 1000)).toReversed()
  const list = JSON.stringify({ object: 'list', data: events, has_more: false })
  const job = JSON.stringify(JOB)
  const server = createServer(({ url }, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(url?.includes('/events') ? list : job)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`
  const script = fileURLToPath(import.meta.url)
  const measure = async (name: string): Promise<Cost> =>
    JSON.parse((await promisify(execFile)(process.execPath, [script, name, url])).stdout)
  try {
    return { ours: await measure('ours'), loop: await measure('loop') }
  } finally {
    server.close()
  }
}

/**
 * Creates a clock whose sleeps take no time and whose timeouts never fire; counts the sleeps, because each poll ends with
 * one. `manualClock()` would not wait for responses from a network.
 */
function createFastClock(onSleep: (sleeps: number) => void): Clock {
  let now = 0
  let sleeps = 0
  return {
    now: () => now,
    sleep: (ms, signal) => {
      const isTimeout = ms > INTERVAL_MS
      if (!isTimeout) {
        now += ms
        onSleep(++sleeps)
        return Promise.resolve()
      }
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    },
  }
}

class StopMeasuring extends Error {}

async function measureCost(name: string, url: string): Promise<Cost> {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const liveMb = () => {
    collect()
    return process.memoryUsage().heapUsed / 1e6
  }
  const started = { at: 0, cpu: process.cpuUsage(), mb: 0 }
  const costs: Cost[] = []
  const clock = createFastClock((sleeps) => {
    // All code is compiled by now, as in a wait of hours.
    if (sleeps === FIRST_POLLS)
      Object.assign(started, { mb: liveMb(), at: clock.now(), cpu: process.cpuUsage() })
    if (sleeps < POLLS) return
    const { user, system } = process.cpuUsage(started.cpu)
    const hours = (clock.now() - started.at) / HOUR_MS
    costs.push({
      cpuSeconds: (user + system) / 1e6 / hours,
      firstMb: started.mb,
      lastMb: liveMb(),
    })
    throw new StopMeasuring()
  })
  const never = Number.POSITIVE_INFINITY
  const onEvent = () => undefined
  try {
    if (name === 'ours') await follow(followClient(url, createFetch(), clock), clock, never, onEvent)
    else await loop(new OpenAI({ apiKey: 'sk', baseURL: url, maxRetries: 0 }), clock, never, onEvent)
  } catch (error) {
    if (!(error instanceof StopMeasuring)) throw error
  }
  const [measured] = costs
  if (!measured) throw new Error(`${name} ended early`)
  return measured
}

const [, , name, url] = process.argv
if (import.meta.main && name && url) {
  console.log(JSON.stringify(await measureCost(name, url)))
  process.exit()
}
