// A minimal script with the official client, with which start-up is compared.
import OpenAI from 'openai'

const client = new OpenAI({
  apiKey: process.env.OPENAI_API_KEY,
  baseURL: process.env.OPENAI_BASE_URL,
})

for await (const job of client.fineTuning.jobs.list({ limit: 100 })) {
  console.log(job.id, job.status)
}
