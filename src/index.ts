// The public names, by room.

// values
export { ArcError, type ArcErrorOptions } from './values/error.js';
export { hashOf, isEqual } from './values/equality.js';
export { FrozenSet, GridObject, Indices } from './values/frozen-set.js';
export { Grid, grid } from './values/grid.js';
export { compareCanonically } from './values/order.js';
export { frozenSet, hasElement } from './values/set-building.js';
export { Tuple, tuple } from './values/tuple.js';
export type { Callable, Integer, Value } from './values/value.js';

// timing
export { systemClock, type Clock } from './timing/clock.js';
export {
  compareFunctions, compareSamples, type CompareOptions, type Comparison, type SampleComparison, type Verdict,
} from './timing/comparison.js';
export { judgeCriteria, type CriteriaJudgement, type SuccessCriteria } from './timing/criteria.js';
export { criticalPath } from './timing/critical-path.js';
export { readEnvironment, type Environment } from './timing/environment.js';
export { measureInterleaved } from './timing/interleaving.js';
export type { MeasuredAlternative, Measurement, MeasureOptions, MeasureProgress } from './timing/measurement.js';
export { seededRandom, type SeededRandom } from './timing/random.js';
export { Recorder, type OpenSpan } from './timing/recorder.js';
export { traceFile, type TraceFile } from './timing/export.js';
export { findingsTable, roundsTable, samplesTable, toCsv, toMarkdown, type Table } from './timing/table.js';
export type { Alternative } from './timing/sampling.js';
export { breakEven, fitAmdahl, fitScalability } from './timing/scaling.js';
export { amdahl, ceiling, schedule, type Schedule, type ScheduleOptions } from './timing/schedule.js';
export { durationMs, totalsByName, withRemainders, type Span } from './timing/span.js';
export {
  bootstrapMedian, bootstrapSpeedup, outlierFlags, summarize, type Interval, type Summary,
} from './timing/statistics.js';

// dsl
export * as constants from './dsl/constants.js';
export * as dsl from './dsl/primitives.js';
export { decodeNotation as decodeValue, encodeValue } from './dsl/public-notation.js';
export type { Family, Parameter, Primitive, TypeName } from './dsl/primitive.js';
export { callPrimitive, findPrimitive, PRIMITIVES } from './dsl/registry.js';
export { findWord } from './dsl/vocabulary.js';

// program
export { defineSolver, type BuilderInputs, type Language, type Recorded } from './program/builder.js';
export { checkCard, mergeCard, type Card, type Differ, type DifferRow, type OutputRow } from './program/card.js';
export { decodeCard, encodeCard, printCard } from './program/card-json.js';
export { cardStatistics, type CardStatistics } from './program/card-statistics.js';
export { evaluateProgram, prepareProgram, type Inputs, type RunnableProgram } from './program/evaluate.js';
export { importCard, type CardText, type ImportCardOptions, type ImportedCard } from './program/import-card.js';
export { mutateCard, type MutateOptions } from './program/mutate-card.js';
export { parseSolvers, type ParseSolversOptions } from './program/parse-solvers.js';
export { readSolvers } from './program/read-solvers.js';
export { printInlined, printProgram, printStraightLine } from './program/print.js';
export { solverIdOf, type Program } from './program/program.js';
export { bundledCardNames, readCard } from './program/read-card.js';

// tasks
export { bundledSolver, bundledTask, bundledTaskIds } from './tasks/bundled.js';
export { generateTask, type GenerateTaskOptions } from './tasks/generators/generate.js';
export type { Generator } from './tasks/generators/generator.js';
export { findGenerator, GENERATORS } from './tasks/generators/registry.js';
export { SUBSETS, type Subset } from './tasks/kaggle.js';
export { loadTask, loadTasks, parseTask, type LoadTasksOptions } from './tasks/read.js';
export {
  checkSubmission, formatSubmission, makeSubmission, readSubmission, scoreSubmission, writeSubmission,
  type Attempts, type Submission, type SubmissionScore,
} from './tasks/submission.js';
export { knownSamples, type Sample, type Task, type TestSample } from './tasks/task.js';
export { formatGrid, formatTask } from './tasks/write.js';

// executor
export { createExecutor, type ExecutorOptions } from './executor/create.js';
export type {
  BatchOptions, Executor, ExecutorKind, JobControl, JobOutcome, JobTimes, Preparation, Work, WorkModule,
} from './executor/executor.js';

