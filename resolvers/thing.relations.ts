import { Source } from "../entities/base.js";
import { Check } from "../entities/check.js";
import { Link } from "../entities/link.js";
import { Observation } from "../entities/observation.js";
import { OtherName, Report, Section } from "../entities/report.js";
import { Theme } from "../entities/theme.js";
import { linked, many, one, part } from "./model/model.js";

/** Where a row is mentioned: relations of every thing and of every observation. */
export const SOURCE_RELATIONS = {
  report: one(Report, "reportId", "Báo cáo: the report that mentions it."),
  section: one(Section, "sectionId", "Mục: the section that mentions it."),
  source: part(
    Source,
    "reportId",
    "Nguồn: where it is mentioned; null for definitions such as units, which no report states.",
  ),
};

/** The relations of a thing as such. */
export const THING_RELATIONS = {
  observations: many(
    Observation,
    "subjectId",
    "Số liệu: its figures; of most kinds of thing those of which it is the subject or that are about it.",
    {
      also: [{ to: "id", through: { table: "observation_about", near: "thing_id", far: "observation_id" } }],
    },
  ),
  countedIn: many(Observation, "id", "Được đếm trong: the figures that count it by its name.", {
    through: { table: "observation_count", near: "thing_id", far: "observation_id" },
  }),
  themes: linked(Theme, "to", "Chuyên đề: the themes that it belongs to.", "ON_THEME"),
  checks: many(
    Check,
    "foundFrom",
    "Kiểm tra: what the rules find that concerns it; of a report or a section, in it.",
  ),
  alsoNamed: many(OtherName, "ofId", "Tên gọi khác: what else sources call it, and where."),
  linksTo: many(Link, "fromId", "Liên kết đi: what it amends, is based on, concerns or was done with."),
  linkedFrom: many(
    Link,
    "toId",
    "Liên kết đến: what amends it, is based on it, concerns it or was done with it.",
  ),
};
