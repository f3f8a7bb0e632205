import type { FileTally, Tally } from '../dataset-stats.ts'
import { FORMATS, type MethodName } from '../format.ts'
import { formatOfModel } from '../model.ts'
import type { Findings } from '../problem-collector.ts'
import { checkName } from '../sniff.ts'

interface Purpose {
  method: MethodName
  role: 'training' | 'validation'
  model?: string | undefined
  /** How many tokens of an example training looks at, where known. */
  context: number | undefined
}

/** Checks what no line shows by itself, once all have been seen. */
export function checkWhole(tally: Tally, bytes: number, purpose: Purpose): void {
  const { findings, files } = tally
  const [first] = files
  if (!first) return
  for (const file of files) checkFile(file, findings)
  checkEmpty(tally)
  checkFormats(tally, purpose.method)
  checkModel(tally, purpose)
  checkExamples(first.name, tally, purpose)
  // API reference, Uploads: "An Upload can accept at most 8 GB in total".
  if (bytes > 8_000_000_000) {
    const message = 'the dataset is larger than 8 GB, the most that can be uploaded'
    findings.addWhole({ code: 'large-dataset', file: first.name, line: 1, message })
  }
  checkTokens(tally, purpose)
  tally.tellItems()
  tally.tellDuplicates()
}

function checkFile({ name, instead, examples, blank }: FileTally, findings: Findings): void {
  if (instead) findings.addWhole({ ...instead, file: name })
  const misnamed = checkName(name)
  if (misnamed) findings.addWhole({ ...misnamed, file: name })
  if (examples > 0 && blank.count > 0) {
    const message = `${blank.count === 1 ? 'a blank line' : `${blank.count} blank lines`}, not counted as examples`
    findings.addWhole({ code: 'blank-lines', file: name, line: blank.line, message })
  }
}

function checkTokens({ tokens, findings, files }: Tally, { context }: Purpose): void {
  const { count, ...place } = tokens.overContext
  if (context !== undefined && count > 0) {
    const examples = count === 1 ? '1 example has' : `${count} examples have`
    const message = `${examples} more than ${context} tokens, of which training looks at no more with this model`
    findings.addWhole({ code: 'long-example', ...place, message }, count)
  }
  if (tokens.images > 0) {
    const images = tokens.images === 1 ? '1 image is' : `${tokens.images} images are`
    const message = `${images} not among the tokens: how large they are only their servers know`
    findings.addWhole({ code: 'image-tokens', file: files[0]?.name ?? '', line: 1, message })
  }
}

/** One empty shard of several is no reason to stop; a dataset without an example is. */
function checkEmpty(tally: Tally): void {
  const code = tally.examples === 0 ? 'empty-file' : 'empty-shard'
  for (const { name, lines, examples, instead } of tally.files) {
    if (instead || examples > 0) continue
    const message = lines === 0 ? 'the file is empty' : 'the file has only blank lines'
    tally.findings.addWhole({ code, file: name, line: 1, message })
  }
}

function checkFormats(tally: Tally, method: MethodName): void {
  const { formats, findings } = tally
  const taken = FORMATS[method]
  const usual = tally.usualFormat(taken)
  for (const [format, { file, line, count }] of formats) {
    if (format === usual) continue
    const lines = count === 1 ? '1 line has' : `${count} lines have`
    if (taken.includes(format)) {
      const message = `${lines} the ${format} format, but most have the ${usual} format`
      findings.addWhole({ code: 'mixed-formats', file, line, message }, count)
    } else {
      const what =
        format === 'reinforcement' ? 'no assistant message, as in reinforcement' : `the ${format} format`
      const message = `${lines} ${what}, which the method ${method} does not take`
      findings.addWhole({ code: 'wrong-format', file, line, message }, count)
    }
  }
}

/** The two formats of supervised are those of two kinds of models (API reference, CreateFineTuningJobRequest). */
function checkModel(tally: Tally, { model, method }: Purpose): void {
  const wanted = model === undefined ? undefined : formatOfModel(model)
  const usual = tally.usualFormat(FORMATS[method])
  const seen = usual && tally.formats.get(usual)
  if (method !== 'supervised' || !wanted || !seen || usual === wanted) return
  const message = `the data has the ${usual} format, but a model of this name is trained on the ${wanted} format`
  tally.findings.addWhole({ code: 'model-format', file: seen.file, line: seen.line, message })
}

function checkExamples(file: string, { findings, files, examples }: Tally, { method, role }: Purpose): void {
  const say = (code: 'too-few-examples' | 'few-examples' | 'too-many-examples', message: string) =>
    findings.addWhole({ code, file, line: 1, message })
  if (role === 'training') {
    // Fine-tuning guide: "at least 10 examples", and 50 to begin with. A file that is empty or no JSONL has a problem of its own.
    if (examples > 0 && examples < 10 && files.every(({ instead }) => !instead)) {
      say(
        'too-few-examples',
        `the dataset has ${examples === 1 ? '1 example' : `${examples} examples`}; training needs at least 10`,
      )
    } else if (examples >= 10 && examples < 50) {
      say('few-examples', `the dataset has ${examples} examples; at least 50 are recommended`)
    }
  }
  // Reinforcement fine-tuning guide.
  const most = role === 'training' ? 50_000 : 1_000
  if (method === 'reinforcement' && examples > most) {
    say(
      'too-many-examples',
      `reinforcement takes at most ${most} ${role} examples; the dataset has ${examples}`,
    )
  }
}
