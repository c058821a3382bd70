import { escapeHtml } from './escape.js';

const TOKENS = new RegExp([
  String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)`,
  String.raw`(?<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|` + '`(?:\\\\.|[^`\\\\])*`)',
  String.raw`\b(?<keyword>as|async|await|break|case|catch|class|const|continue|default|do|else|export|extends|false|finally|for|from|function|if|import|in|instanceof|interface|let|new|null|of|return|satisfies|switch|this|throw|true|try|type|typeof|undefined|var|void|while|yield)\b`,
  String.raw`\b(?<number>\d[\w.]*)`,
].join('|'), 'g');

/** TypeScript as HTML with its comments, texts, keywords and numbers marked; enough for reading, not a parser. */
export function codeHtml(source: string): string {
  let html = '', at = 0;
  for (const match of source.matchAll(TOKENS)) {
    const kind = Object.entries(match.groups!).find(([, text]) => text !== undefined)![0];
    html += `${escapeHtml(source.slice(at, match.index))}<span class="${kind}">${escapeHtml(match[0])}</span>`;
    at = match.index + match[0].length;
  }
  return html + escapeHtml(source.slice(at));
}
