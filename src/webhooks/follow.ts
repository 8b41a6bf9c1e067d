import type { GraphQLFormattedError } from "graphql";

/** What a webhook needs of an answer of a subscription. */
export interface Answer {
  json: string;
  cursor: string;
  /** Which change of the log it is about; absent where it is about none. */
  seq?: bigint;
}

/** Where a subscription sends its answers. */
export interface AnswerSink {
  take(answers: readonly Answer[]): number;
  drained(): Promise<void>;
  end(errors?: readonly GraphQLFormattedError[]): void;
}

/** Opens a subscription behind a cursor, or says what is wrong with it. */
export type Subscribe = (
  request: { query: string; variables: Record<string, unknown> },
  after: string,
) => Promise<{ attach(sink: AnswerSink): void; stop(): void } | { errors: readonly GraphQLFormattedError[] }>;

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
): AsyncGenerator<Answer> {
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
class Inbox implements AnswerSink {
  #waiting: Answer[] = [];
  #errors: readonly GraphQLFormattedError[] | undefined;
  #ended = false;
  /** Who waits for something to come, or to go. */
  #watching: (() => void)[] = [];

  take(answers: readonly Answer[]): number {
    const taken = answers.slice(0, MOST_WAITING - this.#waiting.length);
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
  async next(): Promise<Answer | undefined> {
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
