import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessage, parseMessage, serializeMessage } from '../../src/notebook/wire.js';

const KEY = 'a key of one connection';
const REQUEST = createMessage('execute_request', { code: '1 + 1 // ±' }, 'session-1', { cellId: 'c1' });

describe('serializeMessage', () => {
  it('serializeMessage puts identities, delimiter, signature and four parts in this order', () => {
    const frames = serializeMessage({ ...REQUEST, identities: [Buffer.from('route')] }, KEY).map(String);
    expect(frames.slice(0, 2)).toEqual(['route', '<IDS|MSG>']);
    expect(frames[2]).toMatch(/^[0-9a-f]{64}$/);
    expect(frames.slice(3).map(frame => JSON.parse(frame))).toEqual([REQUEST.header, {}, { cellId: 'c1' }, { code: '1 + 1 // ±' }]);
  });

  it('serializeMessage signs as the protocol says, by a signature worked out by hand', () => {
    const header = { msg_id: 'm', session: 's', username: 'u', date: 'd', msg_type: 't', version: '5.3' };
    const [, signature] = serializeMessage({ identities: [], header, parentHeader: {}, metadata: {}, content: {}, buffers: [] }, 'k');
    // printf '%s' '{"msg_id":"m","session":"s","username":"u","date":"d","msg_type":"t","version":"5.3"}{}{}{}' | openssl dgst -sha256 -hmac k
    expect(String(signature)).toBe('20d3d51f7d069b801d6260c00e80a941900b75e5500e3d24990fa62b45208e91');
  });
});

describe('parseMessage', () => {
  it('parseMessage gives back any message that serializeMessage wrote', () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue().filter(value => !Object.is(value, -0) && !JSON.stringify(value).includes('-0')));
    fc.assert(fc.property(json, json, fc.array(fc.uint8Array({ maxLength: 20 })), (content, metadata, blobs) => {
      const message = { ...REQUEST, content, metadata, identities: [Buffer.from('topic')], buffers: blobs.map(blob => Buffer.from(blob)) };
      const parsed = parseMessage(serializeMessage(message, KEY), KEY);
      expect(JSON.stringify(parsed)).toBe(JSON.stringify(message));
    }), { numRuns: 100 });
  });

  it('parseMessage refuses a message in which any one bit of the signed parts or the signature was changed', () => {
    const frames = serializeMessage(REQUEST, KEY);
    fc.assert(fc.property(fc.integer({ min: 1, max: frames.length - 1 }), fc.nat(), fc.integer({ min: 0, max: 7 }), (frame, byte, bit) => {
      const changed = frames.map(part => Buffer.from(part));
      changed[frame][byte % changed[frame].length] ^= 1 << bit;
      expect(() => parseMessage(changed, KEY)).toThrow('is not signed with this connection\'s key');
    }), { numRuns: 200 });
  });

  it('parseMessage refuses a message signed with another key', () => {
    expect(() => parseMessage(serializeMessage(REQUEST, 'another'), KEY)).toThrow('not signed');
  });

  it('parseMessage never throws anything but one line of its own on frames of noise', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constant(Buffer.from('<IDS|MSG>')), fc.uint8Array().map(bytes => Buffer.from(bytes)))), frames => {
      expect(() => parseMessage(frames, KEY)).toThrow(/^kernel message [^\n]+$/);
    }), { numRuns: 200 });
  });

  it('parseMessage names the part that is no object', () => {
    const broken = { ...REQUEST, content: [1] as unknown as Record<string, unknown> };
    expect(() => parseMessage(serializeMessage(broken, KEY), KEY)).toThrow('kernel message has a content that is not a JSON object');
  });

  it('parseMessage takes a parent header of null for an empty one', () => {
    const message = { ...REQUEST, parentHeader: null as unknown as Record<string, never> };
    expect(parseMessage(serializeMessage(message, KEY), KEY).parentHeader).toEqual({});
  });
});
