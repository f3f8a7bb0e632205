import type { LineLocation } from './line-locator.ts'

/**
 * What each problem that stops the run is, by its stable code: in Markdown and without its first capital, as help for readers
 * who have only a report. The page `docs/data-checks.md` has the same sentences, and examples.
 */
const ERRORS = {
  'empty-file': 'no file of the dataset has an example.',
  'git-lfs-pointer': 'the file is a git-lfs pointer; check out with `lfs: true`.',
  'utf-16': 'the file is in UTF-16; it must be UTF-8.',
  'json-array': 'the file is one JSON array; write each of its elements on a separate line.',
  'pretty-printed': 'the file is JSON over several lines; write each example on one line.',
  'file-type':
    'the file is another format under the name of JSONL: compressed (gzip, zip and others), Parquet, Arrow, SQLite, PDF, CSV, HTML, XML or YAML.',
  'too-few-examples': 'training needs at least 10 examples.',
  'wrong-format': 'lines have the format of another method.',
  'foreign-format':
    "lines have the format of another program: the preference data of Hugging Face's TRL (`prompt`, `chosen`, `rejected`), ShareGPT (`conversations`) or Alpaca (`instruction`, `output`). The message has the format that the method needs.",
  'mixed-formats': 'some lines are chat and some are completions.',
  'line-too-long':
    'a line is longer than 256 MiB or has more than a million values. No model is trained on such a line.',
  'not-utf-8': 'a line has bytes that are not UTF-8.',
  'not-json': 'the line is not JSON. By default, Python writes `NaN`, `Infinity`, `True` and `None`.',
  'not-object': 'the line is JSON, but not an object.',
  'unknown-key': 'a line of chat or of completions has a key that is not in the format.',
  'no-messages': '`messages` is missing, empty, or not a list.',
  'message-type': 'a message is not an object.',
  'unknown-role':
    'a role is missing, or is not one of `system`, `developer`, `user`, `assistant`, `tool` and `function`.',
  'content-missing':
    'a message has no content. Only an assistant message that calls a tool or refuses may lack it.',
  'content-type': 'content is neither a text nor a list of parts.',
  'content-parts': 'content is a list without parts.',
  'content-part': 'a part of content has no known type, or lacks what its type requires.',
  'refusal-type': 'a `refusal` is not a text.',
  'image-role': 'a message of another role than user has an image.',
  'weight-value': 'a `weight` is not the number 0 or 1.',
  'tool-type':
    '`tools` or `functions` is not a list of objects, or a function in it lacks its name or has a field of a wrong type. Servers validate the types.',
  'tool-arguments': 'the arguments of a call are not text, or an entry is not a call.',
  'no-assistant': 'no message has the role assistant, so there is nothing to learn.',
  'completions-shape': '`prompt` or `completion` is missing or not a text.',
  'dpo-input': '`input` is missing, or is not an object with messages.',
  'dpo-output': 'an output is missing, or is not a list with a message of the assistant.',
  'dpo-output-role': 'an output has a message of another role than assistant and tool.',
  'dpo-old-key': 'an output has the key of older API references.',
  'fim-token':
    'a text has a fill-in-the-middle token (`<|fim_prefix|>`, `<|fim_middle|>`, `<|fim_suffix|>`). Servers refuse the whole file because of one.',
  'grader-item': 'the grader uses a field that no line has.',
}

