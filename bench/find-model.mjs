// A minimal script with the official client, with which a push that changes nothing is compared: it looks for the job that has
// done the work, and writes the name of its model.
import { appendFileSync } from 'node:fs'
import OpenAI from 'openai'

const client = new OpenAI({
  apiKey: process.env.OPENAI_API_KEY,
  baseURL: process.env.OPENAI_BASE_URL,
})

for await (const job of client.fineTuning.jobs.list({ limit: 100 })) {
  if (job.metadata?.ft_fingerprint !== process.env.FINGERPRINT || job.status !== 'succeeded') continue
  appendFileSync(process.env.GITHUB_OUTPUT, `fine-tuned-model=${job.fine_tuned_model}\n`)
  break
}
