import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { ArcError } from '../values/error.js';

/** The version of the Jupyter messaging protocol that PhaseLab speaks. */
export const PROTOCOL_VERSION = '5.3';

const DELIMITER = Buffer.from('<IDS|MSG>');
const SIGNED_PARTS = 4;

/** Who sent a message, when, and of which kind. */
export interface MessageHeader {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
}

/** One message of the Jupyter messaging protocol 5.x. */
export interface KernelMessage {
  /** Routing prefixes of ZeroMQ, outermost first; the topic on iopub. */
  readonly identities: readonly Buffer[];
  readonly header: MessageHeader;
  /** The header of the request that this message answers; empty when it answers none. */
  readonly parentHeader: Partial<MessageHeader>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
  /** Raw binary parts; not signed. */
  readonly buffers: readonly Buffer[];
}

/**
 * A new request with an id and a date of its own.
 *
 * @param type the message type, for example `execute_request`
 * @param session the id that all messages of one client share
 */
export function createMessage(
  type: string, content: Readonly<Record<string, unknown>>, session: string,
  metadata: Readonly<Record<string, unknown>> = {},
): KernelMessage {
  const header: MessageHeader = {
    msg_id: randomUUID(), session, username: 'phaselab', date: new Date().toISOString(), msg_type: type, version: PROTOCOL_VERSION,
  };
  return { identities: [], header, parentHeader: {}, metadata, content, buffers: [] };
}

/**
 * The frames of a message in the protocol's multipart form, signed with HMAC-SHA256.
 *
 * @param key the connection's key, at least one character
 */
export function serializeMessage(message: KernelMessage, key: string): Buffer[] {
  const parts = [message.header, message.parentHeader, message.metadata, message.content]
    .map(part => Buffer.from(JSON.stringify(part), 'utf8'));
  return [...message.identities, DELIMITER, Buffer.from(sign(parts, key), 'ascii'), ...parts, ...message.buffers];
}

/**
 * Reads the frames of a message and checks its signature before anything in it is believed.
 *
 * @param key the connection's key, at least one character
 * @throws ArcError `notebook.wire` when the delimiter or a part is missing, the signature is not the key's, or a part is not a JSON object
 */
export function parseMessage(frames: readonly Buffer[], key: string): KernelMessage {
  const at = frames.findIndex(frame => frame.equals(DELIMITER));
  if (at < 0) throw fault(`has ${frames.length} frames and no <IDS|MSG> among them`);
  const parts = frames.slice(at + 2, at + 2 + SIGNED_PARTS);
  if (parts.length < SIGNED_PARTS) throw fault(`has ${Math.max(0, frames.length - at - 2)} parts after its signature instead of ${SIGNED_PARTS}`);
  const expected = Buffer.from(sign(parts, key), 'ascii');
  const signature = frames[at + 1];
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) throw fault('is not signed with this connection\'s key');
  const [header, parentHeader, metadata, content] = parts.map(parsePart);
  for (const field of ['msg_id', 'msg_type']) {
    if (typeof header[field] !== 'string') throw fault(`has a header without ${field}`);
  }
  return {
    identities: frames.slice(0, at), header: header as unknown as MessageHeader, parentHeader, metadata, content,
    buffers: frames.slice(at + 2 + SIGNED_PARTS),
  };
}

function sign(parts: readonly Buffer[], key: string): string {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

function parsePart(part: Buffer, index: number): Record<string, unknown> {
  const name = ['header', 'parent header', 'metadata', 'content'][index];
  let value: unknown;
  try {
    value = JSON.parse(part.toString('utf8'));
  } catch (cause) {
    throw fault(`has a ${name} that is not JSON`, cause);
  }
  if (value === null && name === 'parent header') return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault(`has a ${name} that is not a JSON object`);
  return value as Record<string, unknown>;
}

function fault(message: string, cause?: unknown): ArcError {
  return new ArcError('notebook.wire', `kernel message ${message}; check that the kernel speaks the Jupyter protocol ${PROTOCOL_VERSION}`, { cause });
}
