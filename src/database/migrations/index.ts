import { Tables1632268800001 } from "./0001-tables.js";
import { Things1632268800002 } from "./0002-things.js";
import { Checks1632268800003 } from "./0003-checks.js";
import { ThingColumns1632268800004 } from "./0004-thing-columns.js";
import { Refusal1632268800005 } from "./0005-refusal.js";
import { CurrentVersions1632268800006 } from "./0006-current-versions.js";
import { OrderedIndexes1632268800007 } from "./0007-ordered-indexes.js";
import { Folding1632268800008 } from "./0008-folding.js";
import { AccessPaths1632268800009 } from "./0009-access-paths.js";
import { FiguresWithUnits1632268800010 } from "./0010-figures-with-units.js";
import { Additivity1632268800011 } from "./0011-additivity.js";
import { FigureRefusal1632268800012 } from "./0012-figure-refusal.js";
import { Quotients1632268800013 } from "./0013-quotients.js";
import { ReadableChecks1632268800014 } from "./0014-readable-checks.js";
import { Codes1632268800015 } from "./0015-codes.js";
import { About1632268800016 } from "./0016-about.js";
import { Programmes1632268800017 } from "./0017-programmes.js";
import { Abbreviations1632268800018 } from "./0018-abbreviations.js";
import { Computations1632268800019 } from "./0019-computations.js";
import { Search1632268800020 } from "./0020-search.js";
import { Formatted1632268800021 } from "./0021-formatted.js";
import { OnePeriod1632268800022 } from "./0022-one-period.js";
import { BalanceChecks1632268800023 } from "./0023-balance-checks.js";
import { ChangeLog1632268800030 } from "./0030-change-log.js";
import { IndicatorDimensions1632268800031 } from "./0031-indicator-dimensions.js";
import { Webhooks1632268800033 } from "./0033-webhooks.js";
import { Precision1632268800034 } from "./0034-precision.js";
import { FigureComputations1632268800035 } from "./0035-figure-computations.js";
import { Percentages1632268800036 } from "./0036-percentages.js";
import { BalanceIds1632268800037 } from "./0037-balance-ids.js";
import { ChangeWait1632268800038 } from "./0038-change-wait.js";

/** Every change of the tables, oldest first. */
export const MIGRATIONS = [
  Tables1632268800001,
  Things1632268800002,
  Checks1632268800003,
  ThingColumns1632268800004,
  Refusal1632268800005,
  CurrentVersions1632268800006,
  OrderedIndexes1632268800007,
  Folding1632268800008,
  AccessPaths1632268800009,
  FiguresWithUnits1632268800010,
  Additivity1632268800011,
  FigureRefusal1632268800012,
  Quotients1632268800013,
  ReadableChecks1632268800014,
  Codes1632268800015,
  About1632268800016,
  Programmes1632268800017,
  Abbreviations1632268800018,
  Computations1632268800019,
  Search1632268800020,
  Formatted1632268800021,
  OnePeriod1632268800022,
  BalanceChecks1632268800023,
  ChangeLog1632268800030,
  IndicatorDimensions1632268800031,
  Webhooks1632268800033,
  Precision1632268800034,
  FigureComputations1632268800035,
  Percentages1632268800036,
  BalanceIds1632268800037,
  ChangeWait1632268800038,
];
