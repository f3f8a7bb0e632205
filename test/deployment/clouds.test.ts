import { describe, expect, it } from 'vitest'
import { getInferenceBaseUrl } from '../../src/deployment/clouds.ts'

const AZURE = 'https://management.azure.com'
const LOCAL = 'http://127.0.0.1:8080'

describe('the endpoint of an account', () => {
  it.each([
    ['https://x.openai.azure.com/', AZURE, 'https://x.openai.azure.com/openai/v1'],
    ['https://x.services.ai.azure.com', AZURE, 'https://x.services.ai.azure.com/openai/v1'],
    ['https://x.cognitiveservices.azure.us/', AZURE, 'https://x.cognitiveservices.azure.us/openai/v1'],
    ['https://x.openai.azure.cn/', AZURE, 'https://x.openai.azure.cn/openai/v1'],
    [
      'https://swedencentral.api.cognitive.microsoft.com/',
      AZURE,
      'https://swedencentral.api.cognitive.microsoft.com/openai/v1',
    ],
    ['http://localhost:9000/', LOCAL, 'http://localhost:9000/openai/v1'],
  ])('%s is trusted, with Resource Manager at %s', (endpoint, managementUrl, baseUrl) => {
    expect(getInferenceBaseUrl(endpoint, managementUrl)).toBe(baseUrl)
  })

  it.each([
    ['sandbox', AZURE],
    ['http://x.openai.azure.com/', AZURE],
    ['https://user@x.openai.azure.com/', AZURE],
    ['https://openai.azure.com.evil.example/', AZURE],
    ['https://evil-openai.azure.com/', AZURE],
    ['http://localhost:9000/', AZURE],
    ['https://evil.example/', LOCAL],
    ['http://localhost.evil.example/', LOCAL],
  ])('%s gets no credential, with Resource Manager at %s', (endpoint, managementUrl) => {
    expect(() => getInferenceBaseUrl(endpoint, managementUrl)).toThrow(
      `The endpoint of the account, ${endpoint}, is not an address of Azure`,
    )
  })
})
