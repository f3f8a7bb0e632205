// A minimal script with the official client, with which the end of a job is compared: every five seconds it fetches the job and
// prints its new events. It misses what a server lists after the end.
import { setTimeout as sleep } from 'node:timers/promises'
import OpenAI from 'openai'

const INTERVAL_MS = 5000

const { jobs } = new OpenAI({
  apiKey: process.env.OPENAI_API_KEY,
  baseURL: process.env.OPENAI_BASE_URL,
}).fineTuning
const knownIds = new Set()
for (;;) {
  const { status } = await jobs.retrieve(process.env.JOB_ID)
  const { data } = await jobs.listEvents(process.env.JOB_ID, { limit: 100 })
  for (const { id, message } of data.toReversed()) {
    if (!knownIds.has(id)) console.log(message)
    knownIds.add(id)
  }
  if (status === 'succeeded') break
  await sleep(INTERVAL_MS)
}
