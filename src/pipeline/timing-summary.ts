import type { RunReport, StageName } from './report.js';

/** The timing of a run under the keys of the original scorer's summary, in seconds. */
export function timingSummary(report: RunReport): Record<string, number> {
  const stage = (name: StageName) => report.stages.find((candidate) => candidate.name === name)!;
  const wall = (name: StageName) => stage(name).wallMs / 1000;
  const cpu = (name: StageName) => stage(name).cpuMs / 1000;
  return {
    'main.run_batt': report.wallMs / 1000,
    'run_batt.check_batt': wall('score demo') + wall('score test'),
    'run_batt.phase1_filter': wall('filter'),
    'run_batt.phase2_inline_batch': wall('inline'),
    'run_batt.phase3a_validate_batch': wall('validate'),
    'run_batt.phase3b_file_ops': wall('save'),
    'run_batt.phase4_demo_parallel': wall('score demo'),
    'run_batt.phase4_demo_cpu': cpu('score demo'),
    'run_batt.phase4_test_parallel': wall('score test'),
    'run_batt.phase4_test_cpu': cpu('score test'),
    'run_batt.phase4_differs': wall('differs'),
  };
}
