/**
 * A call to a manager as what travels: a request, and its answer.
 *
 * @import { ROWS, Read } from "../wire.js"
 * @import { Message } from "./state.js"
 *
 * @typedef {Read<typeof ROWS.calls>} Call
 */

/**
 * A manager that was there before the block tells nothing: when it got the request is not known then, and whose answer
 * it is that arrives.
 * @param {Call} call
 * @returns {Message[]}
 */
export function messagesOfCall({ id, object, process, server, start, asked, answered, end, text, answer, error }) {
  const either = { object, bytes: null, error: null };
  const unseen = asked === null && end !== null;
  const request = { ...either, id: `${id}?`, sender: process, receiver: server, sent: start, received: asked, text };
  const sent = answered ?? end;
  if (sent === null) return [{ ...request, unseen }];
  const sender = answered === null ? null : server;
  const told = error === null ? `→ ${answer}` : `raises ${error}`;
  const reply = { ...either, id: `${id}!`, sender, receiver: process, sent, received: end, text: told };
  return [
    { ...request, unseen },
    { ...reply, unseen: false },
  ];
}
