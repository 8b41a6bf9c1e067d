import { ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { Thing, Titled } from "./base.js";

@Entity()
@ObjectType("Theme", {
  implements: Thing,
  description:
    "Chuyên đề: a matter that runs through the work and its reports, whatever their sections, such as Covid-19; a topic is what documents that are only counted were about.",
})
export class Theme extends Titled {}
