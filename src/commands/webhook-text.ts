import type { DeadLetter, Webhook, WebhookInFull } from "../webhooks/registry.js";
import { table } from "./table.js";

const COLUMNS = [
  "Name",
  "State",
  "Waiting",
  "Attempts",
  "Dead letters",
  "Last delivered",
  "Endpoint",
] as const;

/** All webhooks, a line each, and below it what is wrong with it. A URL may hold a key, so only its host is among it. */
export function listed(webhooks: readonly Webhook[]): string {
  if (webhooks.length === 0) return "There are no webhooks.";
  const rows = webhooks.map((webhook) => [
    webhook.name,
    stateOf(webhook),
    seconds(webhook.lag),
    String(webhook.attempts),
    String(webhook.deadLetters),
    moment(webhook.deliveredAt),
    new URL(webhook.url).origin,
  ]);
  const [head = "", ...lines] = table(COLUMNS, rows);
  return [
    head,
    ...lines.flatMap((line, at) => {
      const trouble = troubleOf(webhooks[at] as Webhook);
      return trouble === undefined ? [line] : [line, `  ${trouble}`];
    }),
  ].join("\n");
}

/** One webhook, with all that is known of it but its secrets. */
export function described(webhook: WebhookInFull, letters: readonly DeadLetter[], bodies = false): string {
  const { query, variables } = webhook;
  const lines: [word: string, value: string | undefined][] = [
    ["Name", webhook.name],
    ["URL", webhook.url],
    ["State", stateOf(webhook)],
    ["Trouble", troubleOf(webhook)],
    ["Secrets", String(webhook.secrets)],
    ["Created", moment(webhook.createdAt)],
    ["Delivered", webhook.deliveredAt ? `${moment(webhook.deliveredAt)}${afterOf(webhook)}` : "nothing yet"],
    ["Waiting", webhook.lag === null ? undefined : seconds(webhook.lag)],
    ["Attempts", webhook.attempts > 0 ? attemptsOf(webhook) : undefined],
    ["Cursor", webhook.cursor],
    ["Variables", Object.keys(variables).length > 0 ? JSON.stringify(variables) : undefined],
    ["Document", query.trim().replaceAll("\n", `\n${" ".repeat(WIDTH)}`)],
    ["Dead letters", String(letters.length)],
  ];
  return [
    ...lines.flatMap(([word, value]) => (value === undefined ? [] : [`${word.padEnd(WIDTH)}${value}`])),
    ...letters.flatMap((letter) => letterLines(letter, bodies)),
  ].join("\n");
}

const WIDTH = 14;

const stateOf = ({ state, held }: Webhook): string =>
  state === "ACTIVE" && !held ? "ACTIVE, but no process delivers it" : state;

const troubleOf = ({ reason, lastError }: Webhook): string | undefined => reason ?? lastError ?? undefined;

const afterOf = ({ deliveredAfter }: Webhook): string =>
  deliveredAfter === null ? "" : `, ${seconds(deliveredAfter)} after it happened`;

const attemptsOf = ({ attempts, nextAttemptAt }: Webhook): string =>
  `${attempts} in vain, the next at ${moment(nextAttemptAt)}`;

function letterLines(
  { event, body, at, attempts, lastError, replayed }: DeadLetter,
  bodies: boolean,
): string[] {
  const again = replayed ? ", to be sent again" : "";
  const line = `  ${event}  given up at ${moment(at)} after ${attempts} attempts${again}: ${lastError}`;
  return bodies ? [line, `  ${body}`] : [line];
}

const moment = (at: Date | null): string => at?.toISOString() ?? "–";
const seconds = (value: number | null): string => (value === null ? "–" : `${value.toFixed(1)} s`);
