// A minimal script with which the check of a pull request is compared: it parses each line, checks the roles, and counts the
// tokens with tiktoken, as OpenAI's cookbook does ("Data preparation and analysis for chat model fine-tuning").
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { get_encoding } from 'tiktoken'

const ROLES = new Set(['system', 'user', 'assistant', 'tool'])

const encoding = get_encoding('o200k_base')
let tokens = 0
for await (const line of createInterface({ input: createReadStream(process.env.FILE ?? '') })) {
  const { messages } = JSON.parse(line)
  tokens += 3
  for (const { role, content } of messages) {
    if (!ROLES.has(role) || typeof content !== 'string') process.exit(1)
    tokens += 3 + encoding.encode_ordinary(role).length + encoding.encode_ordinary(content).length
  }
}
console.log(tokens)
