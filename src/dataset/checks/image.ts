import { isObject } from '../json-syntax.ts'
import type { Say } from '../problem.ts'

// All from the vision fine-tuning guide, which leaves out of the training what breaks these rules; Azure's
// documentation has 64 images.
const MAX_IMAGES = 10
const MAX_BYTES = 10 * 2 ** 20
const MEDIA_TYPE = /^image\/(?:jpe?g|png|webp)$/i
// In hexadecimal: of JPEG, of PNG, and of WEBP, where the length stands between.
const FIRST_BYTES = /^(?:ffd8ff|89504e470d0a1a0a|52494646.{8}57454250)/
const FORMATS = 'JPEG, PNG or WEBP'

/** Checks the image of a part of a user message. */
export function checkImage(image: unknown, path: string, say: Say) {
  if (!isObject(image) || typeof image.url !== 'string') {
    return say('content-part', `${path}.image_url`, 'image_url must be an object with a url')
  }
  const { url, detail } = image
  if (/^data:image\//i.test(url)) checkData(url, `${path}.image_url.url`, say)
  else if (!/^https?:\/\//i.test(url)) {
    say('image-url', `${path}.image_url.url`, 'the url of an image must begin with https:// or data:image/')
  }
  if (detail !== undefined && detail !== null && detail !== 'auto' && detail !== 'low' && detail !== 'high') {
    say('image-url', `${path}.image_url.detail`, 'the detail of an image must be auto, low or high')
  }
}

function checkData(url: string, path: string, say: Say) {
  const [start, type = ''] = /^data:([\w/.+-]{1,40})(?:;[\w.=-]{1,40}){0,4};base64,/i.exec(url) ?? []
  if (start === undefined) {
    return say('image-format', path, 'the data of an image must be written as data:image/png;base64,…')
  }
  if (!MEDIA_TYPE.test(type)) return say('image-format', path, `an image must be ${FORMATS}`)
  const base64 = url.slice(start.length)
  const outside = base64.search(/[^A-Za-z0-9+/]/)
  const digits = outside === -1 ? base64.length : outside
  if (digits % 4 === 1 || !/^={0,2}$/.test(base64.slice(digits, digits + 3))) {
    return say('image-format', path, 'the data of the image is not base64')
  }
  if (!FIRST_BYTES.test(Buffer.from(base64.slice(0, 16), 'base64').toString('hex'))) {
    return say('image-format', path, `the data of the image is not ${FORMATS}`)
  }
  if ((digits * 3) / 4 > MAX_BYTES) say('image-size', path, 'the image is larger than 10 MB')
}

/** Counts the images in the messages of a line, and warns of too many. */
export function checkImages(messages: readonly unknown[], path: string, say: Say): number {
  let images = 0
  for (const message of messages) {
    if (!isObject(message) || !Array.isArray(message.content)) continue
    for (const part of message.content) if (isObject(part) && part.type === 'image_url') images++
  }
  if (images > MAX_IMAGES) {
    say('many-images', path, `${images} images; OpenAI takes ${MAX_IMAGES} in an example, Azure OpenAI 64`)
  }
  return images
}
