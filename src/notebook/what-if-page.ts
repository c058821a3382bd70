// What runs in the page: sliders that schedule recorded spans again. Its functions' source texts travel with the data, so they use nothing
// from outside but each other, `schedule` and the page's document.
import type { Span } from '../timing/span.js';
import type { Schedule, ScheduleOptions } from '../timing/schedule.js';

/** As much of the page's elements as the controls use. */
export interface PageElement {
  textContent: string | null;
  value: string;
  readonly style: Record<string, string> & { cssText: string };
  append(...parts: (PageElement | string)[]): void;
  replaceChildren(...parts: PageElement[]): void;
  setAttribute(name: string, value: string): void;
  addEventListener(type: string, listener: () => void): void;
}

/** Makes elements. */
export interface PageDocument {
  createElement(tag: string): PageElement;
}

/** What the page is given. */
export interface WhatIfData {
  readonly title: string;
  /** Down to the jobs of the stages. */
  readonly spans: readonly Span[];
  /** Stages with their colors, in pipeline order. */
  readonly stages: readonly { readonly name: string; readonly color: string; readonly textColor: string }[];
  /** As recorded. */
  readonly workers: number;
  readonly mostWorkers: number;
}

/**
 * Builds the controls into an element, and draws anew with every change.
 *
 * @param root - the element that is filled; what it held goes
 * @param page - makes the elements
 * @param schedule - of `timing/schedule.ts`
 */