// scoring
export { builtInDiffers } from './scoring/built-in-differs.js';
export { MOST_LINKS, Pool, type PoolEntry, type PoolLink, type SaveResult } from './scoring/pool.js';
export { readPool, type PoolContents } from './scoring/pool-contents.js';
export type { DifferCount, Scores } from './scoring/scores.js';
export { prunePool, type PruneReport } from './scoring/prune-pool.js';
export { verifyPool, type PoolProblem, type PoolVerification } from './scoring/verify-pool.js';

// pipeline
export { resolveConfig, type Config, type ResolvedConfig } from './pipeline/config.js';
export { compareAgainst, readComparison, saveComparison, savedComparisons, type AgainstSaved, type SavedComparison } from './pipeline/baselines.js';
export { compare, PUBLISHED_CRITERIA, type ComparePhasesOptions, type ComparisonReport, type Contender } from './pipeline/compare.js';
export { differingDigests } from './pipeline/digests.js';
export { cumulativeSettings, findPhase, JOURNEY, loneSettings, type Phase, type PhaseId } from './pipeline/journey.js';
export { measureRuns, roundsOfRuns, type RoundsOfRun, type RunVariant } from './pipeline/measure-runs.js';
export { instrumentationCost } from './pipeline/instrumentation-cost.js';
export { measureJourney, type JourneyOptions, type JourneyRun } from './pipeline/measure-journey.js';
export type { CandidateReport, RunCounts, RunReport, StageName, StageReport } from './pipeline/report.js';
export { runPipeline, type RunOptions, type RunProgress } from './pipeline/run.js';
export { attemptTasks, type AttemptOptions } from './pipeline/attempts.js';
export { describeScoreLoss, scoreLoss, type ScoreLoss } from './pipeline/score-loss.js';
export { matchSolvers, solveTasks, type SolveOptions, type SolveReport } from './pipeline/solve.js';
export { comparisonSamples, journeyFindings, journeySamples, stagesTable } from './pipeline/tables.js';
export { timingSummary } from './pipeline/timing-summary.js';
export { traceRuns } from './pipeline/trace-runs.js';

// charts
export { beforeAfter } from './charts/before-after.js';
export { bottleneckOf, type Bottleneck } from './charts/bottleneck.js';
export { candidateFunnel } from './charts/candidate-funnel.js';
export { againstText, comparisonFinding, comparisonText, environmentWords } from './charts/comparison-text.js';
export { distribution } from './charts/distribution.js';
export type { Figure } from './charts/figure.js';
export { equalityText } from './charts/equality-text.js';
export { fitFigure } from './charts/fit.js';
export { formatInterval, formatMs, formatRatio } from './charts/format.js';
export { journeyChart } from './charts/journey-chart.js';
export type { MeasuredRun } from './charts/measured-run.js';
export { scoreTable } from './charts/score-table.js';
export { speedupCurve } from './charts/speedup-curve.js';
export { prospectsOf, type StageProspect } from './charts/stage-prospects.js';
export { stageTree } from './charts/stage-tree.js';
export { taskView, type TaskViewOptions } from './charts/task-view.js';
export { applyTheme, STAGE_COLORS, type Theme } from './charts/theme.js';
export { timeline, type TimelineOptions } from './charts/timeline.js';
export { whatIf, type WhatIfOptions } from './charts/what-if.js';

// notebook
export type { CellFailure } from './notebook/cell-failure.js';
export { cleanNotebook } from './notebook/clean.js';
export type { ChoiceControl } from './notebook/control-script.js';
export { setChartMode, show, showChoices, showHtml, showText } from './notebook/display.js';
export { parseNotebook, readNotebook, writeNotebook, type NotebookDocument } from './notebook/document.js';
export { printNotebook } from './notebook/document-text.js';
export { exportFigures } from './notebook/export-figures.js';
export { exportHtml } from './notebook/export-html.js';
export { choicesHtml, figureHtml, type Choice, type FigureHtmlOptions } from './notebook/figure-html.js';
export { interruptSignal } from './notebook/interrupt.js';
export { startKernel, type KernelOptions } from './notebook/kernel.js';
export type { ExecuteResult, KernelClient } from './notebook/kernel-client.js';
export { injectParameters, listParameters, parameterCombinations, type Parameters } from './notebook/parameters.js';
export type { ChartMode } from './notebook/plotly.js';
export { showProgress, type ProgressDisplay, type ProgressState } from './notebook/progress.js';
export { runNotebook, type NotebookProgress, type NotebookRun, type NotebookRunOptions } from './notebook/run.js';
export { whatIfControls, type Controls, type WhatIfControlsOptions } from './notebook/what-if-controls.js';
