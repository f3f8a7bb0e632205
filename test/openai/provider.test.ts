import { describe, expect, it } from 'vitest'
import { completeAzureBaseUrl, withAzureApiPath } from '../../src/openai/provider.ts'

describe('the path of the API of Azure', () => {
  it('is added to an address that has none', () => {
    expect(withAzureApiPath('https://gateway.example')).toBe('https://gateway.example/openai/v1')
    expect(withAzureApiPath('https://gateway.example/azure/v1')).toBe('https://gateway.example/azure/v1')
  })

  it.each([
    ['https://r.openai.azure.com', 'https://r.openai.azure.com/openai/v1'],
    ['https://R.services.ai.azure.com/', 'https://r.services.ai.azure.com/openai/v1'],
    [
      'https://r.openai.azure.com/?api-version=preview',
      'https://r.openai.azure.com/openai/v1?api-version=preview',
    ],
    [
      'https://r.services.ai.azure.com/api/projects/p',
      'https://r.services.ai.azure.com/api/projects/p/openai/v1',
    ],
    ['https://r.openai.azure.com/openai/v1/', 'https://r.openai.azure.com/openai/v1/'],
    ['https://r.openai.azure.com/openai?api-version=1', 'https://r.openai.azure.com/openai?api-version=1'],
    ['https://gateway.example', 'https://gateway.example'],
    ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  ])('makes %s %s', (given, completed) => {
    expect(completeAzureBaseUrl(given)).toBe(completed)
  })
})
