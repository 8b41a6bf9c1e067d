import type { GraphQLFormattedError } from "graphql";
import type { Message, Sink } from "../live/message.js";
import type { Subscription } from "../live/subscription.js";

/** Opens a subscription behind a cursor, or says what is wrong with it. */
export type Subscribe = (
  request: { query: string; variables: Record<string, unknown> },
  after: string,
) => Promise<Subscription | { errors: readonly GraphQLFormattedError[] }>;

/** A subscription cannot be answered. */
export class NotAnswered extends Error {
  constructor(private readonly errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join(" "));
  }

  /** Whether that has to do with what is asked, and so does not pass by itself. */
  get lasts(): boolean {
    return this.errors.some(({ extensions }) => !PASSING.includes(String(extensions?.code)));
  }
}

const PASSING = ["SERVICE_UNAVAILABLE", "TIMED_OUT", "INTERNAL_SERVER_ERROR"];

/** How many answers wait for the one that is being delivered; the subscription remembers no more than that of those to come. */
const MOST_WAITING = 50;

/** Follows a subscription from behind a cursor until a signal comes, or it ends. Throws NotAnswered. */
export async function* follow(
  subscribe: Subscribe,
  request: { query: string; variables: Record<string, unknown> },
  after: string,
  stop: AbortSignal,
): AsyncGenerator<Message> {
  const opened = await subscribe(request, after);
  if ("errors" in opened) throw new NotAnswered(opened.errors);
  const inbox = new Inbox();
  const end = () => inbox.end();
  stop.addEventListener("abort", end);
  try {
    if (stop.aborted) return;
    opened.attach(inbox);
    for (let answer = await inbox.next(); answer; answer = await inbox.next()) yield answer;
  } finally {
    stop.removeEventListener("abort", end);
    opened.stop();
  }
}

/** Answers between a subscription, which sends them, and whoever takes them one after another. */
class Inbox implements Sink {
  #waiting: Message[] = [];
  #errors: readonly GraphQLFormattedError[] | undefined;
  #ended = false;
  /** Who waits for something to come, or to go. */
  #watching: (() => void)[] = [];

  take(messages: readonly Message[]): number {
    const taken = messages.slice(0, MOST_WAITING - this.#waiting.length);
    this.#waiting.push(...taken);
    this.#move();
    return taken.length;
  }

  async drained(): Promise<void> {
    while (this.#waiting.length >= MOST_WAITING && !this.#ended) await this.#moved();
  }

  end(errors?: readonly GraphQLFormattedError[]): void {
    this.#errors = errors;
    this.#ended = true;
    this.#move();
  }

  /** The next answer, or nothing at the end. */
  async next(): Promise<Message | undefined> {
    while (this.#waiting.length === 0 && !this.#ended) await this.#moved();
    if (this.#ended && this.#errors) throw new NotAnswered(this.#errors);
    const answer = this.#ended ? undefined : this.#waiting.shift();
    this.#move();
    return answer;
  }

  #moved(): Promise<void> {
    return new Promise((resolve) => this.#watching.push(resolve));
  }

  #move(): void {
    for (const look of this.#watching.splice(0)) look();
  }
}
