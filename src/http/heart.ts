/** Who is sent signs of life. */
interface Beating {
  beat(): void;
}

/** In so many parts: a thousand connections that are sent something in the same moment keep everyone else waiting. */
const PARTS = 16;

/** Sends each of many connections a sign of life once in a period, a part of them at a time. */
export class Heart {
  readonly #parts = Array.from({ length: PARTS }, () => new Set<Beating>());
  readonly #timer: NodeJS.Timeout;
  #added = 0;
  #turn = 0;

  constructor(periodMs: number) {
    this.#timer = setInterval(() => this.#beat(), periodMs / PARTS).unref();
  }

  /** Sends one signs of life from now on; returns what ends that. */
  add(one: Beating): () => void {
    const part = this.#parts[this.#added++ % PARTS] as Set<Beating>;
    part.add(one);
    return () => part.delete(one);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    for (const one of this.#parts[this.#turn++ % PARTS] as Set<Beating>) one.beat();
  }
}
