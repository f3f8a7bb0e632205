import type { JobCreateParams } from 'openai/resources/fine-tuning/jobs/jobs'
import type {
  DpoMethod,
  ReinforcementHyperparameters,
  ReinforcementMethod,
  SupervisedMethod,
} from 'openai/resources/fine-tuning/methods'
import type * as Sdk from 'openai/resources/graders/grader-models'
import { expectTypeOf, test } from 'vitest'
import type { CreateRequest, MethodField } from '../../src/config/create-request.ts'
import type { MultiGrader, SingleGrader } from '../../src/config/grader.ts'

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

/** `multi.graders` is a map: so the graders guide and the Azure OpenAI v1 spec; the SDK's single grader does not run. */
type SdkMultiGrader = Omit<Sdk.MultiGrader, 'graders'> & { graders: Record<string, SdkSingleGrader> }

/** `label_model` at the top, which the SDK has only inside of `multi`, is sent with a warning. */
type SdkGrader = SdkSingleGrader | SdkMultiGrader

/** `response_format` is in the reinforcement guide and the Azure OpenAI v1 spec; `reasoning_effort` as above. */
interface SdkReinforcement {
  grader: SdkGrader
  hyperparameters?: Omit<ReinforcementHyperparameters, 'reasoning_effort'> & { reasoning_effort?: string }
  response_format?: Record<string, unknown>
}

/** What the official client sends, with the exceptions above and no others. */
type Documented = Omit<JobCreateParams, 'method'> & {
  method?: Omit<JobCreateParams.Method, 'reinforcement'> & { reinforcement?: SdkReinforcement }
}

type Settings<M extends MethodField['type'], Key extends string> =
  Extract<MethodField, { type: M }> extends Partial<Record<Key, infer S>> ? S : never
type Hyperparameters<S> = S extends { hyperparameters?: infer H } ? NonNullable<H> : never
type GraderOf<Type extends string> = Extract<SingleGrader | MultiGrader, { type: Type }>

/** The type as it would be if a key in it had another name. */
type Renamed<T, From extends string, To extends string> = T extends object
  ? { [K in keyof T as K extends From ? To : K]: Renamed<T[K], From, To> }
  : T

test('the request is one that the official client would send, but for the exceptions named here', () => {
  expectTypeOf<CreateRequest>().toExtend<Documented>()
})

test('a field by another name would not compile', () => {
  expectTypeOf<Renamed<CreateRequest, 'training_file', 'trainingFile'>>().not.toExtend<Documented>()
  expectTypeOf<Renamed<CreateRequest, 'calculate_output', 'formula'>>().not.toExtend<Documented>()
  expectTypeOf<Renamed<CreateRequest, 'project', 'name_of_project'>>().not.toExtend<Documented>()
})

test('every field of the official client can be set, and no other', () => {
  // The deprecated top-level field goes through the extra body, for old servers only.
  expectTypeOf<keyof CreateRequest>().toEqualTypeOf<Exclude<keyof JobCreateParams, 'hyperparameters'>>()
  expectTypeOf<MethodField['type']>().toEqualTypeOf<JobCreateParams.Method['type']>()
  expectTypeOf<keyof Settings<'reinforcement', 'reinforcement'>>().toEqualTypeOf<
    keyof ReinforcementMethod | 'response_format'
  >()
})

test('every hyperparameter of the official client can be set, and no other is known', () => {
  expectTypeOf<keyof Hyperparameters<Settings<'supervised', 'supervised'>>>().toEqualTypeOf<
    keyof Hyperparameters<SupervisedMethod>
  >()
  // Each is optional, so that a renamed one would still be assignable; this is what sees it.
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

test('every field of every grader of the official client can be set, and no other is known', () => {
  expectTypeOf<keyof GraderOf<'string_check'>>().toEqualTypeOf<keyof Sdk.StringCheckGrader>()
  expectTypeOf<keyof GraderOf<'text_similarity'>>().toEqualTypeOf<keyof Sdk.TextSimilarityGrader>()
  expectTypeOf<keyof GraderOf<'python'>>().toEqualTypeOf<keyof Sdk.PythonGrader>()
  expectTypeOf<keyof GraderOf<'score_model'>>().toEqualTypeOf<keyof Sdk.ScoreModelGrader>()
  expectTypeOf<keyof GraderOf<'label_model'>>().toEqualTypeOf<keyof Sdk.LabelModelGrader>()
  expectTypeOf<keyof GraderOf<'multi'>>().toEqualTypeOf<keyof Sdk.MultiGrader>()
  expectTypeOf<keyof NonNullable<GraderOf<'score_model'>['sampling_params']>>().toEqualTypeOf<
    keyof Sdk.ScoreModelGrader.SamplingParams
  >()
})

test('every field of an integration of the official client can be set, and no other', () => {
  expectTypeOf<keyof NonNullable<CreateRequest['integrations']>[number]['wandb']>().toEqualTypeOf<
    keyof JobCreateParams.Integration.Wandb
  >()
})
