import { STAGE_NAMES, type RunReport, type StageName } from '../pipeline/report.js';
import { childrenByParent, durationMs, withRemainders, type Span } from '../timing/span.js';
import { BARE_SIDE_PX } from './axes.js';
import type { Figure } from './figure.js';
import { escapeText, formatCount, formatMs, formatShare } from './format.js';
import { figure, type View } from './frame.js';
import { hoverText } from './hover.js';
import { stageFacts } from './stage-segments.js';
import { runWords } from './subtitle.js';
import { pad } from './text-bars.js';
import { FONT_FAMILY, ink, STAGE_COLORS, STAGE_TEXT_COLORS, type SegmentName } from './theme.js';

/** What no child covers, as `withRemainders` calls it. */
const REST = 'rest';

/** What a {@link stageTree} may be told. */
export interface StageTreeOptions {
  /** Children of a span that are drawn, those of one name together; the shortest beyond that are drawn as one. @defaultValue 12 */
  readonly children?: number;
}

/** Siblings of one name, most often a single span, or several short ones as one. */
interface Node {
  readonly id: string;
  readonly parent: string;
  readonly name: string;
  readonly ms: number;
  /** How many spans it stands for. */
  readonly count: number;
  /** Its length in the picture: children that overlapped are shortened alike, so that they fit their parent. */
  readonly drawn: number;
  readonly color: SegmentName | 'run';
  readonly depth: number;
}

/**
 * Where a run's time went, from the whole to its parts: an icicle of spans, each as long as it took, siblings of one name together.
 *
 * What no child covers is `rest`. Children that ran at the same time are shortened alike to fit their parent.
 */
export function stageTree(report: RunReport, options: StageTreeOptions = {}): Figure {
  const nodes = treeNodes(report.spans, options.children ?? 12);
  const words = {
    title: finding(report, nodes),
    subtitle: `${runWords(report)}; wall time of ${formatCount(report.spans.length, 'span')}`,
    rows: twin(nodes),
  };
  return figure(words, view(report, nodes, false), view(report, nodes, true));
}

function treeNodes(spans: readonly Span[], shown: number): Node[] {
  const below = childrenByParent(withRemainders(spans));
  const nodes: Node[] = [];
  const addBelow = (parents: readonly Span[] | null, parent: Node | null, depth: number): void => {
    const parts = parents === null ? below.get(null) ?? [] : parents.flatMap((span) => below.get(span.id) ?? []);
    const groups = groupByName(parts);
    const totalMs = totalOf(parts);
    const scale = parent === null || totalMs === 0 ? 1 : parent.drawn / totalMs;
    const kept = new Set([...groups].sort((a, b) => totalOf(b) - totalOf(a)).slice(0, groups.length > shown ? shown - 1 : shown));
    const add = (id: string, name: string, group: readonly Span[]): Node => {
      const node = { id, parent: parent?.id ?? '', name, ms: totalOf(group), count: group.length, drawn: totalOf(group) * scale, color: colorOf(group[0]!.name, parent), depth };
      nodes.push(node);
      return node;
    };
    for (const group of groups.filter((candidate) => kept.has(candidate))) {
      const { id, name } = group[0]!;
      addBelow(group, add(String(id), group.length === 1 || name === REST ? name : `${name} ×${group.length}`, group), depth + 1);
    }
    const others = groups.filter((candidate) => !kept.has(candidate)).flat();
    if (others.length > 0) add(`${parent?.id ?? 'root'}-others`, `${others.length} more`, others);
  };
  addBelow(null, null, 0);
  return nodes;
}

/** Spans of one name together, by first start; what nothing covers comes last. */
function groupByName(spans: readonly Span[]): Span[][] {
  const groups = new Map<string, Span[]>();
  for (const span of spans) {
    const group = groups.get(span.name);
    if (group === undefined) groups.set(span.name, [span]);
    else group.push(span);
  }
  const rest = groups.get(REST);
  groups.delete(REST);
  return [...groups.values(), ...(rest === undefined ? [] : [rest])];
}

function totalOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + durationMs(span), 0);
}

function colorOf(name: string, parent: Node | null): Node['color'] {
  if (name === REST) return 'rest';
  const stage = STAGE_NAMES.find((candidate) => candidate === name);
  return stage ?? (parent === null || parent.color === 'run' ? 'run' : parent.color);
}

function finding(report: RunReport, nodes: readonly Node[]): string {
  const stages = nodes.filter((node): node is Node & { name: StageName } => STAGE_NAMES.some((name) => name === node.name));
  if (stages.length === 0) return 'No spans were recorded in this run';
  const longest = stages.reduce((first, node) => (node.ms > first.ms ? node : first));
  const part = nodes.filter((node) => node.parent === longest.id && node.name !== REST).reduce<Node | null>((first, node) => (first === null || node.ms > first.ms ? node : first), null);
  const told = `${longest.name} takes ${formatShare(longest.ms / (report.wallMs || 1))} of ${formatMs(report.wallMs)}`;
  return part === null ? told : `${told}; its longest part is ${part.name}, ${formatMs(part.ms)}`;
}

function view(report: RunReport, nodes: readonly Node[], isNarrow: boolean): View {
  const depth = Math.max(0, ...nodes.map((node) => node.depth)) + 1;
  return {
    data: [{
      type: 'icicle', ids: nodes.map((node) => node.id), parents: nodes.map((node) => node.parent), labels: nodes.map((node) => escapeText(node.name)),
      values: nodes.map((node) => node.drawn), branchvalues: 'total', sort: false, tiling: { orientation: isNarrow ? 'h' : 'v', pad: 0 }, pathbar: { visible: false }, leaf: { opacity: 1 },
      text: nodes.map((node) => formatMs(node.ms)), textinfo: 'label+text', textposition: 'middle center',
      hovertext: nodes.map((node) => hover(node, nodes, report)), hoverinfo: 'text',
      marker: {
        colors: nodes.map((node) => (node.color === 'run' ? ink('total') : STAGE_COLORS[node.color])),
        line: { color: ink('page'), width: 1 },
      },
      textfont: { family: FONT_FAMILY, size: 12, color: nodes.map((node) => (node.color === 'run' ? 'black' : STAGE_TEXT_COLORS[node.color])) },
    }],
    plot: { heightPx: isNarrow ? 560 : Math.max(120, depth * 64) },
    margin: { left: BARE_SIDE_PX, right: BARE_SIDE_PX, bottom: BARE_SIDE_PX },
    layout: { uniformtext: { mode: 'hide', minsize: 11 } },
  };
}

function hover(node: Node, nodes: readonly Node[], { wallMs, stages }: RunReport): string {
  const parent = nodes.find((candidate) => candidate.id === node.parent), stage = stages.find(({ name }) => name === node.name);
  return hoverText(node.name, [
    `${formatMs(node.ms)}, ${formatShare(node.ms / (wallMs || 1))} of the run`,
    ...(parent === undefined || parent.depth === 0 ? [] : [`${formatShare(node.ms / (parent.ms || 1))} of ${parent.name}`]),
    ...(node.count > 1 ? [`${formatCount(node.count, 'span')}, ${formatMs(node.ms / node.count)} each`] : []),
    ...(stage === undefined ? [] : stageFacts(stage)),
  ]);
}

/** The tree, indented, with a bar for each node's part of the whole. */
function twin(nodes: readonly Node[]): string {
  const wholeMs = nodes.filter((node) => node.depth === 0).reduce((sum, node) => sum + node.ms, 0);
  const nameOf = (node: Node) => '  '.repeat(node.depth) + node.name;
  const width = Math.max(0, ...nodes.map((node) => nameOf(node).length));
  return nodes.map((node) => {
    const bar = '█'.repeat(Math.round(24 * node.drawn / (wholeMs || 1)));
    return `${pad(nameOf(node), width)}  ${pad(bar, 24)} ${formatMs(node.ms)}`;
  }).join('\n');
}
