import type { Course } from "../live/race.ts";
import type { Probed } from "../strain/probe.ts";
import type { Question } from "./questions.ts";

/** What was measured of one question, in the order of the contenders. */
export interface Measured {
  question: Question;
  bytes: number;
  /** One process, our gateway, Apollo's, and our gateway over plain subgraphs where they are asked. */
  courses: Course[];
}

/** What was measured of a partner that is joined. */
export interface JoinedResult {
  /** Of our own data: with the partner, without it, and without it once more. */
  own: { name: string; courses: Course[] }[];
  /** Of questions to both: the whole, our part of it, and the partner's, one after another. */
  across: { name: string; courses: Course[] }[];
}

/** What was noticed of joins and leaves by whoever asks for our own data. */
export interface JoinsResult {
  joins: number;
  subscribers: number;
  /** How long all of them took. */
  seconds: number;
  /** How many subscribers heard of a change afterwards. */
  deliveries: number;
  quiet: Probed;
  probed: Probed[];
  /** How long the event loop was held up at most, in milliseconds: without joins, and with them. */
  heldQuiet: number;
  held: number;
}
