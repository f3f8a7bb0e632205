import { isJsonObject } from '../../json.ts'
import type { ReportProblem } from '../problem.ts'

// From the vision fine-tuning guide: training skips images that break these rules. Azure's documentation allows 64 images.
const MAX_IMAGES = 10
const MAX_BYTES = 10 * 2 ** 20
const MEDIA_TYPE = /^image\/(?:jpe?g|png|webp)$/i
// In hexadecimal: JPEG, PNG, and WEBP, which has its length in between.
const MAGIC_BYTES = /^(?:ffd8ff|89504e470d0a1a0a|52494646.{8}57454250)/
const FORMAT_NAMES = 'JPEG, PNG or WEBP'

/** Checks the image of a content part. */
export function checkImage(image: unknown, path: string, report: ReportProblem) {
  if (!isJsonObject(image) || typeof image.url !== 'string') {
    return report('content-part', `${path}.image_url`, 'image_url must be an object with a url')
  }
  const { url, detail } = image
  if (/^data:image\//i.test(url)) checkDataUrl(url, `${path}.image_url.url`, report)
  else if (!/^https?:\/\//i.test(url)) {
    report(
      'image-url',
      `${path}.image_url.url`,
      'the url of an image must start with https:// or data:image/',
    )
  }
  if (detail !== undefined && detail !== null && detail !== 'auto' && detail !== 'low' && detail !== 'high') {
    report('image-url', `${path}.image_url.detail`, 'the detail of an image must be auto, low or high')
  }
}

function checkDataUrl(url: string, path: string, report: ReportProblem) {
  const [start, type = ''] = /^data:([\w/.+-]{1,40})(?:;[\w.=-]{1,40}){0,4};base64,/i.exec(url) ?? []
  if (start === undefined) {
    return report('image-format', path, 'image data must be written as data:image/png;base64,…')
  }
  if (!MEDIA_TYPE.test(type)) return report('image-format', path, `an image must be ${FORMAT_NAMES}`)
  const base64 = url.slice(start.length)
  const outside = base64.search(/[^A-Za-z0-9+/]/)
  const digits = outside === -1 ? base64.length : outside
  if (digits % 4 === 1 || !/^={0,2}$/.test(base64.slice(digits, digits + 3))) {
    return report('image-format', path, 'the image data is not base64')
  }
  if (!MAGIC_BYTES.test(Buffer.from(base64.slice(0, 16), 'base64').toString('hex'))) {
    return report('image-format', path, `the image data is not ${FORMAT_NAMES}`)
  }
  if ((digits * 3) / 4 > MAX_BYTES) report('image-size', path, 'the image is larger than 10 MB')
}

/** Returns how many images the messages of a line have; reports too many. */
export function checkImageCount(messages: readonly unknown[], path: string, report: ReportProblem): number {
  let images = 0
  for (const message of messages) {
    if (!isJsonObject(message) || !Array.isArray(message.content)) continue
    for (const part of message.content) if (isJsonObject(part) && part.type === 'image_url') images++
  }
  if (images > MAX_IMAGES) {
    report(
      'many-images',
      path,
      `${images} images; OpenAI accepts ${MAX_IMAGES} in an example, Azure OpenAI 64`,
    )
  }
  return images
}