/** The same for each problem that is only reported. */
const WARNINGS = {
  'file-name': 'the name of a file does not end in `.jsonl`. It is uploaded under one that does.',
  'empty-shard': 'one of several files has no example.',
  'blank-lines': 'there are blank lines. They do not count as examples.',
  'few-examples': 'there are fewer than 50 training examples. OpenAI recommends to start with 50.',
  'too-many-examples': 'reinforcement accepts at most 50,000 examples for training and 1,000 for validation.',
  'model-format':
    "the data is completions but the model is for chat, or the data is chat but the model is babbage-002 or davinci-002. The check knows only the names of OpenAI's models.",
  'large-dataset': 'the dataset is larger than 8 GB, which is the maximum for an upload.',
  'duplicate-example': 'the dataset contains an example more than once. You pay for each copy.',
  overlap: 'an example of the validation data is also in the training data, so validation measures nothing.',
  'conflicting-answers':
    'the same prompt has different answers. That is correct if several answers are good, and a mistake if only one is.',
  'long-example':
    "an example has more tokens than the model's training context. Servers silently cut off its end.",
  'image-tokens': 'the tokens of an image cannot be counted, so the estimate is too low.',
  'duplicate-key': 'an object has the same key twice, and only the last one counts.',
  'lone-surrogate': 'a text has half of a surrogate pair. Programs that cut an emoji in two produce this.',
  'special-token':
    'a text has another special token, such as `<|endoftext|>` or `<|im_end|>`. Servers insert them between messages themselves.',
  secret:
    'a text has what looks like an API key, an access token or a private key. A model may repeat what it was trained on: revoke the secret, and remove it from the data and its history.',
  'extra-key': 'a message, a tool, a call, or a line of dpo has a key that is not in the format.',
  'content-empty': 'content is empty, or only white space.',
  'unsupported-part': 'a part of content is audio or a file, which fine-tuning is not known to accept.',
  'image-url':
    'the URL of an image is neither a web address nor data, or its `detail` is not `auto`, `low` or `high`.',
  'image-format': 'the data of an image is not base64, or not JPEG, PNG or WEBP.',
  'image-size': 'an image is larger than 10 MB.',
  'many-images': "an example has more than 10 images, which is OpenAI's maximum. Azure OpenAI accepts 64.",
  'message-name':
    'a name does not have 1 to 64 characters without spaces and `<|\\/>`, or a function message has no name.',
  'weight-role': 'a message of another role than assistant has a `weight`, which has no meaning there.',
  'tool-parts':
    'the content of a tool message is a list of parts. The API reference allows that, and OpenAI has refused a file because of it.',
  'tool-call':
    'a call has no id or a duplicate id, a type other than `function`, or a name that is not valid for a function.',
  'arguments-json': 'the arguments of a call are text, but not JSON. A call without arguments has `"{}"`.',
  'tool-call-id': 'a tool message does not say which call it answers.',
  'orphan-tool-message': 'a tool message does not answer a call of the previous assistant message.',
  'unanswered-call':
    'the conversation continues without a tool message that answers a call. At the end of a line, calls need no answer.',
  'unknown-tool':
    'a call uses a function that is not in the `tools` of the line. Lines without `tools` are not checked.',
  'tool-definition':
    'a tool is of another kind than `function`, the definition of a function is not as in the API reference, or two functions have the same name.',
  'parallel-tool-calls': '`parallel_tool_calls` is neither true nor false.',
  'last-message':
    'the last message has the wrong role. It must be assistant in chat, another role in the input of dpo, and user in reinforcement.',
  'consecutive-assistant':
    'two messages of the assistant follow each other. A server refused such a file because of an invalid schema.',
  'all-weights-zero': 'every message of the assistant has the weight 0, so there is nothing to learn.',
  'no-user': 'the input has no message of the user.',
  'dpo-turns': 'an output has more than one message. Only single turns are trained.',
  'dpo-text': 'the input has images, but the method supports only text.',
  'dpo-identical': 'both outputs are the same, so there is nothing to learn.',
  'dpo-kind':
    'one output ends in a text and the other in a call. Skip this check if the model must learn that difference.',
  'role-for-method':
    'a message has the role `function`, or `system`, which is called `developer` in reinforcement.',
  'no-item-fields': 'a line has only messages, so a grader has no field to compare an answer with.',
  'item-fields': 'lines have different fields in addition to the messages.',
  'grader-item-missing': 'the grader uses a field that some lines lack. Their reward is 0.',
}

/** The stable code of a kind of problem. */
export type ProblemCode = keyof typeof ERRORS | keyof typeof WARNINGS

/** An error stops the run, a warning is only reported. */
export type Severity = 'error' | 'warning'

const DESCRIPTIONS: Readonly<Record<ProblemCode, string>> = { ...ERRORS, ...WARNINGS }

/** Returns whether a text is the code of a kind of problem. */
export const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(DESCRIPTIONS, text)

/** The codes of all kinds of problems, errors first. */
export const PROBLEM_CODES: readonly ProblemCode[] = Object.keys(DESCRIPTIONS).filter(isProblemCode)

/** Returns whether a problem stops the run. */
export const getSeverity = (code: ProblemCode): Severity => (code in ERRORS ? 'error' : 'warning')

/** Returns every kind of problem, errors first. */
export function listProblemKinds(): { code: ProblemCode; severity: Severity; description: string }[] {
  return PROBLEM_CODES.map((code) => ({ code, severity: getSeverity(code), description: DESCRIPTIONS[code] }))
}

/** A problem of a dataset and its place. It never contains text of the dataset. */
export interface Problem extends LineLocation {
  code: ProblemCode
  severity: Severity
  /** From 1, in UTF-16 units. */
  column?: number
  /** The place in the line's JSON, as `messages[2].content`. */
  path?: string
  /** Understandable without the other fields. */
  message: string
}

/** How many problems there are, including those that are not kept. */
export interface ProblemCounts {
  errors: number
  warnings: number
  codes: Partial<Record<ProblemCode, number>>
}

/** Reports a problem at a path of a line. A message that takes time is a function, called only if the problem is kept. */
export type ReportProblem = (code: ProblemCode, path: string, message: string | (() => string)) => void
