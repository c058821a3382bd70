import { escapeHtml } from './escape.js';
import { EXPECT_PLOTLY } from './page-script.js';
import { plotlyLoaderHtml } from './plotly.js';

// A page may run the scripts that it carries and may fetch nothing at all, whatever its outputs try.
const POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
  + "media-src data:; base-uri 'none'; form-action 'none'";

const STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --ink: #1f2328; --faint: #6e7781; --line: #d8dee4; --field: #f6f8fa; --link: #0969da;
  --keyword: #8250df; --text: #0a5f38; --number: #0550ae; --alarm: #b3261e }
@media (prefers-color-scheme: dark) { :root { --page: #0e1117; --ink: #e6e6e6; --faint: #8b949e; --line: #2f353d; --field: #161b22;
  --link: #6cb6ff; --keyword: #d2a8ff; --text: #7ee2a8; --number: #79c0ff; --alarm: #ff8a80 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word }
main { max-width: 960px; margin: 0 auto; padding: 24px 16px 64px }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 .5em } h1 { font-size: 1.8em; margin-top: .4em } h2 { font-size: 1.35em } h3 { font-size: 1.1em }
a { color: var(--link) } img { max-width: 100% }
pre, code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
code { background: var(--field); border-radius: 4px; padding: .1em .3em }
pre { margin: 0; overflow-x: auto; white-space: pre } pre code { background: none; padding: 0 }
blockquote { margin: 0; padding-left: 1em; border-left: 3px solid var(--line); color: var(--faint) }
table { border-collapse: collapse; display: block; overflow-x: auto; max-width: 100% } th, td { padding: 4px 12px; border-bottom: 1px solid var(--line) }
.code { margin: 1em 0 0; padding: 10px 14px; background: var(--field); border: 1px solid var(--line); border-radius: 6px }
.output { margin: .7em 0 1.2em } .output > * + * { margin-top: .7em }
.alarm { color: var(--alarm) } .comment { color: var(--faint) } .keyword { color: var(--keyword) } .text { color: var(--text) } .number { color: var(--number) }
footer { margin-top: 48px; color: var(--faint); font-size: 13px }
@media (max-width: 480px) { main { padding: 12px 12px 48px } body { font-size: 15px } .code { padding: 8px 10px } }
@media print { .code { break-inside: avoid } }
`;

/**
 * One self-contained page: it needs no other file, no network, and follows the reader's light or dark mode.
 *
 * @param title plain text
 * @param body HTML
 * @param hasCharts whether Plotly is carried along, about 2 MB
 */
export function htmlPage(title: string, body: string, hasCharts: boolean): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
${hasCharts ? `<script>${EXPECT_PLOTLY}</script>` : ''}
</head>
<body>
<main>
${body}
</main>
${hasCharts ? plotlyLoaderHtml('inline') : ''}
</body>
</html>
`;
}
