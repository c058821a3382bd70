/** One Plotly trace, as plain data. */
export type Trace = Readonly<Record<string, unknown>>;

/** A chart: what Plotly draws, and the same thing in plain text. */
export interface Figure {
  readonly data: readonly Trace[];
  readonly layout: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
  /** The finding, in one line; also the first line of `text`. */
  readonly title: string;
  /** The plain-text twin: same title, same rows, bars made of █, for places where no script runs. */
  readonly text: string;
  /**
   * What is drawn instead where there are less than 480 px: each part that is given takes the place of the whole part above.
   *
   * A page never reads it by itself: it draws `applyTheme(fitFigure(figure, widthPx), theme)` of the same, unchanged figure
   * first and again whenever its container's width or the host's theme changes; `fitFigure` does the swap.
   */
  readonly narrow?: { readonly data?: readonly Trace[]; readonly layout?: Readonly<Record<string, unknown>> };
}
