import { type IncomingMessage, request } from "node:http";
import WebSocket from "ws";
import { addressOf } from "../http.js";
import { socketOf, type Told } from "../subscribers.js";

/** Whom a connection hands on to what came by it. */
export interface Ear {
  told(event: Told): void;
  /** The operation was refused or has failed, with the errors as they came. */
  failed(errors: { message: string; extensions?: { code?: string } }[]): void;
  /** Nothing more comes. */
  over(): void;
}

/** A connection that carries one subscription. */
export interface Connection {
  pause(): void;
  resume(): void;
  /** Ends it as a cable does: nobody is told. */
  cut(): void;
}

interface Asked {
  query: string;
  variables: Record<string, unknown>;
}

interface Answer {
  data?: { told: Told } | null;
  errors?: Parameters<Ear["failed"]>[0];
}

function hand({ data, errors }: Answer, ear: Ear): void {
  if (errors) ear.failed(errors);
  if (data?.told) ear.told(data.told);
}

/** Subscribes over a WebSocket. */
export function byWebSocket(server: { address: string }, asked: Asked, ear: Ear): Connection {
  const socket = new WebSocket(socketOf(server), ["graphql-transport-ws"]);
  socket.on("open", () => socket.send('{"type":"connection_init"}'));
  socket.on("message", (data) => {
    const { type, payload } = JSON.parse(String(data));
    if (type === "connection_ack")
      socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: asked }));
    if (type === "next") hand(payload, ear);
    if (type === "error") ear.failed(payload);
    if (type === "error" || type === "complete") socket.close();
  });
  socket.on("error", () => {});
  socket.on("close", () => ear.over());
  return {
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    cut: () => socket.terminate(),
  };
}

/** Subscribes by a stream of events; goes on as browsers do, by the id of the last one, where it is to. */
export function byEventStream(server: { address: string }, asked: Asked, ear: Ear): Connection {
  const { after, ...variables } = asked.variables;
  const headers = { accept: "text/event-stream", ...(after ? { "last-event-id": String(after) } : {}) };
  let response: IncomingMessage | undefined;
  const sent = request(addressOf(server, { ...asked, variables }), { agent: false, headers }, (opened) => {
    response = opened;
    readEvents(opened, ear);
  });
  sent.on("error", () => {});
  sent.on("close", () => ear.over());
  sent.end();
  return {
    pause: () => void response?.pause(),
    resume: () => void response?.resume(),
    cut: () => void sent.destroy(),
  };
}

function readEvents(response: IncomingMessage, ear: Ear): void {
  let text = "";
  response.setEncoding("utf8");
  response.on("error", () => {});
  response.on("data", (piece) => {
    const blocks = (text + piece).split("\n\n");
    text = blocks.pop() as string;
    for (const block of blocks) {
      const data = /^event: next\n(?:id: .*\n)?data: (.*)$/.exec(block)?.[1];
      if (data) hand(JSON.parse(data), ear);
    }
  });
  response.on("end", () => {
    // What is no stream is an answer that says why.
    if (response.statusCode !== 200) hand(JSON.parse(text), ear);
  });
}
