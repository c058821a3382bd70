import { STAGE_NAMES, type RunReport, type StageName } from '../pipeline/report.js';
import { childrenByParent, durationMs, withRemainders, type Span } from '../timing/span.js';
import { BARE_SIDE_PX } from './axes.js';
import type { Figure } from './figure.js';
import { escapeText, formatCount, formatMs, formatShare } from './format.js';
import { figure, type View } from './frame.js';
import { pad } from './text-bars.js';
import { FONT_FAMILY, ink, STAGE_COLORS, STAGE_TEXT_COLORS, type SegmentName } from './theme.js';

/** What a {@link stageTree} may be told. */
export interface StageTreeOptions {
  /** Children of a span that are drawn by themselves; the shortest beyond that are drawn as one. @defaultValue 12 */
  readonly children?: number;
}

/** A span, or several short siblings as one. */
interface Node {
  readonly id: string;
  readonly parent: string;
  readonly name: string;
  readonly ms: number;
  /** Its length in the picture: children that overlapped are shortened alike, so that they fit their parent. */
  readonly drawn: number;
  readonly color: SegmentName | 'run';
  readonly depth: number;
}

/**
 * Where a run's time went, from the whole to its parts: an icicle of spans, each as long as it took.
 *
 * What no child covers is `rest`. Children that ran at the same time are shortened alike to fit their parent.
 */
export function stageTree(report: RunReport, options: StageTreeOptions = {}): Figure {
  const nodes = treeNodes(report.spans, options.children ?? 12);
  const words = {
    title: finding(report, nodes),
    subtitle: `task ${report.taskId}, card ${report.cardName}, phase ${report.phase}; wall time of ${formatCount(report.spans.length, 'span')}`,
    rows: twin(nodes),
  };
  return figure(words, view(nodes, false), view(nodes, true));
}

function treeNodes(spans: readonly Span[], shown: number): Node[] {
  const below = childrenByParent(withRemainders(spans));
  const nodes: Node[] = [];
  const addBelow = (parentId: number | null, parent: Node | null, depth: number): void => {
    const parts = below.get(parentId) ?? [];
    const totalMs = parts.reduce((sum, part) => sum + durationMs(part), 0);
    const scale = parent === null || totalMs === 0 ? 1 : parent.drawn / totalMs;
    const kept = new Set([...parts].sort((a, b) => durationMs(b) - durationMs(a)).slice(0, parts.length > shown ? shown - 1 : shown));
    const others = parts.filter((part) => !kept.has(part));
    const add = (id: string, name: string, ms: number): Node => {
      const node = { id, parent: parent?.id ?? '', name, ms, drawn: ms * scale, color: colorOf(name, parent), depth };
      nodes.push(node);
      return node;
    };
    for (const part of parts.filter((candidate) => kept.has(candidate))) {
      addBelow(part.id, add(String(part.id), part.name, durationMs(part)), depth + 1);
    }
    if (others.length > 0) add(`${parentId ?? 'root'}-others`, `${others.length} more`, others.reduce((sum, part) => sum + durationMs(part), 0));
  };
  addBelow(null, null, 0);
  return nodes;
}

function colorOf(name: string, parent: Node | null): Node['color'] {
  if (name === 'rest') return 'rest';
  const stage = STAGE_NAMES.find((candidate) => candidate === name);
  return stage ?? (parent === null || parent.color === 'run' ? 'run' : parent.color);
}

function finding(report: RunReport, nodes: readonly Node[]): string {
  const stages = nodes.filter((node): node is Node & { name: StageName } => STAGE_NAMES.some((name) => name === node.name));
  if (stages.length === 0) return 'No spans were recorded in this run';
  const longest = stages.reduce((first, node) => (node.ms > first.ms ? node : first));
  const part = nodes.filter((node) => node.parent === longest.id && node.name !== 'rest').reduce<Node | null>((first, node) => (first === null || node.ms > first.ms ? node : first), null);
  const told = `${longest.name} takes ${formatShare(longest.ms / (report.wallMs || 1))} of ${formatMs(report.wallMs)}`;
  return part === null ? told : `${told}; its longest part is ${part.name}, ${formatMs(part.ms)}`;
}

function view(nodes: readonly Node[], isNarrow: boolean): View {
  const depth = Math.max(0, ...nodes.map((node) => node.depth)) + 1;
  return {
    data: [{
      type: 'icicle', ids: nodes.map((node) => node.id), parents: nodes.map((node) => node.parent), labels: nodes.map((node) => escapeText(node.name)),
      values: nodes.map((node) => node.drawn), branchvalues: 'total', sort: false, tiling: { orientation: isNarrow ? 'h' : 'v', pad: 0 }, pathbar: { visible: false }, leaf: { opacity: 1 },
      text: nodes.map((node) => formatMs(node.ms)), textinfo: 'label+text', textposition: 'middle center',
      hovertext: nodes.map((node) => hover(node, nodes)), hoverinfo: 'text',
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

function hover(node: Node, nodes: readonly Node[]): string {
  const lines = [`<b>${escapeText(node.name)}</b>`, formatMs(node.ms)];
  const parent = nodes.find((candidate) => candidate.id === node.parent);
  if (parent !== undefined) lines.push(`${formatShare(node.ms / (parent.ms || 1))} of ${escapeText(parent.name)}`);
  return lines.join('<br>');
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
