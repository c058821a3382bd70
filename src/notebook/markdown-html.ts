import { Marked } from 'marked';
import type { MimeBundle } from './kernel-output.js';
import { escapeHtml } from './escape.js';

/** Tags that prose may use as they are, without attributes; every other tag is shown as text. */
const PLAIN_TAG = /^<\/?(?:b|i|em|strong|code|kbd|sub|sup|small|mark|details|summary|br|hr|p)\s*\/?>$/i;
const SAFE_LINK = /^(?:https?:|mailto:|#|[^:]*$)/i;
const DATA_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=\s]+$/i;

/**
 * Markdown as HTML that runs nothing and fetches nothing: raw HTML becomes text but for a few plain tags, links lead to web pages
 * and places only, pictures are the cell's attachments or data; any other picture becomes a link to it.
 */
export function markdownHtml(source: string, attachments: Readonly<Record<string, MimeBundle>> = {}): string {
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ text }) => text.replace(/<[^>]*>|[<>&"']/g, part => PLAIN_TAG.test(part) ? part : escapeHtml(part)),
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        return SAFE_LINK.test(href) ? `<a href="${escapeHtml(href)}">${text}</a>` : text;
      },
      image: ({ href, text }) => {
        const picture = href.startsWith('attachment:') ? attachmentUrl(attachments[decodeURIComponent(href.slice('attachment:'.length))]) : href;
        if (picture !== undefined && DATA_PICTURE.test(picture)) return `<img src="${escapeHtml(picture)}" alt="${escapeHtml(text)}">`;
        return SAFE_LINK.test(href) ? `<a href="${escapeHtml(href)}">${escapeHtml(text || href)}</a>` : escapeHtml(text);
      },
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${escapeHtml(text.trim().replace(/\s+/g, '-'))}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
  });
  return marked.parse(source, { async: false });
}

function attachmentUrl(bundle: MimeBundle | undefined): string | undefined {
  const [type, data] = Object.entries(bundle ?? {}).find(([key]) => key.startsWith('image/')) ?? [];
  return typeof data === 'string' ? `data:${type};base64,${data.replace(/\s+/g, '')}` : undefined;
}
