import type { Course } from "../live/race.ts";
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
  /** A question to both, our part of it, and the partner's, one after another. */
  across: Course[];
}
