import type { Course } from "../live/race.ts";
import type { Question } from "./questions.ts";

/** What was measured of one question, in the order of the contenders. */
export interface Measured {
  question: Question;
  bytes: number;
  /** One process, our gateway, Apollo's, and our gateway over plain subgraphs where they are asked. */
  courses: Course[];
}