export function mountWhatIf(root: PageElement, page: PageDocument, data: WhatIfData, schedule: (spans: readonly Span[], options?: ScheduleOptions) => Schedule): void {
  const FACTORS = [1, 1.25, 1.5, 2, 3, 5, 10, 20, Infinity];
  const factors = new Map<string, number>();
  let workers = data.workers;
  const unchanged = schedule(data.spans);
  const startMs = Math.min(...data.spans.map((span) => span.startMs)), endMs = Math.max(...data.spans.map((span) => span.endMs));
  const recorded: Schedule = { spans: [...data.spans], makespanMs: data.spans.length > 0 ? endMs - startMs : 0 };

  const make = (tag: string, css: string, text = ''): PageElement => {
    const element = page.createElement(tag);
    element.style.cssText = css;
    if (text !== '') element.textContent = text;
    return element;
  };
  const tell = (ms: number): string => {
    const told = Number(ms.toPrecision(3));
    return told >= 10_000 ? `${told / 1000} s` : `${told} ms`;
  };

  const finding = make('div', 'font-weight:600;font-size:16px;line-height:1.35');
  const note = make('div', 'font-size:12px;opacity:.7;margin-top:2px', 'the recorded spans, scheduled again in this page, which closes gaps on lanes; predictions compare with the same work scheduled unchanged; more workers share samples and candidates');
  const before = make('div', ''), after = make('div', '');
  const sliders = make('div', 'display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:4px 20px;margin:10px 0');

  function addSlider(name: string, color: string, most: number, start: number, textOf: (at: number) => string, onChange: (at: number) => void): () => void {
    const label = make('label', 'display:grid;grid-template-columns:1fr auto;font-size:13px;align-items:center');
    const input = make('input', 'grid-column:1/3;width:100%;margin:2px 0 6px;accent-color:#4477AA'), value = make('output', 'font-variant-numeric:tabular-nums', textOf(start));
    for (const [key, setting] of [['type', 'range'], ['min', '0'], ['max', String(most)], ['step', '1'], ['value', String(start)], ['aria-label', name]] as const) input.setAttribute(key, setting);
    const apply = (): void => {
      value.textContent = textOf(Number(input.value));
      input.setAttribute('aria-valuetext', textOf(Number(input.value)));
      onChange(Number(input.value));
    };
    input.addEventListener('input', () => {
      apply();
      draw();
    });
    // A swatch, since browsers draw a slider of a light color on a dark bar.
    label.append(make('span', color === '' ? '' : `border-left:10px solid ${color};padding-left:7px;line-height:1.1`, name), value, input);
    sliders.append(label);
    return () => {
      input.value = String(start);
      apply();
    };
  }

  function drawLanes(target: PageElement, heading: string, plan: Schedule, longestMs: number): void {
    const parents = new Set(data.spans.map((span) => span.parentId));
    const colorOf = (span: Span): (typeof data.stages)[number] | undefined => {
      for (let at: Span | undefined = span; at !== undefined; at = data.spans.find((other) => other.id === at!.parentId)) {
        const stage = data.stages.find((candidate) => candidate.name === at!.name);
        if (stage !== undefined) return stage;
      }
      return undefined;
    };
    const work = plan.spans.filter((span) => !parents.has(span.id) && span.endMs > span.startMs);
    const originMs = plan.spans.reduce((first, span) => Math.min(first, span.startMs), Infinity);
    const lanes = [...new Set(work.map((span) => span.lane))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    const rows = lanes.map((lane) => {
      const row = make('div', 'position:relative;height:24px;margin:3px 0;background:rgba(128,128,128,.12)');
      for (const span of work.filter((one) => one.lane === lane)) {
        const stage = colorOf(span), width = (span.endMs - span.startMs) / longestMs * 100;
        const bar = make('div', `position:absolute;box-sizing:border-box;top:0;bottom:0;left:${(span.startMs - originMs) / longestMs * 100}%;width:${width}%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;`
          + `box-shadow:inset -1px 0 rgba(255,255,255,.6);background:${stage?.color ?? '#BBBBBB'};color:${stage?.textColor ?? 'black'};font-size:11px;line-height:24px;text-align:center`, width > 1.6 * span.name.length ? span.name : '');
        bar.setAttribute('title', `${span.name}: ${tell(span.endMs - span.startMs)}`);
        row.append(bar);
      }
      return row;
    });
    target.replaceChildren(make('div', 'font-size:13px;margin-top:8px', `${heading}: ${tell(plan.makespanMs)}`), ...rows);
  }

  function draw(): void {
    const plan = schedule(data.spans, { factors: Object.fromEntries(factors), workers });
    const ratio = plan.makespanMs > 0 ? unchanged.makespanMs / plan.makespanMs : Infinity;
    const told = Number.isFinite(ratio) ? `${ratio.toFixed(ratio < 9.95 ? 2 : 0)}×` : 'nothing left';
    const changes = [...[...factors].filter(([, factor]) => factor !== 1).map(([name, factor]) => (factor === Infinity ? `${name} at no cost` : `${name} ${factor}× as fast`)),
      ...(workers === data.workers ? [] : [`${workers} worker${workers === 1 ? '' : 's'}`])];
    finding.textContent = changes.length === 0 ? data.title : `Predicted: ${told} with ${changes.join(', ')}`;
    const longestMs = Math.max(recorded.makespanMs, plan.makespanMs) || 1;
    drawLanes(before, 'recorded', recorded, longestMs);
    drawLanes(after, changes.length === 0 ? 'scheduled again' : 'what if', plan, longestMs);
  }

  const resets = data.stages.map((stage) => addSlider(stage.name, stage.color, FACTORS.length - 1, 0,
    (at) => (FACTORS[at] === Infinity ? 'at no cost' : `${FACTORS[at]}×`), (at) => factors.set(stage.name, FACTORS[at]!)));
  resets.push(addSlider('workers', '', data.mostWorkers - 1, data.workers - 1, (at) => String(at + 1), (at) => {
    workers = at + 1;
  }));
  const reset = make('button', 'font:inherit;font-size:12px;padding:2px 10px;margin-top:8px;cursor:pointer', 'as recorded');
  reset.setAttribute('type', 'button');
  reset.addEventListener('click', () => {
    for (const undo of resets) undo();
    draw();
  });
  root.style.cssText = 'font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;padding:14px 16px;max-width:1100px';
  root.replaceChildren(finding, note, sliders, before, after, reset);
  draw();
}
