import type { JobCreateParams } from 'openai/resources/fine-tuning/jobs/jobs'
import type {
  DpoMethod,
  ReinforcementHyperparameters,
  ReinforcementMethod,
  SupervisedMethod,
} from 'openai/resources/fine-tuning/methods'
import type * as Sdk from 'openai/resources/graders/grader-models'
import { expectTypeOf, it } from 'vitest'
import type { CreateJobBody, MethodField } from '../../src/config/create-request.ts'
import type { MultiGrader, SingleGrader, UnknownGrader } from '../../src/config/grader.ts'

/** `reasoning_effort` is any text: the enum grew twice within a year, and a new value must not need a new release. */
type ScoreModelGrader = Omit<Sdk.ScoreModelGrader, 'sampling_params'> & {
  sampling_params?: Omit<Sdk.ScoreModelGrader.SamplingParams, 'reasoning_effort'> & {
    reasoning_effort?: string | null
  }
}

type SdkSingleGrader =
  | Sdk.StringCheckGrader
  | Sdk.TextSimilarityGrader
  | Sdk.PythonGrader
  | ScoreModelGrader
  | Sdk.LabelModelGrader
  | UnknownGrader

/** `multi.graders` is a map in the graders guide and the Azure OpenAI v1 spec; the SDK's single grader does not work. */
type SdkMultiGrader = Omit<Sdk.MultiGrader, 'graders'> & { graders: Record<string, SdkSingleGrader> }

/** The SDK has `label_model` only inside of `multi`; at the top it is sent with a warning. */
type SdkGrader = SdkSingleGrader | SdkMultiGrader

/** `response_format` is in the reinforcement guide and the Azure OpenAI v1 spec; `reasoning_effort` is any text. */
interface SdkReinforcement {
  grader: SdkGrader
  hyperparameters?: Omit<ReinforcementHyperparameters, 'reasoning_effort'> & { reasoning_effort?: string }
  response_format?: Record<string, unknown>
}

/** The body that the official client sends, with only these exceptions. */
type Documented = Omit<JobCreateParams, 'method'> & {
  method?: Omit<JobCreateParams.Method, 'reinforcement'> & { reinforcement?: SdkReinforcement }
}

type Settings<M extends MethodField['type'], Key extends string> =
  Extract<MethodField, { type: M }> extends Partial<Record<Key, infer S>> ? S : never
type Hyperparameters<S> = S extends { hyperparameters?: infer H } ? NonNullable<H> : never
type GraderByType<Type extends string> = Extract<SingleGrader | MultiGrader, { type: Type }>

/** The type with another name for one of its keys. */
type Renamed<T, From extends string, To extends string> = T extends object
  ? { [K in keyof T as K extends From ? To : K]: Renamed<T[K], From, To> }
  : T

it('builds a request that the official client would send, apart from the exceptions in this file', () => {
  expectTypeOf<CreateJobBody>().toExtend<Documented>()
})

it('does not compile with a field of another name', () => {
  expectTypeOf<Renamed<CreateJobBody, 'training_file', 'trainingFile'>>().not.toExtend<Documented>()
  expectTypeOf<Renamed<CreateJobBody, 'calculate_output', 'formula'>>().not.toExtend<Documented>()
  expectTypeOf<Renamed<CreateJobBody, 'project', 'name_of_project'>>().not.toExtend<Documented>()
})

it('has every field of the official client, and no other', () => {
  // The deprecated top-level field goes through the extra body, for old servers only.
  expectTypeOf<keyof CreateJobBody>().toEqualTypeOf<Exclude<keyof JobCreateParams, 'hyperparameters'>>()
  expectTypeOf<MethodField['type']>().toEqualTypeOf<JobCreateParams.Method['type']>()
  expectTypeOf<keyof Settings<'reinforcement', 'reinforcement'>>().toEqualTypeOf<
    keyof ReinforcementMethod | 'response_format'
  >()
})

it('has every hyperparameter of the official client, and no other', () => {
  expectTypeOf<keyof Hyperparameters<Settings<'supervised', 'supervised'>>>().toEqualTypeOf<
    keyof Hyperparameters<SupervisedMethod>
  >()
  // Each is optional, so a renamed one would still be assignable; this comparison detects it.
  expectTypeOf<Renamed<Hyperparameters<SupervisedMethod>, 'n_epochs', 'epochs'>>().not.toEqualTypeOf<
    Hyperparameters<Settings<'supervised', 'supervised'>>
  >()
  expectTypeOf<keyof Hyperparameters<Settings<'dpo', 'dpo'>>>().toEqualTypeOf<
    keyof Hyperparameters<DpoMethod>
  >()
  expectTypeOf<keyof Hyperparameters<Settings<'reinforcement', 'reinforcement'>>>().toEqualTypeOf<
    keyof ReinforcementHyperparameters
  >()
})

it('has every field of every grader of the official client, and no other', () => {
  expectTypeOf<keyof GraderByType<'string_check'>>().toEqualTypeOf<keyof Sdk.StringCheckGrader>()
  expectTypeOf<keyof GraderByType<'text_similarity'>>().toEqualTypeOf<keyof Sdk.TextSimilarityGrader>()
  expectTypeOf<keyof GraderByType<'python'>>().toEqualTypeOf<keyof Sdk.PythonGrader>()
  expectTypeOf<keyof GraderByType<'score_model'>>().toEqualTypeOf<keyof Sdk.ScoreModelGrader>()
  expectTypeOf<keyof GraderByType<'label_model'>>().toEqualTypeOf<keyof Sdk.LabelModelGrader>()
  expectTypeOf<keyof GraderByType<'multi'>>().toEqualTypeOf<keyof Sdk.MultiGrader>()
  expectTypeOf<keyof NonNullable<GraderByType<'score_model'>['sampling_params']>>().toEqualTypeOf<
    keyof Sdk.ScoreModelGrader.SamplingParams
  >()
})

it('has every field of an integration of the official client, and no other', () => {
  expectTypeOf<keyof NonNullable<CreateJobBody['integrations']>[number]['wandb']>().toEqualTypeOf<
    keyof JobCreateParams.Integration.Wandb
  >()
})
