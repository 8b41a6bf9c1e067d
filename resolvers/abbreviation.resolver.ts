import { Resolver } from "type-graphql";
import { Abbreviation } from "../entities/abbreviation.js";
import { Collection } from "./collection.js";

@Resolver(() => Abbreviation)
@Collection(Abbreviation, {
  term: "Từ viết tắt: short forms that officials use.",
  example: "(first: 5) { nodes { short name } }",
})
export class AbbreviationResolver {}
